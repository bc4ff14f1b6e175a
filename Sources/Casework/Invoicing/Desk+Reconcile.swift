package import Basics
package import Orders
package import Tickets

/// What a reconciliation file showed of our credits.
package struct ReconciliationReport: Hashable, Sendable {
    /// A row beside the credit that it shows.
    package struct Shown: Hashable, Sendable {
        package let row: CreditRow
        package let credit: PostedCredit
        /// What all files have shown of the credit so far, gross minor units.
        package let shown: Int64
    }

    /// Rows that were credits.
    package var rows = 0
    /// Rows that were read before.
    package var known = 0
    /// Credits that are whole now.
    package var settled: [Shown] = []
    /// Credits of which less, or more, was shown than was promised.
    package var short: [Shown] = []
    package var over: [Shown] = []
    /// Rows that show no credit of ours.
    package var unknown: [CreditRow] = []
    /// Credits that should have been there; only for a complete file.
    package var missing: [PostedCredit] = []

    package init() {}

    /// Every row has an outcome.
    package var isConserved: Bool { rows == known + settled.count + short.count + over.count + unknown.count }
}

extension Desk {
    /// Matches the credits of a reconciliation file with ours, settles those that are whole, and says what does not fit.
    /// A row is read once, however often it comes. `month` says that the file holds everything of that month's invoice: then
    /// credits that were due in it or before and that it does not show are missing.
    ///
    /// Takes ``Permission/settleCredits``. One transaction: all of the file or nothing.
    package func reconcile(_ rows: [CreditRow], completeFor month: Month?, by actor: Actor) async throws
        -> ReconciliationReport
    {
        try actor.person.require(.settleCredits)
        guard book == .external else { throw DeskError.orderRefused(.settledByRuns) }
        let now = now()
        do {
            return try await store.write { records in
                let read = try records.readRows(among: rows.map(\.identity))
                let known = Set(read.map(\.identity))
                // A row that showed no credit when it was read may show one that was given since.
                let used = Set(read.filter { $0.credit != nil }.map(\.identity))
                let unused = rows.filter { !used.contains($0.identity) }
                var open: [PostedCredit] = []
                try records.eachOpenCredit { open.append($0) }
                let match = CreditMatch(unused, with: open)
                var report = ReconciliationReport()
                report.rows = rows.count
                report.unknown = match.unknown.filter { !known.contains($0.identity) }
                report.known = rows.count - match.pairs.count - report.unknown.count
                var acts: [ActivityAct] = []
                for pair in match.pairs {
                    let shown = report.take(pair)
                    guard shown == pair.credit.credit.amounts.gross.minorUnits else { continue }
                    acts.append(actor.act(settling: pair, at: now))
                }
                if let month { report.missing = match.unseen.filter { $0.credit.due <= month && $0.credit.shown == 0 } }
                try records.show(match.pairs.map { $0.showing(at: now) }, by: actor.person.id)
                try records.append(
                    match.pairs.map { $0.row.read($0.credit.credit.key, at: now) }
                        + report.unknown.map { $0.read(nil, at: now) }
                )
                try records.append(acts)
                let whole = report.settled.map(\.credit.credit.key)
                try self.settleTickets(ofCredits: whole, by: actor, at: now, in: records)
                if let month {
                    try self.disputeTickets(ofCredits: report.missing, month: month, by: actor, at: now, in: records)
                }
                return report
            }
        } catch is Overtaken { throw DeskError.orderConflict("one of the file") }
    }
}

extension ReconciliationReport {
    /// Sorts a pair in; what has been shown of its credit by now.
    fileprivate mutating func take(_ pair: CreditMatch.Pair) -> Int64 {
        let amount = pair.credit.credit.amounts.gross.minorUnits
        let shown = Shown(row: pair.row, credit: pair.credit, shown: pair.credit.credit.shown + pair.row.gross)
        if shown.shown == amount {
            settled.append(shown)
        } else if shown.shown < amount {
            short.append(shown)
        } else {
            over.append(shown)
        }
        return shown.shown
    }
}

extension CreditMatch.Pair {
    fileprivate func showing(at now: Instant) -> CreditShowing {
        CreditShowing(
            credit: credit,
            gross: row.gross,
            settlement: LineCredit.Settlement(invoice: row.identity.invoice, line: row.line, at: now)
        )
    }
}

extension CreditRow {
    fileprivate func read(_ credit: String?, at now: Instant) -> ReadRow {
        ReadRow(identity: identity, credit: credit, gross: -gross, line: line, readAt: now)
    }
}

extension Actor {
    fileprivate func act(settling pair: CreditMatch.Pair, at now: Instant) -> ActivityAct {
        let credit = pair.credit
        return act(
            .creditSettled,
            for: credit.customer,
            order: credit.order,
            line: credit.line,
            at: now,
            "\(credit.title): credit \(credit.credit.amounts.gross) on invoice \(pair.row.identity.invoice)"
        )
    }
}
