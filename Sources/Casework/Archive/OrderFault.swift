package import Basics
package import Orders

/// Why what is kept or said of an order is not believed.
package enum OrderFault: Error, Hashable, Sendable {
    case noLines
    case badVersion(Int)
    /// Only an order that Recoup sold has a request behind it.
    case requestOfUnsold
    case misplaced(line: Int, expected: Int)
    case noParent(line: Int, parent: Int)
    case currency(line: Int, Currency)
    case quantity(line: Int)
    case tooLarge(line: Int)
    case sumTooLarge
    /// The ledger of a line begins with its purchase, and has one.
    case purchases(line: Int)
    case otherCharge(line: Int, charged: LineAmounts, paid: LineAmounts)
    case ledger(line: Int, LineLedger.Refusal)
    case twoCredits(line: Int, key: String)
    /// There is no such movement, or it says something else.
    case creditUnmoved(line: Int, key: String)
    case settlementUnmoved(line: Int, key: String)
    /// A credit is settled when invoices have shown the whole of it, and not before.
    case shown(line: Int, key: String, Money)
    case pending(line: Int, credits: Money, moved: LineAmounts)
    case settled(line: Int, credits: Money, moved: LineAmounts)
}

extension OrderFault {
    /// What contradicts what, in English.
    package var sentence: String {
        switch self {
        case .noLines: "it has no lines"
        case .badVersion(let version): "its version \(version) is none that an order has"
        case .requestOfUnsold: "it carries a request's id, but Recoup did not sell it"
        case .misplaced(let line, let expected): "line \(line) stands where line \(expected) belongs"
        case .noParent(let line, let parent): "line \(line) adds seats to line \(parent), which stands not before it"
        case .currency(let line, let currency): "line \(line) is in \(currency), which is not the order's currency"
        case .quantity(let line): "line \(line) has no quantity above zero"
        case .tooLarge(let line): "line \(line) holds an amount that is larger than can be counted"
        case .sumTooLarge: "its lines charge more than can be counted"
        case .purchases(let line): "the ledger of line \(line) does not begin with its one purchase"
        case .otherCharge(let line, let charged, let paid):
            "line \(line) charges \(charged.parts), but its purchase is of \(paid.parts)"
        case .ledger(let line, let refusal): "the ledger of line \(line) cannot be replayed: \(refusal.sentence)"
        case .twoCredits(let line, let key): "line \(line) has two credits with the key '\(quoted(key))'"
        case .creditUnmoved(let line, let key):
            "the credit '\(quoted(key))' of line \(line) is not what the ledger moved"
        case .settlementUnmoved(let line, let key):
            "the settlement of the credit '\(quoted(key))' of line \(line) is not what the ledger moved"
        case .shown(let line, let key, let shown):
            "invoices show \(shown) of the credit '\(quoted(key))' of line \(line), which does not fit its settlement"
        case .pending(let line, let credits, let moved):
            "the credits of line \(line) that wait for an invoice sum to \(credits), but its ledger holds \(moved.parts)"
        case .settled(let line, let credits, let moved):
            "the settled credits of line \(line) sum to \(credits), but its ledger holds \(moved.parts)"
        }
    }
}

extension LineAmounts {
    /// Net and tax apart, for sentences in which either may differ.
    var parts: String {
        let (net, tax) = (Money(minorUnits: net, currency), Money(minorUnits: tax, currency))
        return "\(net.number) and \(tax.number) tax \(currency)"
    }
}

extension OrderClaim {
    /// Everything that contradicts itself; nothing when the order is one that the program could have written.
    package var faults: [OrderFault] { checked().faults }

    /// The order. Throws the first of ``faults``.
    package func verified() throws(OrderFault) -> Order {
        let (lines, faults) = checked()
        if let first = faults.first { throw first }
        return order(lines)
    }

    private func checked() -> (lines: [OrderLine], faults: [OrderFault]) {
        var faults: [OrderFault] = []
        if lines.isEmpty { faults.append(.noLines) }
        if version < 1 { faults.append(.badVersion(version)) }
        if terms.requestID != nil, terms.origin != .sold { faults.append(.requestOfUnsold) }
        let sum = lines.reduce(Int128(0)) { $0 + $1.charge.wideGross }
        if Int64(exactly: sum) == nil { faults.append(.sumTooLarge) }
        var believed: [OrderLine] = []
        for (index, line) in lines.enumerated() {
            if line.number != index { faults.append(.misplaced(line: line.number, expected: index)) }
            if let parent = line.addsTo, !(0..<index).contains(parent) {
                faults.append(.noParent(line: line.number, parent: parent))
            }
            let (ledger, found) = line.checked(in: terms.currency)
            faults += found
            if let ledger { believed.append(line.line(ledger)) }
        }
        return (believed, faults)
    }
}

extension LineClaim {
    /// The ledger that the movements add up to, when nothing contradicts it.
    fileprivate func checked(in currency: Currency) -> (ledger: LineLedger?, faults: [OrderFault]) {
        guard terms.charge.currency == currency else { return (nil, [.currency(line: number, terms.charge.currency)]) }
        guard isCountable else { return (nil, [.tooLarge(line: number)]) }
        guard terms.quantity > 0 else { return (nil, [.quantity(line: number)]) }
        guard movements.first?.kind == .purchase, movements.dropFirst().allSatisfy({ $0.kind != .purchase }) else {
            return (nil, [.purchases(line: number)])
        }
        let ledger: LineLedger
        do throws(LineLedger.Refusal) { ledger = try LineLedger(replaying: movements, in: currency) } catch {
            return (nil, [.ledger(line: number, error)])
        }
        var faults: [OrderFault] = []
        if ledger.paid != terms.charge {
            faults.append(.otherCharge(line: number, charged: terms.charge, paid: ledger.paid))
        }
        faults += creditFaults
        faults += sumFaults(ledger)
        return (ledger, faults)
    }

    /// Credits that the movements do not bear out.
    private var creditFaults: [OrderFault] {
        let moved = Dictionary(movements.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var faults: [OrderFault] = []
        var keys: Set<String> = []
        for credit in credits {
            if !keys.insert(credit.key).inserted { faults.append(.twoCredits(line: number, key: credit.key)) }
            let movement = moved[credit.key]
            if movement?.kind != .credit || movement?.amounts != credit.amounts || movement?.at != credit.at
                || movement?.by != credit.by
            {
                faults.append(.creditUnmoved(line: number, key: credit.key))
            }
            let gross = credit.amounts.gross
            if !(0...LineAmounts.largest).contains(credit.shown)
                || (credit.shown == gross.minorUnits) != (credit.settlement != nil)
            {
                faults.append(.shown(line: number, key: credit.key, Money(minorUnits: credit.shown, gross.currency)))
            }
            guard let settlement = credit.settlement else { continue }
            let settled = moved["settle:\(credit.key)"]
            if settled?.kind != .settle || settled?.amounts != credit.amounts || settled?.at != settlement.at
                || settled?.memo != settlement.invoice
            {
                faults.append(.settlementUnmoved(line: number, key: credit.key))
            }
        }
        return faults
    }

    /// Credits beside what the accounts hold, in net and in tax.
    private func sumFaults(_ ledger: LineLedger) -> [OrderFault] {
        var faults: [OrderFault] = []
        let pending = credits.filter { $0.settlement == nil }
        let credited = ledger.balance(.credited)
        if !pending.isSum(of: credited) {
            faults.append(.pending(line: number, credits: pending.gross(credited.currency), moved: credited))
        }
        let settled = credits.filter { $0.settlement != nil }
        let invoiced = ledger.balance(.invoiced)
        if !settled.isSum(of: invoiced) {
            faults.append(.settled(line: number, credits: settled.gross(invoiced.currency), moved: invoiced))
        }
        return faults
    }
}

extension [LineCredit] {
    /// Summed wider than an amount: what is claimed may be anything.
    fileprivate func isSum(of amounts: LineAmounts) -> Bool {
        reduce(Int128(0)) { $0 + Int128($1.amounts.net) } == Int128(amounts.net)
            && reduce(Int128(0)) { $0 + Int128($1.amounts.tax) } == Int128(amounts.tax)
    }

    fileprivate func gross(_ currency: Currency) -> Money {
        let sum = reduce(Int128(0)) { $0 + $1.amounts.wideGross }
        return Money(minorUnits: Int64(clamping: sum), currency)
    }
}
