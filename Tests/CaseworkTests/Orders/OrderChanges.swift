import Basics
import Casework
import Orders
import SampleDesk

/// Orders as somebody changed them, past the rules or by them.
extension Order {
    /// Credits a part of a line as goodwill. `key` names the intent.
    mutating func give(_ gross: Int64, on line: Int, key: String, at now: Instant = SampleClock.start) throws {
        let (by, amounts) = (SamplePeople.approver.id, LineAmounts(net: gross, tax: 0, currency))
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
        Order(
            id: id,
            alternateID: alternateID ?? self.alternateID,
            customer: customer,
            market: market,
            currency: currency,
            placedAt: placedAt,
            placedBy: placedBy,
            placedByName: placedByName ?? self.placedByName,
            origin: origin,
            requestID: requestID,
            version: version ?? self.version,
            lines: lines ?? self.lines
        )
    }

    /// The order with its line changed past the rules.
    func tampered(_ number: Int = 0, _ change: (LineClaim) -> OrderLine) -> Order {
        changed(lines: lines.map { $0.number == number ? change(LineClaim($0)) : $0 })
    }

    /// An order of one line that a file told of.
    static func recorded(_ id: String, for customer: Customer) throws -> Order {
        let bought = try SampleOrders.order(9, for: customer, [SampleOrders.offer()])
        return Order(
            id: try Order.ID(id),
            alternateID: nil,
            customer: customer.id,
            market: customer.market,
            currency: bought.currency,
            placedAt: bought.placedAt,
            placedBy: bought.placedBy,
            placedByName: bought.placedByName,
            origin: .document,
            requestID: nil,
            lines: bought.lines
        )
    }
}

extension OrderClaim {
    func with(
        version: Int? = nil,
        requestID: String? = nil,
        origin: Order.Origin? = nil,
        lines: [LineClaim]? = nil
    ) -> OrderClaim {
        OrderClaim(
            id: id,
            alternateID: alternateID,
            customer: customer,
            market: market,
            currency: currency,
            placedAt: placedAt,
            placedBy: placedBy,
            placedByName: placedByName,
            origin: origin ?? self.origin,
            requestID: requestID ?? self.requestID,
            version: version ?? self.version,
            lines: lines ?? self.lines
        )
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
        LineClaim(
            number: number,
            item: item,
            subscription: subscription,
            orderedAt: orderedAt,
            addsTo: addsTo ?? self.addsTo,
            quantity: quantity ?? self.quantity,
            unitPrice: unitPrice,
            charge: charge ?? self.charge,
            treatment: treatment,
            period: period,
            reference: reference,
            invoice: invoice ?? self.invoice,
            movements: movements ?? self.movements,
            cancellation: cancellation,
            credits: credits ?? self.credits
        )
    }

    /// The line, whatever its ledger says.
    func anyLine() throws -> OrderLine {
        line(try LineLedger(replaying: movements, in: charge.currency))
    }
}
