import Basics
import Orders

/// What cancelling would credit: line by line with the numbers, then the total.
package struct QuoteTable: Sendable {
    package let lines: [Line]
    package let fee: String
    package let net: String
    package let tax: String
    package let gross: String
    /// Until when it holds.
    package let holds: String

    package struct Line: Sendable {
        package let title: String
        package let quantity: String
        package let formula: String
        package let policy: String
        package let terms: String
        package let net: String
        package let tax: String
        package let gross: String
    }

    /// Nil when nothing can be cancelled.
    init?(_ quote: Quote, _ words: Words) {
        guard let expiresAt = quote.expiresAt else { return nil }
        lines = quote.eligibleLines.compactMap { line in
            guard let credit = line.credit, let calculation = line.calculation, let policy = line.policy else {
                return nil
            }
            return Line(
                title: line.item.skuTitle,
                quantity: grouped(String(line.quantity)),
                formula: words.formula(calculation),
                policy: policy.name,
                terms: words.terms(policy),
                net: words.net(credit),
                tax: words.tax(credit),
                gross: words.amount(credit.gross)
            )
        }
        fee = words.amount(quote.fee)
        net = words.net(quote.total)
        tax = words.tax(quote.total)
        gross = words.amount(quote.total.gross)
        holds = words("quote.holds", ["until": words.absolute(expiresAt)])
    }
}
