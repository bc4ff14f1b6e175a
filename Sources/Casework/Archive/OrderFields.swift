package import Basics
package import Orders

/// What is kept of customers, orders and invoices in the form in which it is compared and digested: byte for byte, because
/// Swift's `==` folds canonical equivalents.
extension Customer {
    package var fields: Fields {
        var fields = Fields(reserving: 256)
        fields.append("format", "recoup-customer-1")
        fields.append("id", id.description)
        fields.append("domain", domain.text)
        fields.append("name", name)
        fields.append("market", market.code)
        fields.append("segment", segment.rawValue)
        fields.append("agreed", agreedOn?.description)
        fields.append("language", language?.rawValue)
        return fields
    }

    package var digest: Digest { Digest.of(fields.bytes) }
}

extension Offer {
    package var fields: Fields {
        var fields = Fields(reserving: 512)
        fields.append("format", "recoup-offer-1")
        fields.append(item.fields)
        fields.append("market", market.code)
        fields.append("segment", segment.rawValue)
        fields.append(price.fields)
        fields.append("minimum", quantities.lowerBound)
        fields.append("maximum", quantities.upperBound)
        fields.append("from", from.description)
        fields.append("through", through?.description)
        for version in versions { fields.append("version", version) }
        return fields
    }

    package var digest: Digest { Digest.of(fields.bytes) }
}

extension OrderTerms {
    var fields: Fields {
        var fields = Fields(reserving: 512)
        fields.append("format", "recoup-order-1")
        fields.append("id", id.text)
        fields.append("alternate", alternateID)
        fields.append("customer", customer.description)
        fields.append("market", market.code)
        fields.append("currency", currency.code)
        fields.append("placed", placedAt.milliseconds)
        fields.append("placedBy", placedBy.description)
        fields.append("placedByName", placedByName)
        fields.append("origin", origin.rawValue)
        fields.append("request", requestID)
        return fields
    }
}

extension OrderClaim {
    /// SHA-256 over everything.
    package var digest: Digest {
        var fields = terms.fields
        fields.append("version", Int64(version))
        for line in lines {
            fields.append(line.facts)
            fields.append("invoice", line.invoice)
            for movement in line.movements { fields.append(movement.fields) }
            if let cancellation = line.cancellation { fields.append(cancellation.fields) }
            for credit in line.credits {
                fields.append(credit.fields)
                fields.append("shown", credit.shown)
                if let settlement = credit.settlement { fields.append(settlement.fields) }
            }
        }
        return Digest.of(fields.bytes)
    }
}

extension LineTerms {
    /// With the line's number and the one that it adds to, which no file from outside tells.
    func fields(number: Int, addsTo: Int?) -> Fields {
        var fields = Fields(reserving: 1_024)
        fields.append("line", Int64(number))
        fields.append(item.fields)
        fields.append("subscription", subscription?.description)
        fields.append("ordered", orderedAt.milliseconds)
        fields.append("addsTo", addsTo.map { String($0) })
        fields.append("quantity", quantity)
        fields.append(unitPrice.fields)
        fields.append(charge.fields)
        fields.append("treatment", treatment.rawValue)
        fields.append("from", period?.first.description)
        fields.append("through", period?.last.description)
        fields.append("reference", reference)
        return fields
    }
}

extension LineClaim {
    /// What was bought: what never changes.
    var facts: Fields { terms.fields(number: number, addsTo: addsTo) }
}

extension CatalogueItem {
    fileprivate var fields: Fields {
        var fields = Fields(reserving: 256)
        fields.append("product", product)
        fields.append("sku", sku)
        fields.append("availability", availability)
        fields.append("title", title)
        fields.append("skuTitle", skuTitle)
        fields.append("publisher", publisher)
        fields.append("kind", kind.rawValue)
        fields.append("term", term.description)
        return fields
    }
}

extension UnitPrice {
    fileprivate var fields: Fields {
        var fields = Fields()
        fields.append("price", description)
        fields.append("priceCurrency", currency.code)
        return fields
    }
}

extension LineAmounts {
    fileprivate var fields: Fields {
        var fields = Fields()
        fields.append("net", net)
        fields.append("tax", tax)
        fields.append("amountCurrency", currency.code)
        return fields
    }
}

extension Movement {
    var fields: Fields {
        var fields = Fields(reserving: 256)
        fields.append("movement", kind.rawValue)
        fields.append("key", key)
        fields.append(amounts.fields)
        fields.append("at", at.milliseconds)
        fields.append("by", by.description)
        fields.append("memo", memo)
        return fields
    }
}

extension Cancellation {
    var fields: Fields {
        var fields = Fields(reserving: 128)
        fields.append("cancelled", at.milliseconds)
        fields.append("by", by.description)
        fields.append("byName", byName)
        fields.append("quote", quote?.description)
        fields.append("reference", reference)
        return fields
    }
}

extension LineCredit {
    /// All but what invoices have shown of it.
    var fields: Fields {
        var fields = Fields(reserving: 256)
        fields.append("credit", kind.rawValue)
        fields.append("key", key)
        fields.append(amounts.fields)
        fields.append("at", at.milliseconds)
        fields.append("by", by.description)
        fields.append("reference", reference)
        return fields
    }
}

extension LineCredit.Settlement {
    var fields: Fields {
        var fields = Fields()
        fields.append("settled", invoice)
        fields.append("invoiceLine", Int64(line))
        fields.append("at", at.milliseconds)
        return fields
    }
}

extension Invoice {
    package var fields: Fields {
        var fields = Fields(reserving: 256)
        fields.append("format", "recoup-invoice-1")
        fields.append("number", number)
        fields.append("month", month.description)
        fields.append("closed", closedAt.milliseconds)
        fields.append("closedBy", closedBy.description)
        fields.append("lines", Int64(lineCount))
        fields.append(total.fields)
        return fields
    }
}

extension InvoiceLine {
    package var fields: Fields {
        var fields = Fields(reserving: 512)
        fields.append("position", Int64(position))
        fields.append("customer", customer.description)
        fields.append("order", order.text)
        fields.append("line", Int64(line))
        fields.append("charge", charge.rawValue)
        fields.append("title", title)
        fields.append("item", item)
        fields.append("quantity", quantity)
        fields.append(unitPrice.fields)
        fields.append(amounts.fields)
        fields.append("at", at.milliseconds)
        fields.append("from", period?.first.description)
        fields.append("through", period?.last.description)
        fields.append("credit", credit)
        fields.append("reference", reference)
        return fields
    }
}

/// One digest over an invoice and its lines, taken line by line.
package struct InvoiceDigest: Sendable {
    private var builder = DigestBuilder()

    package init(_ invoice: Invoice) {
        builder.append(invoice.fields.bytes)
    }

    package mutating func append(_ line: InvoiceLine) {
        builder.append(line.fields.bytes)
    }

    package func finish() -> Digest { builder.finish() }
}
