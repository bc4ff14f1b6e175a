package import Basics

extension Order {
    /// What became of an order when a file told of it.
    package struct Recording: Hashable, Sendable {
        /// Lines that are new, by number.
        package var added: [Int] = []
        /// Records that said nothing new.
        package var unchanged = 0
        /// Credits that were found and are in the ledger now.
        package var found = 0
        package var unused: [UnusedRecord] = []
        /// The rows that are in the books now or were before.
        package var rows: [RowIdentity] = []

        package init() {}
    }

    /// A new order of these facts, still without lines.
    package init(_ facts: OrderFacts, origin: Origin, by person: Person) {
        let terms = OrderTerms(
            id: facts.id,
            alternateID: facts.alternateID,
            customer: facts.customer.id,
            market: facts.customer.market,
            currency: facts.currency,
            placedAt: facts.placedAt,
            placedBy: person.id,
            placedByName: person.displayName,
            origin: origin,
            requestID: nil
        )
        self.init(terms, version: 0, lines: [])
    }

    /// Takes in what a file tells of this order: charges that are new become lines, credits that were given without us go
    /// through the ledger. What is known already changes nothing; what does not fit is named and left out.
    package mutating func record(_ facts: OrderFacts, by person: Person, at now: Instant) -> Recording {
        var recording = Recording()
        guard facts.customer.id == terms.customer, facts.currency == terms.currency else {
            let reason =
                facts.customer.id == terms.customer
                ? "order \(terms.id) is in \(terms.currency) here, not in \(facts.currency)"
                : "order \(terms.id) belongs to another customer here"
            recording.unused = (facts.lines.map(\.place) + facts.credits.map(\.place)).sorted()
                .map { UnusedRecord(place: $0, reason: reason) }
            return recording
        }
        for line in facts.lines { record(line, by: person, at: now, &recording) }
        for credit in facts.credits { record(credit, by: person, at: now, &recording) }
        return recording
    }

    private mutating func record(_ facts: LineFacts, by person: Person, at now: Instant, _ recording: inout Recording) {
        if let known = lines.first(where: { $0.isSame(as: facts) }) {
            if known.charge == facts.charge {
                recording.unchanged += 1
                if let row = facts.row { recording.rows.append(row) }
            } else {
                let reason = "it charged \(known.charge.gross) before, and \(facts.charge.gross) now"
                recording.unused.append(UnusedRecord(place: facts.place, reason: reason))
            }
            return
        }
        let number = lines.count
        let parent =
            facts.addsSeats
            ? lines.first { $0.item.id == facts.item.id && $0.subscription == facts.subscription && $0.addsTo == nil }
            : nil
        do throws(LineLedger.Refusal) {
            let line = try OrderLine(
                number: number,
                addsTo: parent?.number,
                facts.terms,
                invoice: facts.invoice,
                purchaseKey: facts.key,
                by: person.id,
                at: now
            )
            add(line)
            recording.added.append(number)
            if let row = facts.row { recording.rows.append(row) }
        } catch { recording.unused.append(UnusedRecord(place: facts.place, reason: error.sentence)) }
    }

    private mutating func record(_ found: FoundCredit, by person: Person, at now: Instant, _ recording: inout Recording)
    {
        let key = found.row.key
        let fitting = lines.filter {
            $0.item.product == found.product && $0.item.sku == found.sku && $0.subscription == found.subscription
        }
        if fitting.contains(where: { $0.credits.contains { $0.key == key } }) {
            recording.unchanged += 1
            recording.rows.append(found.row)
            return
        }
        if let holder = fitting.lazy.compactMap(\.holder).first {
            let reason =
                "it may show what \(holder) is about to credit; credit or revoke that, then read the file again"
            recording.unused.append(UnusedRecord(place: found.place, reason: reason))
            return
        }
        if fitting.contains(where: { $0.credits.contains { $0.settlement == nil } }) {
            let reason = "it may show a credit that is waiting here; 'recoup invoices reconcile' reads it"
            recording.unused.append(UnusedRecord(place: found.place, reason: reason))
            return
        }
        // The one whose charge it gives back, else the first that holds as much.
        let able = fitting.filter { $0.cancellation == nil && $0.refundable.covers(found.amounts) }
        guard let line = able.first(where: { $0.charge == found.amounts }) ?? able.first else {
            let reason =
                "there is no line of order \(terms.id) that it could give back; bring in the file that charged it first"
            recording.unused.append(UnusedRecord(place: found.place, reason: reason))
            return
        }
        let at = found.on.start
        let credit = LineCredit(
            key: key,
            kind: .found,
            amounts: found.amounts,
            at: at,
            by: person.id,
            reference: found.reference
        )
        do throws(LineLedger.Refusal) {
            try change(line.number) { line throws(LineLedger.Refusal) in
                try line.reserve(found.amounts, key: "reserve:\(key)", memo: nil, by: person.id, at: now)
                try line.credit(credit)
                try line.show(
                    found.amounts.gross.minorUnits,
                    ofCredit: key,
                    on: LineCredit.Settlement(invoice: found.row.invoice, line: found.place, at: now),
                    by: person.id
                )
                if found.endsLine {
                    line.end(
                        Cancellation(
                            at: at,
                            by: person.id,
                            byName: "Partner Center",
                            quote: nil,
                            reference: found.reference
                        )
                    )
                }
            }
            recording.found += 1
            recording.rows.append(found.row)
        } catch { recording.unused.append(UnusedRecord(place: found.place, reason: error.sentence)) }
    }
}

extension OrderLine {
    /// The same charge: from the same record, or another source's account of the same.
    fileprivate func isSame(as facts: LineFacts) -> Bool {
        if ledger.movements.first?.key == facts.key { return true }
        // Two rows of a reconciliation file are two charges, however alike they are.
        let isFromRow = ledger.movements.first?.key.hasPrefix("row:") ?? false
        guard !isFromRow || facts.row == nil else { return false }
        return terms.item.id == facts.item.id && terms.subscription == facts.subscription
            && terms.quantity == facts.quantity
            && terms.charge == facts.charge && terms.period == facts.period
            && terms.orderedAt.day == facts.orderedAt.day
    }
}

extension LineAmounts {
    /// Whether both net and tax are at least the other's.
    package func covers(_ other: LineAmounts) -> Bool { net >= other.net && tax >= other.tax }
}
