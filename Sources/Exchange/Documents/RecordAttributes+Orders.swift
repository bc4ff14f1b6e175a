import Basics
import Orders
import XML

/// The values of orders, as attributes hold them.
extension RecordAttributes {
    mutating func text(_ name: String) -> String? {
        required(name) { text throws(Fault) in text }
    }

    mutating func optionalText(_ name: String) -> String? {
        optional(name) { text throws(Fault) in text }
    }

    mutating func instant(_ name: String) -> Instant? {
        required(name) { text throws(Fault) in try Instant(exchanged: text) }
    }

    mutating func person(_ name: String) -> Person.ID? {
        required(name) { text throws(Fault) in try Person.ID(text) }
    }

    mutating func customer(_ name: String) -> Customer.ID? {
        required(name) { text throws(Fault) in try Customer.ID(text) }
    }

    mutating func order(_ name: String) -> Order.ID? {
        required(name) { text throws(Fault) in try Order.ID(text) }
    }

    mutating func market(_ name: String) -> Market? {
        required(name) { text throws(Fault) in try Market(text) }
    }

    mutating func currency(_ name: String) -> Currency? {
        required(name) { text throws(Fault) in try Currency(text) }
    }

    mutating func day(_ name: String) -> Day? {
        required(name) { text throws(Fault) in try Day(text) }
    }

    mutating func optionalDay(_ name: String) -> Day? {
        optional(name) { text throws(Fault) in try Day(text) }
    }

    mutating func guid(_ name: String) -> GUID? {
        optional(name) { text throws(Fault) in try GUID(text) }
    }

    /// A whole number from 0 that an `Int` holds.
    mutating func count(_ name: String) -> Int? {
        required(name) { text throws(Fault) in try Self.count(text) }
    }

    mutating func optionalCount(_ name: String) -> Int? {
        optional(name) { text throws(Fault) in try Self.count(text) }
    }

    private static func count(_ text: String) throws(Fault) -> Int {
        guard let count = Int(text), count >= 0 else { throw .notWhole(text) }
        return count
    }

    /// How many were bought.
    mutating func quantity(_ name: String = "quantity") -> Int64? {
        required(name) { text throws(Fault) in
            guard let quantity = Int64(text) else { throw .notWhole(text) }
            guard quantity > 0 else { throw .notPositive(text) }
            return quantity
        }
    }

    /// Minor units of an amount as it is written, as `1176.00`.
    mutating func amount(_ name: String, _ currency: Currency) -> Int64? {
        required(name) { text throws(Fault) in try Self.amount(text, currency) }
    }

    static func amount(_ text: String, _ currency: Currency) throws(Fault) -> Int64 {
        try Money(text, currency).minorUnits
    }

    /// The attributes `net` and `tax`.
    mutating func amounts(_ currency: Currency) -> LineAmounts? {
        let net = amount("net", currency)
        let tax = amount("tax", currency)
        guard let net, let tax else { return nil }
        guard !net.addingReportingOverflow(tax).overflow else {
            note("tax", .tooLarge(element.attribute("tax") ?? ""))
            return nil
        }
        return LineAmounts(net: net, tax: tax, currency)
    }

    /// The attributes `price` and, when it is another than `currency`, `priceCurrency`.
    mutating func price(_ currency: Currency) -> UnitPrice? {
        let other = optional("priceCurrency") { text throws(Fault) in try Currency(text) }
        guard other != nil || element.attribute("priceCurrency") == nil else { return nil }
        return required("price") { text throws(Fault) in try UnitPrice(text, other ?? currency) }
    }

    /// The attributes `from` and `through`: both, or none.
    mutating func period() -> ChargePeriod?? {
        guard element.attribute("from") != nil || element.attribute("through") != nil else { return .some(nil) }
        guard let from = day("from"), let through = day("through") else { return nil }
        guard let period = ChargePeriod(first: from, last: through) else {
            note("through", .beforeStart(day: through, start: from))
            return nil
        }
        return .some(period)
    }

    /// What was bought, as the catalogue names it. `check` is asked about every name.
    mutating func item(_ check: (String, _ limit: Int) throws(Fault) -> String) -> CatalogueItem? {
        let product = required("product") { text throws(Fault) in try Self.catalogueID(text) }
        let sku = required("sku") { text throws(Fault) in try Self.catalogueID(text) }
        let availability = optional("availability") { text throws(Fault) in try Self.catalogueID(text) }
        let title = required("title") { text throws(Fault) in try check(text, 500) }
        let skuTitle = optional("skuTitle") { text throws(Fault) in try check(text, 500) }
        let publisher = optional("publisher") { text throws(Fault) in try check(text, 1_000) }
        let kind = choice("kind", ProductClass.self)
        let term = required("term") { text throws(Fault) in try Term(text) }
        guard let product, let sku, let title, let kind, let term else { return nil }
        return CatalogueItem(
            product: product,
            sku: sku,
            availability: availability,
            title: title,
            skuTitle: skuTitle ?? title,
            publisher: publisher ?? "",
            kind: kind,
            term: term
        )
    }

    private static func catalogueID(_ text: String) throws(Fault) -> String {
        try CatalogueItem.checked(id: text)
    }
}

extension RecordProblem {
    /// Problems of an element inside of a record, whose names say where it stands: `line/quantity`.
    static func inside(_ path: String, _ problems: [RecordProblem]) -> [RecordProblem] {
        problems.map { $0.prefixed("\(path)/") }
    }
}
