import Basics
import Casework
import Orders
import SampleDesk

/// Orders as somebody changed them, past the rules or by them.
extension Order {
    /// Credits a part of a line as goodwill. `key` names the intent.
    mutating func give(_ gross: Int64, on line: Int, key: String, at now: Instant = SampleClock.start) throws {
        let (by, amounts) = (SamplePeople.approver.id, LineAmounts(net: gross, tax: 0, terms.currency))
        try change(line) { line throws(LineLedger.Refusal) in
            try line.reserve(amounts, key: "reserve:\(key)", memo: nil, by: by, at: now)
            try line.credit(
                LineCredit(key: key, kind: .goodwill, amounts: amounts, at: now, by: by, reference: nil)
            )
        }
    }

    func changed(
        version: Int? = nil,
        alternateID: String? = nil,
        placedByName: String? = nil,
        lines: [OrderLine]? = nil
    ) -> Order {
        var terms = terms
        terms.alternateID = alternateID ?? terms.alternateID
        terms.placedByName = placedByName ?? terms.placedByName
        return Order(terms, version: version ?? self.version, lines: lines ?? self.lines)
    }

    /// The order with its line changed past the rules.
    func tampered(_ number: Int = 0, _ change: (LineClaim) -> OrderLine) -> Order {
        changed(lines: lines.map { $0.number == number ? change(LineClaim($0)) : $0 })
    }

    /// An order of one line that a file told of.
    static func recorded(_ id: String, for customer: Customer) throws -> Order {
        let bought = try SampleOrders.order(9, for: customer, [SampleOrders.offer()])
        var terms = bought.terms
        terms.id = try Order.ID(id)
        terms.alternateID = nil
        terms.origin = .document
        terms.requestID = nil
        return Order(terms, lines: bought.lines)
    }
}

extension OrderClaim {
    func with(
        version: Int? = nil,
        requestID: String? = nil,
        origin: Order.Origin? = nil,
        lines: [LineClaim]? = nil
    ) -> OrderClaim {
        var claim = self
        claim.version = version ?? self.version
        claim.terms.requestID = requestID ?? terms.requestID
        claim.terms.origin = origin ?? terms.origin
        claim.lines = lines ?? self.lines
        return claim
    }
}

extension LineClaim {
    func with(
        addsTo: Int? = nil,
        quantity: Int64? = nil,
        charge: LineAmounts? = nil,
        invoice: String?? = .none,
        movements: [Movement]? = nil,
        credits: [LineCredit]? = nil
    ) -> LineClaim {
        var claim = self
        claim.addsTo = addsTo ?? self.addsTo
        claim.terms.quantity = quantity ?? terms.quantity
        claim.terms.charge = charge ?? terms.charge
        claim.invoice = invoice ?? self.invoice
        claim.movements = movements ?? self.movements
        claim.credits = credits ?? self.credits
        return claim
    }

    /// The line, whatever its ledger says.
    func anyLine() throws -> OrderLine {
        line(try LineLedger(replaying: movements, in: terms.charge.currency))
    }
}
