package import Basics

extension OrderLine {
    /// Promises a part of what was paid, so that nobody else can.
    package mutating func reserve(
        _ amounts: LineAmounts,
        key: String,
        memo: String?,
        by person: Person.ID,
        at now: Instant
    ) throws(LineLedger.Refusal) {
        _ = try ledger.move(Movement(.reserve, amounts, key: key, at: now, by: person, memo: memo))
    }

    /// Takes a promise back.
    package mutating func void(
        _ amounts: LineAmounts,
        key: String,
        memo: String?,
        by person: Person.ID,
        at now: Instant
    )
        throws(LineLedger.Refusal)
    {
        _ = try ledger.move(Movement(.void, amounts, key: key, at: now, by: person, memo: memo))
    }

    /// Gives back what was reserved before. The same key again changes nothing.
    package mutating func credit(_ credit: LineCredit, memo: String? = nil) throws(LineLedger.Refusal) {
        let movement = Movement(.credit, credit.amounts, key: credit.key, at: credit.at, by: credit.by, memo: memo)
        if try ledger.move(movement) { credits.append(credit) }
    }

    /// Takes a credit that no invoice has shown back. Nothing when there is no such credit.
    package mutating func reverse(
        _ key: String,
        as reverseKey: String,
        memo: String?,
        by person: Person.ID,
        at now: Instant
    )
        throws(LineLedger.Refusal)
    {
        guard let index = credits.firstIndex(where: { $0.key == key }) else { return }
        let amounts = credits[index].amounts
        if try ledger.move(Movement(.reverse, amounts, key: reverseKey, at: now, by: person, memo: memo)) {
            credits.remove(at: index)
        }
    }

    /// Notes that an invoice shows `gross` minor units more of a credit, and settles it when that makes it whole.
    package mutating func show(
        _ gross: Int64,
        ofCredit key: String,
        on settlement: LineCredit.Settlement,
        by person: Person.ID
    ) throws(LineLedger.Refusal) {
        guard let index = credits.firstIndex(where: { $0.key == key }) else { return }
        var credit = credits[index]
        if let movement = credit.show(gross, on: settlement, by: person) { _ = try ledger.move(movement) }
        credits[index] = credit
    }

    /// Ends the line. Its ledger is another matter.
    package mutating func end(_ cancellation: Cancellation) {
        self.cancellation = cancellation
    }

    /// What is reserved by the movements whose keys hold `intent`.
    package func reserved(for intent: String) -> LineAmounts { reserved { $0.key.contains(intent) } }

    /// The line as it would be if `intent` had reserved nothing: to ask what it would give. Never kept.
    package func released(from intent: String) -> OrderLine {
        let held = reserved(for: intent)
        guard let latest = ledger.movements.last, held.gross.minorUnits > 0 else { return self }
        var line = self
        let void = Movement(.void, held, key: "released:\(intent)", at: latest.at, by: latest.by)
        do throws(LineLedger.Refusal) { _ = try line.ledger.move(void) } catch { return self }
        return line
    }

    /// Who holds a part of the line: the memo of the latest reservation that was neither voided nor credited; nil when nothing
    /// is reserved.
    package var holder: String? {
        guard ledger.balance(.reserved).gross.minorUnits > 0 else { return nil }
        let latest = ledger.movements.last { reserve in
            reserve.kind == .reserve && reserved { $0.memo == reserve.memo }.gross.minorUnits > 0
        }
        return latest.map { $0.memo ?? $0.key }
    }

    private func reserved(by isMeant: (Movement) -> Bool) -> LineAmounts {
        ledger.movements.reduce(.zero(terms.charge.currency)) { sum, movement in
            guard isMeant(movement) else { return sum }
            return switch movement.kind {
            case .reserve: sum + movement.amounts
            case .void, .credit: sum - movement.amounts
            case .purchase, .settle, .reverse: sum
            }
        }
    }
}
