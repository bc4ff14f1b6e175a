import Basics
package import Orders

/// What a decision gives of one order line.
package struct CreditShare: Hashable, Sendable {
    package let order: Order.ID
    package let line: Int
    package let amounts: LineAmounts

    package init(order: Order.ID, line: Int, amounts: LineAmounts) {
        self.order = order
        self.line = line
        self.amounts = amounts
    }
}

extension Fields {
    mutating func append(_ shares: [CreditShare]) {
        for (index, share) in shares.enumerated() {
            append(named: "share.\(index + 1).order", share.order.text)
            append(named: "share.\(index + 1).line", String(share.line))
            append(named: "share.\(index + 1).net", String(share.amounts.net))
            append(named: "share.\(index + 1).tax", String(share.amounts.tax))
        }
    }
}

extension FieldReader {
    func shares(in currency: Currency) throws(Fault) -> [CreditShare] {
        var shares: [CreditShare] = []
        while let order = self["share.\(shares.count + 1).order"] {
            let prefix = "share.\(shares.count + 1)"
            guard let line = try integer("\(prefix).line"), let net = try integer("\(prefix).net"),
                let tax = try integer("\(prefix).tax"), let number = Int(exactly: line)
            else { throw .missingField(prefix) }
            let amounts = LineAmounts(net: net, tax: tax, currency)
            guard amounts.isCountable else { throw .tooLarge("\(net)") }
            shares.append(CreditShare(order: try Order.ID(order), line: number, amounts: amounts))
        }
        return shares
    }
}
