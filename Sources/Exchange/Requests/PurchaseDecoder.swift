import Basics
import Casework
import Orders
import XML

/// Reads one `<purchase>` of an intake: a customer, and the lines of one order.
struct PurchaseDecoder {
    private let order: Order.ID
    private let customer: Customer
    private let placedAt: Instant
    private let currency: Currency
    private var numbers: Set<Int> = []
    /// Gross minor units of the lines so far.
    private var sum: Int64 = 0
    private var problems: [RecordProblem] = []

    /// The order's facts, or everything that is wrong with them.
    static func decode(_ record: Element) -> (facts: OrderFacts?, problems: [RecordProblem]) {
        var read = RecordAttributes(of: record)
        let id = read.order("order")
        let alternate = read.optional("alternate") { text throws(Fault) in try Order.ID(text).text }
        let placedAt = read.instant("placed")
        let currency = read.currency("currency")
        var problems = read.problems
        var customer: Customer?
        if let element = record.first("customer") {
            let (found, flaws) = CustomerDecoder.facts(element)
            customer = found
            problems += RecordProblem.inside("customer", flaws)
        }
        guard let id, let placedAt, let currency, let customer else { return (nil, problems) }
        var decoder = PurchaseDecoder(order: id, customer: customer, placedAt: placedAt, currency: currency)
        let lines = record.children.compactMap { $0.isNamed("line") ? decoder.line($0) : nil }
        problems += decoder.problems
        guard problems.isEmpty else { return (nil, problems) }
        let facts = OrderFacts(
            id: id,
            alternateID: alternate,
            customer: customer,
            placedAt: placedAt,
            currency: currency,
            lines: lines,
            credits: []
        )
        return (facts, [])
    }

    private init(order: Order.ID, customer: Customer, placedAt: Instant, currency: Currency) {
        self.order = order
        self.customer = customer
        self.placedAt = placedAt
        self.currency = currency
    }

    private mutating func line(_ element: Element) -> LineFacts? {
        var read = RecordAttributes(of: element)
        let number = read.count("number")
        let item = read.item { text, limit throws(Fault) in try Text.line(text, limit: limit) }
        let subscription = read.guid("subscription")
        let orderedAt = read.optional("ordered") { text throws(Fault) in try Instant(exchanged: text) }
        let addsSeats = read.optional("addsSeats") { text throws(Fault) in text == "true" || text == "1" }
        let quantity = read.quantity()
        let price = read.price(currency)
        let charge = charge(&read)
        let period = read.period()
        let reference = read.optional("reference") { text throws(Fault) in try Text.line(text, limit: 200) }
        let invoice = read.optional("invoice") { text throws(Fault) in try Text.line(text, limit: 200) }
        if let number, !numbers.insert(number).inserted { read.note("number", .duplicateName(String(number))) }
        problems += RecordProblem.inside("line", read.problems)
        guard read.problems.isEmpty, let number, let item, let quantity, let price, let charge, let period else {
            return nil
        }
        let at = orderedAt ?? placedAt
        return LineFacts(
            key: "document:\(order):\(number)",
            place: element.line,
            addsSeats: addsSeats ?? false,
            LineTerms(
                item: item,
                subscription: subscription,
                orderedAt: at,
                quantity: quantity,
                unitPrice: price,
                charge: charge,
                treatment: TaxTreatment(in: customer.market),
                period: period ?? item.term.period(from: at.day),
                reference: reference
            ),
            invoice: invoice,
            row: nil
        )
    }

    /// Net and tax: neither below zero, together above it.
    private mutating func charge(_ read: inout RecordAttributes) -> LineAmounts? {
        guard let charge = read.amounts(currency) else { return nil }
        if charge.net < 0 { read.note("net", .notPositive(Money(minorUnits: charge.net, currency).number)) }
        if charge.tax < 0 { read.note("tax", .notPositive(Money(minorUnits: charge.tax, currency).number)) }
        let (total, overflow) = sum.addingReportingOverflow(charge.gross.minorUnits)
        if overflow {
            read.note("net", .tooLarge(charge.gross.number))
        } else {
            sum = total
        }
        if charge.net == 0, charge.tax == 0 { read.note("net", .notPositive(Money(minorUnits: 0, currency).number)) }
        return charge
    }
}
