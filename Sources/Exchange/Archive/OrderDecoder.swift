import Basics
import Casework
import Orders
import XML

/// Reads one `<order>` of an archive, as it is claimed to be.
struct OrderDecoder {
    private let currency: Currency
    private var problems: [RecordProblem]

    /// The claim, or everything in it that could not be read.
    static func decode(_ record: Element) -> (entry: ArchiveEntry?, problems: [RecordProblem]) {
        var read = RecordAttributes(of: record)
        let id = read.order("id")
        let alternate = read.optionalText("alternate")
        let customer = read.customer("customer")
        let market = read.market("market")
        let currency = read.currency("currency")
        let placedAt = read.instant("placed")
        let placedBy = read.person("placedBy")
        let placedByName = read.text("placedByName")
        let origin = read.choice("origin", Order.Origin.self)
        let request = read.optionalText("request")
        let version = read.count("version")
        guard read.problems.isEmpty, let id, let customer, let market, let currency, let placedAt, let placedBy,
            let placedByName, let origin, let version
        else { return (nil, read.problems) }
        var decoder = OrderDecoder(currency: currency, problems: [])
        let lines = record.children.compactMap { $0.isNamed("line") ? decoder.line($0) : nil }
        guard decoder.problems.isEmpty else { return (nil, decoder.problems) }
        let terms = OrderTerms(
            id: id,
            alternateID: alternate,
            customer: customer,
            market: market,
            currency: currency,
            placedAt: placedAt,
            placedBy: placedBy,
            placedByName: placedByName,
            origin: origin,
            requestID: request
        )
        return (.order(OrderClaim(terms, version: version, lines: lines)), [])
    }

    private mutating func line(_ element: Element) -> LineClaim? {
        var read = RecordAttributes(of: element)
        let number = read.count("number")
        let item = read.item { text, _ throws(Fault) in text }
        let subscription = read.guid("subscription")
        let orderedAt = read.instant("ordered")
        let addsTo = read.optionalCount("addsTo")
        let quantity = read.quantity()
        let price = read.price(currency)
        let charge = read.amounts(currency)
        let treatment = read.choice("treatment", TaxTreatment.self)
        let period = read.period()
        let reference = read.optionalText("reference")
        let invoice = read.optionalText("invoice")
        problems += RecordProblem.inside("line", read.problems)
        var movements: [Movement] = []
        var cancellation: Cancellation?
        var credits: [LineCredit] = []
        for child in element.children {
            switch child.name {
            case "movement": if let movement = movement(child) { movements.append(movement) }
            case "cancellation": cancellation = self.cancellation(child)
            case "credit": if let credit = credit(child) { credits.append(credit) }
            // The schema has refused it already.
            default: break
            }
        }
        guard read.problems.isEmpty, let number, let item, let orderedAt, let quantity, let price, let charge,
            let treatment, let period
        else { return nil }
        return LineClaim(
            number: number,
            addsTo: addsTo,
            LineTerms(
                item: item,
                subscription: subscription,
                orderedAt: orderedAt,
                quantity: quantity,
                unitPrice: price,
                charge: charge,
                treatment: treatment,
                period: period,
                reference: reference
            ),
            invoice: invoice,
            movements: movements,
            cancellation: cancellation,
            credits: credits
        )
    }

    private mutating func movement(_ element: Element) -> Movement? {
        var read = RecordAttributes(of: element)
        let kind = read.choice("kind", Movement.Kind.self)
        let key = read.text("key")
        let amounts = read.amounts(currency)
        let at = read.instant("at")
        let by = read.person("by")
        let memo = read.optionalText("memo")
        problems += RecordProblem.inside("line/movement", read.problems)
        guard let kind, let key, let amounts, let at, let by else { return nil }
        return Movement(kind, amounts, key: key, at: at, by: by, memo: memo)
    }

    private mutating func cancellation(_ element: Element) -> Cancellation? {
        var read = RecordAttributes(of: element)
        let at = read.instant("at")
        let by = read.person("by")
        let byName = read.text("byName")
        let quote = read.guid("quote")
        let reference = read.optionalText("reference")
        problems += RecordProblem.inside("line/cancellation", read.problems)
        guard let at, let by, let byName else { return nil }
        return Cancellation(at: at, by: by, byName: byName, quote: quote, reference: reference)
    }

    private mutating func credit(_ element: Element) -> LineCredit? {
        var read = RecordAttributes(of: element)
        let key = read.text("key")
        let kind = read.choice("kind", LineCredit.Kind.self)
        let amounts = read.amounts(currency)
        let at = read.instant("at")
        let by = read.person("by")
        let reference = read.optionalText("reference")
        let shown = read.amount("shown", currency)
        problems += RecordProblem.inside("line/credit", read.problems)
        let settlement = element.first("settlement").flatMap { self.settlement($0) }
        guard let key, let kind, let amounts, let at, let by, let shown else { return nil }
        return LineCredit(
            key: key,
            kind: kind,
            amounts: amounts,
            at: at,
            by: by,
            reference: reference,
            shown: shown,
            settlement: settlement
        )
    }

    private mutating func settlement(_ element: Element) -> LineCredit.Settlement? {
        var read = RecordAttributes(of: element)
        let invoice = read.text("invoice")
        let line = read.count("line")
        let at = read.instant("at")
        problems += RecordProblem.inside("line/credit/settlement", read.problems)
        guard let invoice, let line, let at else { return nil }
        return LineCredit.Settlement(invoice: invoice, line: line, at: at)
    }
}
