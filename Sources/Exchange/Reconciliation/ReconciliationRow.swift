import Basics
import Orders

/// A row of the reconciliation file, cell by cell.
extension CSVRow {
    /// SHA-256 over every column that the file has, in the canonical order.
    var hash: Digest {
        var fields = Fields(reserving: 2_048)
        for column in ReconciliationColumn.allCases where has(column.rawValue) {
            fields.append(column.name, texts[column.rawValue])
        }
        return Digest.of(fields.bytes)
    }

    /// What the row says; nil when anything is wrong with it, which the problems tell then.
    mutating func billed(_ numbers: CSVNumber, hash: Digest, occurrence: Int) -> BilledRow? {
        let customer = cell(.customer) { text throws(Fault) in try GUID(text) }
        let customerName = words(.customerName)
        let customerDomain = word(.customerDomain)
        let country = word(.customerCountry)
        let invoice = cell(.invoice) { text throws(Fault) in try Text.line(text, limit: 64) }
        let order = cell(.order, Self.orderID)
        let orderedOn = cell(.orderDate) { text throws(Fault) in try CSVDay.needed(text) }
        let product = cell(.product) { text throws(Fault) in try CatalogueItem.checked(id: text) }
        let sku = cell(.sku) { text throws(Fault) in try CatalogueItem.checked(id: text) }
        let availability = optionalCell(.availability) { text throws(Fault) in try CatalogueItem.checked(id: text) }
        let skuName = words(.skuName)
        let productName = words(.productName)
        let publisher = words(.publisherName)
        let charge = cell(.chargeType) { text throws(Fault) in try ChargeType(text) }
        let subscription = optionalCell(.subscription, Self.subscription)
        let start = optionalCell(.chargeStart) { text throws(Fault) in try CSVDay.read(text) }
        let end = optionalCell(.chargeEnd) { text throws(Fault) in try CSVDay.read(text) }
        let period = period(from: start, to: end)
        let term = words(.term)
        let quantity = cell(.quantity) { text throws(Fault) in try numbers.whole(text) }
        let prices = prices(numbers)
        let pricingCurrency = optionalCell(.pricingCurrency, Self.word)
        let alternate = optionalCell(.alternateID, Self.word)
        let reference = optionalCell(.reference, Self.word)
        let reservation = optionalCell(.reservationOrder, Self.word)
        let reason = optionalCell(.creditReason, Self.words)
        guard problems.isEmpty, let customer, let invoice, let order, let orderedOn, let product, let sku, let charge,
            let quantity, let prices
        else { return nil }
        return BilledRow(
            line: line,
            identity: RowIdentity(invoice: invoice, hash: hash, occurrence: occurrence),
            customer: customer,
            customerName: customerName,
            customerDomain: customerDomain,
            country: country,
            orderID: order,
            orderedOn: orderedOn,
            productID: product,
            skuID: sku,
            availabilityID: availability ?? "",
            skuName: skuName,
            productName: productName,
            publisher: publisher,
            subscription: subscription,
            charge: charge,
            unitPrice: prices.unit,
            effectiveUnitPrice: prices.effective,
            quantity: quantity,
            net: prices.net,
            tax: prices.tax,
            total: prices.total,
            currency: prices.currency,
            pricingCurrency: pricingCurrency,
            period: period,
            term: term,
            alternateID: alternate,
            referenceID: reference,
            reservationOrderID: reservation,
            creditReason: reason
        )
    }

    /// What depends on the currency; nil when anything of it is wrong.
    private mutating func prices(_ numbers: CSVNumber) -> Prices? {
        guard let currency = cell(.currency, { text throws(Fault) in try Currency(text) }) else { return nil }
        let unit = cell(.unitPrice) { text throws(Fault) in try numbers.price(text, currency) }
        let effective = optionalCell(.effectiveUnitPrice) { text throws(Fault) in try numbers.price(text, currency) }
        let net = cell(.subtotal) { text throws(Fault) in try numbers.money(text, currency) }
        let tax = cell(.taxTotal) { text throws(Fault) in try numbers.money(text, currency) }
        let total = cell(.total) { text throws(Fault) in try numbers.money(text, currency) }
        guard let unit, let net, let tax, let total else { return nil }
        let (sum, overflow) = net.addingReportingOverflow(tax)
        if overflow {
            note(.tooLarge(texts[ReconciliationColumn.subtotal.rawValue]), in: ReconciliationColumn.subtotal.rawValue)
        } else if sum != total {
            let (stated, parts) = (Money(minorUnits: total, currency), Money(minorUnits: sum, currency))
            note(.sumMismatch(stated: stated, parts: parts), in: ReconciliationColumn.total.rawValue)
        }
        return Prices(currency: currency, unit: unit, effective: effective, net: net, tax: tax, total: total)
    }

    private struct Prices {
        let currency: Currency
        let unit: UnitPrice
        let effective: UnitPrice?
        let net: Int64
        let tax: Int64
        let total: Int64
    }

    /// Nil without an end, as for perpetual software.
    private mutating func period(from start: Day?, to end: Day?) -> ChargePeriod? {
        guard let start, let end else { return nil }
        let period = ChargePeriod(first: start, last: end)
        if period == nil { note(.beforeStart(day: end, start: start), in: ReconciliationColumn.chargeEnd.rawValue) }
        return period
    }

    // MARK: Cells

    private mutating func cell<Value>(
        _ column: ReconciliationColumn,
        _ read: (String) throws(Fault) -> Value
    ) -> Value? {
        value(column.rawValue, read)
    }

    private mutating func optionalCell<Value>(
        _ column: ReconciliationColumn,
        _ read: (String) throws(Fault) -> Value?
    ) -> Value? {
        optional(column.rawValue, read)
    }

    /// An id or a code; empty where nothing stands.
    private mutating func word(_ column: ReconciliationColumn) -> String { optionalCell(column, Self.word) ?? "" }

    /// A name; empty where nothing stands.
    private mutating func words(_ column: ReconciliationColumn) -> String { optionalCell(column, Self.words) ?? "" }

    private static func word(_ text: String) throws(Fault) -> String { try Text.line(text, limit: 256) }

    /// A line break in a quoted name is a blank.
    private static func words(_ text: String) throws(Fault) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else {
            return try Text.line(text, limit: 1_000)
        }
        let lines = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }
        return try Text.line(lines.map { String($0).trimmed }.joined(separator: " "), limit: 1_000)
    }

    /// In the form in which orders are kept, where it has one of the shapes that they have.
    private static func orderID(_ text: String) throws(Fault) -> String {
        if let id = try? OrderID(text) { return id.text }
        return try word(text)
    }

    /// Nil for the all-zero GUID, which stands for none.
    private static func subscription(_ text: String) throws(Fault) -> GUID? {
        let guid = try GUID(text)
        return guid == GUID(high: 0, low: 0) ? nil : guid
    }
}
