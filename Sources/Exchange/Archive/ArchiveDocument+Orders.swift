import Basics
import Casework
import Orders
import XML

/// Attributes in the order in which they are written.
private typealias Attributes = [(name: String, value: String)]

extension ArchiveDocument {
    func write(_ offer: Offer) throws(XMLWriterError) {
        var attributes = offer.item.attributes
        attributes += [
            ("market", offer.market.code), ("segment", offer.segment.rawValue),
            ("currency", offer.price.currency.code), ("price", offer.price.description),
            ("minimum", String(offer.quantities.lowerBound)), ("maximum", String(offer.quantities.upperBound)),
            ("from", offer.from.description),
        ]
        attributes.append("through", offer.through?.description)
        try writer.start("offer", attributes)
        for version in offer.versions { try writer.element("version", text: version) }
        try writer.end()
        counts.offers += 1
        counts.records += 1
    }

    /// The customer with their activity: a record of its own for every ``CustomerClaim/part`` entries.
    func write(_ customer: Customer, reading records: any Records) throws {
        try start(customer)
        var inside = 0
        try records.eachActivity(of: customer.id) { entry in
            if inside == CustomerClaim.part {
                try writer.end()
                try start(customer)
                inside = 0
            }
            try write(entry)
            inside += 1
        }
        try writer.end()
        counts.customers += 1
    }

    private func start(_ customer: Customer) throws(XMLWriterError) {
        var attributes: Attributes = [
            ("id", customer.id.description), ("domain", customer.domain.text), ("name", customer.name),
            ("market", customer.market.code), ("segment", customer.segment.rawValue),
        ]
        attributes.append("agreed", customer.agreedOn?.description)
        attributes.append("language", customer.language?.rawValue)
        try writer.start("customer", attributes)
        counts.records += 1
    }

    private func write(_ entry: ActivityEntry) throws(XMLWriterError) {
        var attributes: Attributes = [("sequence", String(entry.sequence)), ("kind", entry.kind.rawValue)]
        attributes.append("refusal", entry.refusal)
        attributes += [
            ("at", entry.at.description), ("by", entry.by.description), ("byName", entry.byName),
            ("account", entry.account), ("origin", entry.door),
        ]
        attributes.append("order", entry.order?.text)
        attributes.append("line", entry.line.map { String($0) })
        attributes.append("previous", entry.previous?.description)
        attributes.append("digest", entry.digest.description)
        try writer.element("activity", attributes, text: entry.detail)
        counts.activity += 1
    }

    func write(_ order: Order) throws(XMLWriterError) {
        var attributes: Attributes = [("id", order.id.text)]
        attributes.append("alternate", order.alternateID)
        attributes += [
            ("customer", order.customer.description), ("market", order.market.code),
            ("currency", order.currency.code), ("placed", order.placedAt.description),
            ("placedBy", order.placedBy.description), ("placedByName", order.placedByName),
            ("origin", order.origin.rawValue),
        ]
        attributes.append("request", order.requestID)
        attributes.append("version", String(order.version))
        try writer.start("order", attributes)
        for line in order.lines { try write(line, in: order.currency) }
        try writer.end()
        counts.orders += 1
        counts.records += 1
    }

    private func write(_ line: OrderLine, in currency: Currency) throws(XMLWriterError) {
        var attributes: Attributes = [("number", String(line.number))] + line.item.attributes
        attributes.append("subscription", line.subscription?.description)
        attributes.append("ordered", line.orderedAt.description)
        attributes.append("addsTo", line.addsTo.map { String($0) })
        attributes.append("quantity", String(line.quantity))
        attributes += line.unitPrice.attributes(in: currency) + line.charge.attributes
        attributes.append("treatment", line.treatment.rawValue)
        attributes += line.period.attributes
        attributes.append("reference", line.reference)
        attributes.append("invoice", line.invoice)
        try writer.start("line", attributes)
        for movement in line.ledger.movements { try write(movement) }
        if let cancellation = line.cancellation { try write(cancellation) }
        for credit in line.credits { try write(credit) }
        try writer.end()
    }

    private func write(_ movement: Movement) throws(XMLWriterError) {
        var attributes: Attributes = [("kind", movement.kind.rawValue), ("key", movement.key)]
        attributes += movement.amounts.attributes
        attributes += [("at", movement.at.description), ("by", movement.by.description)]
        attributes.append("memo", movement.memo)
        try writer.element("movement", attributes)
    }

    private func write(_ cancellation: Cancellation) throws(XMLWriterError) {
        var attributes: Attributes = [
            ("at", cancellation.at.description), ("by", cancellation.by.description), ("byName", cancellation.byName),
        ]
        attributes.append("quote", cancellation.quote?.description)
        attributes.append("reference", cancellation.reference)
        try writer.element("cancellation", attributes)
    }

    private func write(_ credit: LineCredit) throws(XMLWriterError) {
        var attributes: Attributes = [("key", credit.key), ("kind", credit.kind.rawValue)]
        attributes += credit.amounts.attributes
        attributes += [("at", credit.at.description), ("by", credit.by.description)]
        attributes.append("reference", credit.reference)
        attributes.append("shown", Money(minorUnits: credit.shown, credit.amounts.currency).number)
        try writer.start("credit", attributes)
        if let settlement = credit.settlement {
            try writer.element(
                "settlement",
                [
                    ("invoice", settlement.invoice), ("line", String(settlement.line)),
                    ("at", settlement.at.description),
                ]
            )
        }
        try writer.end()
    }

    /// The invoice with its lines: a record of its own for every ``InvoiceClaim/part`` lines.
    func write(_ invoice: Invoice, reading records: any Records) throws {
        try start(invoice)
        var inside = 0
        try records.eachLine(of: invoice.number) { line in
            if inside == InvoiceClaim.part {
                try writer.end()
                try start(invoice)
                inside = 0
            }
            try write(line)
            inside += 1
        }
        try writer.end()
        counts.invoices += 1
    }

    private func start(_ invoice: Invoice) throws(XMLWriterError) {
        let head: Attributes = [
            ("number", invoice.number), ("month", invoice.month.description), ("currency", invoice.currency.code),
            ("closed", invoice.closedAt.description), ("closedBy", invoice.closedBy.description),
            ("lines", String(invoice.lineCount)),
        ]
        try writer.start("invoice", head + invoice.total.attributes)
        counts.records += 1
    }

    private func write(_ line: InvoiceLine) throws(XMLWriterError) {
        var attributes: Attributes = [
            ("position", String(line.position)), ("customer", line.customer.description), ("order", line.order.text),
            ("line", String(line.line)), ("charge", line.charge.rawValue), ("title", line.title), ("item", line.item),
            ("quantity", String(line.quantity)),
        ]
        attributes += line.unitPrice.attributes(in: line.amounts.currency) + line.amounts.attributes
        attributes.append("at", line.at.description)
        attributes += line.period.attributes
        attributes.append("credit", line.credit)
        attributes.append("reference", line.reference)
        try writer.element("line", attributes)
        counts.invoiceLines += 1
    }

    /// Rows of reconciliation files, all of one invoice.
    func write(_ rows: [ReadRow]) throws(XMLWriterError) {
        guard let first = rows.first else { return }
        try writer.start("rows", [("invoice", first.identity.invoice)])
        for row in rows {
            var attributes: Attributes = [
                ("hash", row.identity.hash.description), ("occurrence", String(row.identity.occurrence)),
            ]
            attributes.append("credit", row.credit)
            attributes += [
                ("gross", String(row.gross)), ("line", String(row.line)), ("at", row.readAt.description),
            ]
            try writer.element("row", attributes)
        }
        try writer.end()
        counts.records += 1
    }
}

extension CatalogueItem {
    fileprivate var attributes: Attributes {
        var attributes: Attributes = [("product", product), ("sku", sku)]
        attributes.append("availability", availability)
        attributes += [
            ("title", title), ("skuTitle", skuTitle), ("publisher", publisher), ("kind", kind.rawValue),
            ("term", term.description),
        ]
        return attributes
    }
}

extension UnitPrice {
    /// The currency only where it is another than that of what stands around it.
    fileprivate func attributes(in other: Currency) -> Attributes {
        var attributes: Attributes = [("price", description)]
        attributes.append("priceCurrency", currency == other ? nil : currency.code)
        return attributes
    }
}

extension LineAmounts {
    fileprivate var attributes: Attributes {
        [("net", Money(minorUnits: net, currency).number), ("tax", Money(minorUnits: tax, currency).number)]
    }
}

extension ChargePeriod? {
    fileprivate var attributes: Attributes {
        map { [("from", $0.first.description), ("through", $0.last.description)] } ?? []
    }
}

extension Attributes {
    /// Nothing for what is absent.
    fileprivate mutating func append(_ name: String, _ value: String?) {
        if let value { append((name, value)) }
    }
}
