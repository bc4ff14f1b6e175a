import Basics
import Casework
package import Orders

/// What would be bought, with net and tax, before anything happens.
package struct ReviewPage: Page {
    package static let template = "review"
    package let frame: Frame
    package let customer: String
    package let customerPath: String
    package let domain: String
    package let place: String
    package let taxNote: String
    package let alerts: [Alert]
    package let path: String
    package let token: String
    package let lines: [Line]
    package let isTaxApart: Bool
    package let net: String
    package let tax: String
    package let gross: String
    /// The total that the person saw, to be compared when they buy.
    package let shown: String
    package let chosen: [Chosen]

    package struct Line: Sendable {
        package let title: String
        package let detail: String
        package let quantity: String
        package let price: String
        package let net: String
        package let tax: String
        package let gross: String
    }

    /// A field of the form before, carried along.
    package struct Chosen: Sendable {
        package let name: String
        package let value: String
    }

    /// - Parameters:
    ///   - order: the order that buying would make.
    ///   - chosen: the quantities by their fields' names.
    package init(
        _ words: Words,
        frame: Frame,
        customer: Customer,
        order: Order,
        chosen: [(field: String, quantity: Int64)],
        token: String,
        alert: Alert? = nil
    ) {
        self.frame = frame
        self.customer = customer.name
        customerPath = Paths.customer(customer.id)
        domain = customer.domain.text
        let market = "\(customer.market.name) (\(customer.market.code))"
        place = words("buy.place", ["market": market, "segment": words.name(customer.segment)])
        taxNote = words(BuyPage.taxNote(in: customer.market))
        alerts = alert.map { [$0] } ?? []
        path = Paths.buy(for: customer.id)
        self.token = token
        isTaxApart = TaxTreatment(in: customer.market) == .apart
        lines = order.lines.map { line in
            Line(
                title: line.item.title,
                detail: line.item.detail,
                quantity: grouped(String(line.quantity)),
                price: words.price(line.unitPrice),
                net: words.net(line.charge),
                tax: words.tax(line.charge),
                gross: words.amount(line.charge.gross)
            )
        }
        net = words.net(order.charged)
        tax = words.tax(order.charged)
        gross = words.amount(order.charged.gross)
        shown = order.charged.gross.description
        self.chosen = chosen.map { Chosen(name: $0.field, value: String($0.quantity)) }
    }
}

extension Words {
    package func net(_ amounts: LineAmounts) -> String { amount(Money(minorUnits: amounts.net, amounts.currency)) }

    package func tax(_ amounts: LineAmounts) -> String { amount(Money(minorUnits: amounts.tax, amounts.currency)) }
}
