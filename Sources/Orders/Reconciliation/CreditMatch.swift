package import Basics

/// A row of a reconciliation file that gives something back, as far as matching needs it.
package struct CreditRow: Hashable, Sendable {
    package let identity: RowIdentity
    package let line: Int
    package let order: String
    package let product: String
    package let sku: String
    package let currency: Currency
    package let reference: String?
    /// Gross minor units, above zero.
    package let gross: Int64

    package init(
        identity: RowIdentity,
        line: Int,
        order: String,
        product: String,
        sku: String,
        currency: Currency,
        reference: String?,
        gross: Int64
    ) {
        self.identity = identity
        self.line = line
        self.order = order
        self.product = product
        self.sku = sku
        self.currency = currency
        self.reference = reference
        self.gross = gross
    }

    /// Nil for a row that charges.
    package init?(_ row: BilledRow) {
        guard row.isCredit, row.total != .min else { return nil }
        self.init(
            identity: row.identity,
            line: row.line,
            order: row.orderID,
            product: row.productID,
            sku: row.skuID,
            currency: row.currency,
            reference: row.referenceID,
            gross: -row.total
        )
    }
}

/// Which of our credits each row shows. One row shows one credit; several rows may show one credit together, when it
/// takes several invoices.
package struct CreditMatch: Hashable, Sendable {
    /// A row and the credit that it shows.
    package struct Pair: Hashable, Sendable {
        package let row: CreditRow
        package let credit: PostedCredit
    }

    package let pairs: [Pair]
    /// Rows that show none of ours.
    package let unknown: [CreditRow]
    /// Credits that no row shows.
    package let unseen: [PostedCredit]

    /// Pairs within the same order, product, SKU and currency: first equal in reference and amount, then in reference, then in
    /// amount, then in the order of the file. The order of the rows decides nothing else. A row above what is counted shows
    /// none.
    package init(_ rows: [CreditRow], with credits: [PostedCredit]) {
        struct Key: Hashable {
            let order: String
            let product: String
            let sku: String
            let currency: Currency
        }
        var byKey: [Key: [PostedCredit]] = [:]
        for credit in credits {
            let key = Key(
                order: credit.order.text,
                product: credit.product,
                sku: credit.sku,
                currency: credit.credit.amounts.currency
            )
            byKey[key, default: []].append(credit)
        }
        var rowsByKey: [Key: [CreditRow]] = [:]
        var keys: [Key] = []
        for row in rows {
            let key = Key(order: row.order, product: row.product, sku: row.sku, currency: row.currency)
            if rowsByKey[key] == nil { keys.append(key) }
            rowsByKey[key, default: []].append(row)
        }
        var pairs: [Pair] = []
        var unknown: [CreditRow] = []
        for key in keys {
            var left = rowsByKey[key] ?? []
            var open = byKey.removeValue(forKey: key) ?? []
            for rule in Rule.allCases {
                var kept: [CreditRow] = []
                for row in left {
                    if let index = open.firstIndex(where: { rule.holds(row, $0) }) {
                        pairs.append(Pair(row: row, credit: open.remove(at: index)))
                    } else {
                        kept.append(row)
                    }
                }
                left = kept
            }
            unknown += left
            byKey[key] = open
        }
        self.pairs = pairs.sorted { $0.row.line < $1.row.line }
        self.unknown = unknown.sorted { $0.line < $1.line }
        unseen = byKey.values.joined().sorted { ($0.credit.at, $0.credit.key) < ($1.credit.at, $1.credit.key) }
    }

    private enum Rule: CaseIterable {
        case referenceAndAmount, reference, amount, any

        func holds(_ row: CreditRow, _ posted: PostedCredit) -> Bool {
            let credit = posted.credit
            guard credit.canShow(row.gross) else { return false }
            let isSameReference = row.reference.map { $0 == credit.reference } ?? false
            let isSameAmount = row.gross == credit.amounts.gross.minorUnits - credit.shown
            return switch self {
            case .referenceAndAmount: isSameReference && isSameAmount
            case .reference: isSameReference
            case .amount: isSameAmount
            case .any: true
            }
        }
    }
}
