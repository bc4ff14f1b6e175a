import Basics
import Exchange
import Orders
import Testing
import XML

/// Text of a reconciliation file, for tests that change one thing in it.
struct ReconciliationText {
    /// As Partner Center orders them.
    static let columns = [
        "PartnerId", "CustomerId", "CustomerName", "CustomerDomainName", "CustomerCountry", "InvoiceNumber", "MpnId",
        "ResellerMpnId", "OrderId", "OrderDate", "ProductId", "SkuId", "AvailabilityId", "SkuName", "ProductName",
        "ChargeType", "UnitPrice", "Quantity", "Subtotal", "TaxTotal", "Total", "Currency",
        "PriceAdjustmentDescription", "PublisherName", "PublisherId", "SubscriptionDescription", "SubscriptionId",
        "ChargeStartDate", "ChargeEndDate", "TermAndBillingCycle", "EffectiveUnitPrice", "UnitType", "AlternateId",
        "BillableQuantity", "BillingFrequency", "PricingCurrency", "PCToBCExchangeRate", "PCToBCExchangeRateDate",
        "MeterDescription", "ReservationOrderId", "CreditReasonCode", "SubscriptionStartDate", "SubscriptionEndDate",
        "ReferenceID", "ProductQualifiers", "PromotionID",
    ]

    /// Microsoft's own example of a cancellation: 10 seats at 10.08, cancelled on day 3 of 31.
    private static let example = [
        "PartnerId": "0e195b37-4574-4539-bc42-0e539b9684c0", "CustomerId": "a3bb189e-8bf9-4c89-b1a2-4d3c2b1a0f9e",
        "CustomerName": "A. Datum GmbH", "CustomerDomainName": "adatum.onmicrosoft.com", "CustomerCountry": "DE",
        "InvoiceNumber": "G000024136", "MpnId": "6034453", "OrderId": "0ET2qaZvJGfF9wgSKnWzR5JLmhp10lOc1",
        "OrderDate": "7/15/2021", "ProductId": "CFQ7TTC0LH18", "SkuId": "0001", "AvailabilityId": "CFQ7TTC0K971",
        "SkuName": "Microsoft 365 Business Basic", "ProductName": "Microsoft 365 Business Basic",
        "ChargeType": "cancelImmediate", "UnitPrice": "10.08", "Quantity": "10", "Subtotal": "-94.20",
        "TaxTotal": "0", "Total": "-94.20", "Currency": "EUR", "PublisherName": "Microsoft",
        "SubscriptionId": "5f1d2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b", "ChargeStartDate": "7/17/2021",
        "ChargeEndDate": "8/14/2021", "TermAndBillingCycle": "1 Month Monthly", "EffectiveUnitPrice": "-9.42",
        "AlternateId": "5b1c9a7e2f04", "PricingCurrency": "EUR",
        "ReferenceID": "0cf1202a-5b7d-4219-966e-93c637113708",
    ]

    var columns = Self.columns
    /// By column; a value stands in the file as it is, quotation marks included.
    var rows: [[String: String]] = []
    var separator = ","
    var end = "\n"

    /// One row per dictionary, each the example with those cells changed.
    init(_ changes: [String: String]...) {
        rows = changes.map { Self.example.merging($0) { $1 } }
    }

    /// What a cell of the example holds.
    static func cell(_ column: String) -> String { example[column] ?? "" }

    var text: String {
        let lines = [columns] + rows.map { row in columns.map { row[$0] ?? "" } }
        return lines.map { $0.joined(separator: separator) + end }.joined()
    }

    /// The example with some cells changed, which has to be readable.
    static func row(_ changes: [String: String] = [:]) throws -> BilledRow {
        let records = try ReconciliationText(changes).read()
        #expect(records.map(\.sentences) == [[]])
        return try #require(records.first?.row)
    }

    /// What is said of the example with some cells changed.
    static func sentences(_ changes: [String: String]) throws -> [String] {
        try ReconciliationText(changes).read().flatMap(\.sentences)
    }

    func read() throws -> [ReconciliationRecord] { try Self.read(Array(text.utf8)) }

    static func read(_ bytes: [UInt8]) throws -> [ReconciliationRecord] {
        let reader = try ReconciliationReader(.bytes(bytes), named: "invoice.csv")
        var records: [ReconciliationRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }
}

extension ReconciliationRecord {
    /// Nil when it is unreadable.
    var row: BilledRow? {
        switch self {
        case .row(let row): row
        case .unreadable: nil
        }
    }

    /// As a person reads them; none for a row.
    var sentences: [String] {
        switch self {
        case .row: []
        case .unreadable(_, let problems): problems.map(\.description)
        }
    }
}
