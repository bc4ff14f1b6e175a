package import Basics
import Orders

extension CaseFile {
    /// What the rules and the books say of a request. `filedAt` is when it was filed, by which the window is judged; nil for
    /// one that is not filed yet. What `ticket` itself has reserved does not stand in its own way. Changes nothing.
    package func verdict(on facts: TicketFacts, of ticket: Ticket.ID?, filedAt: Instant?, at now: Instant) -> Verdict {
        let lines = lines(of: facts).map { placed in ticket?.released(placed) ?? placed }
        return Judgement(file: self, lines: lines, facts: facts, filedAt: filedAt ?? now, now: now).verdict
    }
}

/// The checks, one after the other, over the lines that the request is about.
private struct Judgement {
    let file: CaseFile
    let lines: [CaseFile.PlacedLine]
    let facts: TicketFacts
    let filedAt: Instant
    let now: Instant

    var verdict: Verdict {
        let purchase = order
        var findings = [customer, purchase]
        guard purchase.ruling != .ineligible, !lines.isEmpty else {
            findings += duplicates
            return Verdict(findings: findings, deadline: nil, daysLeft: nil, maximum: nil, quoted: nil)
        }
        let quotes = self.quotes
        let deadline = Self.deadline(of: quotes)
        findings.append(line)
        findings += isAttested ? [] : [policy(quotes)] + window(quotes)
        findings += [amount(quotes), currency] + duplicates + [reservation]
        return Verdict(
            findings: findings,
            deadline: deadline,
            daysLeft: deadline.flatMap { daysLeft(until: $0) },
            maximum: maximum,
            quoted: quoted(quotes)
        )
    }

    private var isAttested: Bool { file.orders.contains { $0.origin == .attested } }

    private var quotes: [LineQuote] {
        lines.map { $0.line.quote(at: now, under: file.rules.policy, asked: filedAt) }
    }

    private var customer: Finding {
        file.customer.map { .customerKnown($0.name) } ?? .customerUnknown(facts.tenant)
    }

    private var order: Finding {
        guard let first = file.orders.first else { return .orderUnknown(facts.purchase) }
        if let customer = file.customer, file.orders.contains(where: { $0.customer != customer.id }) {
            return .orderOfAnotherCustomer(facts.purchase)
        }
        return isAttested ? .orderAttested(first.id.text, by: first.placedByName) : .orderOfCustomer(first.id.text)
    }

    private var line: Finding {
        let open = lines.filter { $0.line.cancellation == nil }.count
        if open == 0, let last = lines.compactMap(\.line.cancellation).max(by: { $0.at < $1.at }) {
            return .linesCancelled(at: last.at, byName: last.byName)
        }
        return .linesOpen(open, of: lines.count)
    }

    /// The rule of the line that there is most to do about.
    private func policy(_ quotes: [LineQuote]) -> Finding {
        for quote in quotes {
            if quote.verdict.isEligible, let row = quote.policy { return .policyCovers(row.name) }
        }
        var answers: [Finding] = []
        for quote in quotes {
            switch quote.verdict {
            case .needsSupport(let reason): answers.append(.policyUnclear(reason))
            case .notSupported(.linuxPlan): answers.append(.policyNever(.linuxPlan))
            case .notSupported(.reservation): answers.append(.policyByRequest(.reservation))
            case .eligible, .windowPassed, .alreadyCancelled, .inProgress, .nothingLeft: continue
            }
        }
        if let answer = answers.first(where: { $0.ruling == .needsHuman }) ?? answers.first { return answer }
        return quotes.compactMap(\.policy).first.map { .policyCovers($0.name) } ?? .policyUnclear(.noRule)
    }

    private func window(_ quotes: [LineQuote]) -> [Finding] {
        if let end = Self.deadline(of: quotes) { return [now < end ? .windowOpen(until: end) : .windowMet(until: end)] }
        for quote in quotes {
            if case .windowPassed(let end, let window) = quote.verdict { return [.windowPassed(at: end, window)] }
        }
        return []
    }

    private static func deadline(of quotes: [LineQuote]) -> Instant? {
        quotes.compactMap { quote -> Instant? in
            guard case .eligible(let until, _) = quote.verdict else { return nil }
            return until
        }.min()
    }

    private func daysLeft(until end: Instant) -> Int? {
        now < end ? end.adding(milliseconds: -1).day.daysSinceEpoch - now.day.daysSinceEpoch : nil
    }

    private var maximum: Money? {
        file.currency(of: facts).map { currency in
            Money(minorUnits: lines.reduce(0) { $0 + $1.line.refundable.gross.minorUnits }, currency)
        }
    }

    private func quoted(_ quotes: [LineQuote]) -> Money? {
        let credits = quotes.compactMap(\.credit)
        guard let currency = file.currency(of: facts), !credits.isEmpty else { return nil }
        return Money(minorUnits: credits.reduce(0) { $0 + $1.gross.minorUnits }, currency)
    }

    private func amount(_ quotes: [LineQuote]) -> Finding {
        let asked = facts.amount
        guard let maximum, maximum.currency == asked.currency, maximum.minorUnits > 0 else {
            return maximum.map { $0.minorUnits > 0 ? .amountWithin(maximum: $0) : .nothingLeft } ?? .nothingLeft
        }
        guard asked.minorUnits <= maximum.minorUnits else { return .amountAbove(asked: asked, maximum: maximum) }
        if let quoted = quoted(quotes), asked.minorUnits > quoted.minorUnits {
            return .amountAboveQuote(asked: asked, quoted: quoted)
        }
        return .amountWithin(maximum: maximum)
    }

    private var currency: Finding {
        guard let charged = file.currency(of: facts), charged != facts.amount.currency else {
            return .sameCurrency(facts.amount.currency)
        }
        return .otherCurrency(asked: facts.amount.currency, charged: charged)
    }

    private var duplicates: [Finding] {
        let open = file.others.filter { !$0.isCredited }.map(\.name)
        let credited = file.others.filter(\.isCredited).map(\.name)
        let findings =
            (open.isEmpty ? [] : [Finding.openDuplicates(open)])
            + (credited.isEmpty ? [] : [.creditedDuplicates(credited)])
        return findings.isEmpty ? [.noDuplicate] : findings
    }

    private var reservation: Finding {
        lines.compactMap(\.line.holder).first.map { .reserved(holder: $0) } ?? .nothingReserved
    }
}
