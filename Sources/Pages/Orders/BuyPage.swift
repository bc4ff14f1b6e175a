package import Basics
import Casework
package import Orders

/// *Add products*: what is on sale to a customer, with a quantity beside each.
package struct BuyPage: Page {
    package static let template = "buy"
    package let frame: Frame
    package let customer: String
    package let customerPath: String
    package let place: String
    package let taxNote: String
    package let alerts: [Alert]
    /// What stands in the way before anything is chosen.
    package let obstacles: [Obstacle]
    package let path: String
    package let token: String
    package let groups: [Group]
    package let hasGroups: Bool
    package let isEmpty: Bool

    package struct Obstacle: Sendable {
        package let heading: String
        package let sentence: String
        package let hasPath: Bool
        package let path: String
        package let label: String
    }

    /// Offers of one kind.
    package struct Group: Sendable {
        package let heading: String
        package let rows: [Row]
    }

    package struct Row: Sendable {
        package let id: String
        /// The name of the field.
        package let name: String
        package let title: String
        package let detail: String
        package let term: String
        package let price: String
        package let range: String
        package let value: String
        package let hasProblem: Bool
        package let problem: String
    }

    /// - Parameters:
    ///   - offers: what is on sale to the customer; nothing in the external book.
    ///   - state: the quantities that were typed, by ``Orders/Offer/field``, and what is wrong with them.
    package init(
        _ words: Words,
        frame: Frame,
        customer: Customer,
        offers: [Offer],
        token: String,
        state: FormState = FormState(),
        alert: Alert? = nil,
        viewer: Person,
        book: Book
    ) {
        self.frame = frame
        self.customer = customer.name
        customerPath = Paths.customer(customer.id)
        let market = "\(customer.market.name) (\(customer.market.code))"
        place = words("buy.place", ["market": market, "segment": words.name(customer.segment)])
        taxNote = words(Self.taxNote(in: customer.market))
        alerts = alert.map { [$0] } ?? []
        obstacles = Self.obstacles(customer, words, viewer: viewer, book: book)
        path = Paths.buy(for: customer.id)
        self.token = token
        groups =
            book == .external
            ? []
            : ProductClass.allCases.compactMap { kind in
                let rows = offers.filter { $0.item.kind == kind }.map { Self.row($0, state, words) }
                return rows.isEmpty ? nil : Group(heading: words.name(kind), rows: rows)
            }
        hasGroups = !groups.isEmpty
        isEmpty = groups.isEmpty && book == .simulated
    }

    /// The words for how tax stands to prices in a market.
    static func taxNote(in market: Market) -> String {
        switch TaxTreatment(in: market) {
        case .apart: "buy.taxApart"
        case .included: "buy.taxIncluded"
        }
    }

    private static func obstacles(_ customer: Customer, _ words: Words, viewer: Person, book: Book) -> [Obstacle] {
        if book == .external {
            return [
                Obstacle(
                    heading: words("buy.external"),
                    sentence: words("orderRefusal.notSold"),
                    hasPath: false,
                    path: "",
                    label: ""
                )
            ]
        }
        guard customer.agreedOn == nil else { return [] }
        let canEdit = viewer.may(.recordOrders)
        return [
            Obstacle(
                heading: words("customer.notAgreed"),
                sentence: words("orderRefusal.noAgreement", ["customer": quoted(customer.name)]),
                hasPath: canEdit,
                path: canEdit ? Paths.edit(customer.id) : "",
                label: canEdit ? words("buy.recordAgreement") : ""
            )
        ]
    }

    private static func row(_ offer: Offer, _ state: FormState, _ words: Words) -> Row {
        let problem = state.problem(of: offer.field, in: words)
        return Row(
            id: offer.field.split(whereSeparator: { ".:@".contains($0) }).joined(separator: "-"),
            name: offer.field,
            title: offer.item.title,
            detail: offer.item.detail,
            term: words.name(offer.item.term),
            price: words.price(offer.price),
            range: words(
                "buy.range",
                [
                    "least": grouped(String(offer.quantities.lowerBound)),
                    "most": grouped(String(offer.quantities.upperBound)),
                ]
            ),
            value: state.values[offer.field] ?? "",
            hasProblem: !problem.isEmpty,
            problem: problem
        )
    }
}

extension Offer {
    /// The field that holds how many of it are wanted.
    package var field: String { "item.\(item.catalogueID)@\(price.currency)" }
}

extension CatalogueItem {
    /// The SKU's name beneath the product's; nothing when they are the same.
    var detail: String { skuTitle == title ? "" : skuTitle }
}
