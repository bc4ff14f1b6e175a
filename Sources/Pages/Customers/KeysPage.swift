import Basics
import Casework
package import Orders

/// Keys and downloads of one item: seed, "Get keys and downloads".
package struct KeysPage: Page {
    package static let template = "keys"
    package let frame: Frame
    package let title: String
    package let detail: String
    package let customer: String
    package let customerPath: String
    package let order: String
    package let quantity: String
    package let alerts: [Alert]
    package let forms: [Form]
    /// Why there is nothing to get.
    package let hasNote: Bool
    package let note: String
    /// What was just asked for; shown this once.
    package let given: [Given]

    package struct Form: Sendable {
        package let path: String
        package let token: String
        package let fields: [FormField]
    }

    /// A key or a link, on the answer to the form that asked for it and nowhere else.
    package struct Given: Sendable {
        package let label: String
        package let value: String
        package let note: String

        /// `text` is the key as people read it.
        package init(key text: String, _ words: Words) {
            label = words("keys.key")
            value = text
            note = words("keys.keyNote")
        }

        /// `address` leads to the file; it dies `days` days after its first use.
        package init(link address: String, days: Int64, _ words: Words) {
            label = words("keys.link")
            value = address
            note = words("keys.linkNote", ["days": String(days)])
        }
    }

    /// - Parameters:
    ///   - state: what was chosen, when the form is shown again.
    package init(
        _ words: Words,
        frame: Frame,
        customer: Customer,
        item: Entitlement,
        token: String,
        state: FormState,
        given: Given? = nil,
        alert: Alert? = nil,
        book: Book
    ) {
        self.frame = frame
        title = item.item.title
        detail = item.item.skuTitle
        self.customer = customer.name
        customerPath = Paths.customer(customer.id)
        order = item.order.text
        quantity = grouped(String(item.quantity))
        alerts = alert.map { [$0] } ?? []
        self.given = given.map { [$0] } ?? []
        func field(_ name: String, _ choices: [(value: String, label: String)], _ standard: String) -> FormField {
            FormField(
                name,
                in: "keys",
                label: words("keys.\(name)"),
                kind: .choice(choices, empty: nil),
                value: state.values[name] ?? standard,
                isRequired: true,
                isShort: true
            )
        }
        let obstacle = Self.obstacle(item, words, book: book)
        hasNote = obstacle != nil
        note = obstacle ?? ""
        let isOpen = obstacle == nil
        forms =
            isOpen
            ? [
                Form(
                    path: Paths.keys(item.order, line: item.line, of: customer.id),
                    token: token,
                    fields: [
                        field("version", item.versions.map { ($0, $0) }, item.versions.first ?? ""),
                        field(
                            "language",
                            Media.languages.map { ($0, words.mediaLanguage($0)) },
                            words.language.rawValue
                        ),
                        field(
                            "bits",
                            Media.Bits.allCases.map { ($0.rawValue, words.name($0)) },
                            Media.Bits.x64.rawValue
                        ),
                    ]
                )
            ] : []
    }

    private static func obstacle(_ item: Entitlement, _ words: Words, book: Book) -> String? {
        if let at = item.revokedAt { return words("software.cancelledAt", ["at": words.absolute(at)]) }
        if book == .external { return words("orderRefusal.keptElsewhere") }
        return item.versions.isEmpty ? words("orderRefusal.noMedia", ["item": quoted(item.item.title)]) : nil
    }
}
