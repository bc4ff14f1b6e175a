import Basics
import Exchange
import Orders
import Testing
import XML

@Suite struct ReconciliationRowTests {
    @Test func `every cell comes in exactly`() throws {
        let row = try ReconciliationText.row()
        let eur = try Currency("EUR")
        let expected = BilledRow(
            line: 2,
            identity: RowIdentity(invoice: "G000024136", hash: row.identity.hash, occurrence: 1),
            customer: try GUID("a3bb189e-8bf9-4c89-b1a2-4d3c2b1a0f9e"),
            customerName: "A. Datum GmbH",
            customerDomain: "adatum.onmicrosoft.com",
            country: "DE",
            orderID: "0ET2qaZvJGfF9wgSKnWzR5JLmhp10lOc1",
            orderedOn: try Day("2021-07-15"),
            productID: "CFQ7TTC0LH18",
            skuID: "0001",
            availabilityID: "CFQ7TTC0K971",
            skuName: "Microsoft 365 Business Basic",
            productName: "Microsoft 365 Business Basic",
            publisher: "Microsoft",
            subscription: try GUID("5f1d2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b"),
            charge: .cancelImmediate,
            unitPrice: try UnitPrice("10.08", eur),
            effectiveUnitPrice: try UnitPrice("-9.42", eur),
            quantity: 10,
            net: -9_420,
            tax: 0,
            total: -9_420,
            currency: eur,
            pricingCurrency: "EUR",
            period: ChargePeriod(first: try Day("2021-07-17"), last: try Day("2021-08-14")),
            term: "1 Month Monthly",
            alternateID: "5b1c9a7e2f04",
            referenceID: "0cf1202a-5b7d-4219-966e-93c637113708",
            reservationOrderID: nil,
            creditReason: nil
        )
        #expect(row == expected)
        #expect(row.isCredit)
        #expect(row.amount.description == "-94.20 EUR")
        #expect(row.invoiceNumber == "G000024136")
    }

    @Test(
        arguments: [
            ("7/15/2021", "2021-07-15"), ("07/05/2021", "2021-07-05"), ("12/1/2021 12:00:00 AM", "2021-12-01"),
            ("12/1/2021 0:00", "2021-12-01"), ("2/29/2024 11:59:59 pm", "2024-02-29"), ("2021-07-15", "2021-07-15"),
            ("2021-07-15T00:00:00", "2021-07-15"), ("2021-07-15T23:30:00.1234567Z", "2021-07-15"),
            ("2021-07-15T01:00:00+09:00", "2021-07-14"),
        ]
    )
    func `dates are read month first, or as ISO 8601`(text: String, day: String) throws {
        #expect(try ReconciliationText.row(["OrderDate": text]).orderedOn == Day(day))
    }

    @Test(
        arguments: [
            "13/1/2021", "2/29/2021", "7/15/21", "15.07.2021", "7/15/2021 25:00", "7/15/2021 0:00:00 AM", "2021-13-01",
            "7-15-2021", "/15/2021", "7/15/20211", "0001-01-01T00:00:00",
        ]
    )
    func `what is no date is refused with its place`(text: String) throws {
        #expect(
            try ReconciliationText.sentences(["OrderDate": text])
                == ["2:169: OrderDate: '\(text)' is not a date; write YYYY-MM-DD, as 2026-11-23"]
        )
    }

    @Test func `perpetual software has neither period nor term nor subscription`() throws {
        let row = try ReconciliationText.row([
            "ChargeEndDate": "", "TermAndBillingCycle": "", "SubscriptionId": "", "ReferenceID": " ",
            "EffectiveUnitPrice": "", "PublisherName": "",
        ])
        #expect(row.period == nil)
        #expect(row.term == "")
        #expect(row.subscription == nil)
        #expect(row.referenceID == nil)
        #expect(row.effectiveUnitPrice == nil)
        #expect(row.publisher == "")
    }

    @Test func `the all-zero subscription and the never-set date stand for nothing`() throws {
        let row = try ReconciliationText.row([
            "SubscriptionId": "00000000-0000-0000-0000-000000000000", "ChargeStartDate": "0001-01-01T00:00:00",
            "ChargeEndDate": "1/1/0001 12:00:00 AM",
        ])
        #expect(row.subscription == nil)
        #expect(row.period == nil)
    }

    @Test(
        arguments: [
            ("-94.2", -9_420), ("-94.20000", -9_420), ("-94", -9_400), ("+94.20", 9_420), ("94.20", 9_420),
            ("\"1,234.50\"", 123_450), ("\"-1,234,567\"", -123_456_700), ("'-94.20", -9_420), ("'94.20", 9_420),
            ("0", 0), (" 94.20 ", 9_420), ("00094.2", 9_420), ("92233720368547758.07", 9_223_372_036_854_775_807),
        ] as [(String, Int64)]
    )
    func `amounts are read exactly`(text: String, units: Int64) throws {
        #expect(try ReconciliationText.row(["Subtotal": text, "Total": text]).net == units)
    }

    @Test(
        arguments: [
            ("94.205", "has 3 decimals; EUR has 2"),
            ("1E2", "'1E2' is not a number; write digits with a point, as 1250.00"),
            ("1.5e-05", "'1.5e-05' is not a number; write digits with a point, as 1250.00"),
            ("(94.20)", "'(94.20)' is not a number; write digits with a point, as 1250.00"),
            ("94.", "'94.' is not a number; write digits with a point, as 1250.00"),
            (".5", "'.5' is not a number; write digits with a point, as 1250.00"),
            ("+-5", "'+-5' is not a number; write digits with a point, as 1250.00"),
            ("€5", "'€5' is not a number; write digits with a point, as 1250.00"),
            ("\"94,20\"", "'94,20' is not a number; write digits with a point, as 1250.00"),
            ("\"1,2345\"", "'1,2345' is not a number; write digits with a point, as 1250.00"),
            ("\"1.234,50\"", "'1.234,50' is not a number; write digits with a point, as 1250.00"),
            ("", "is missing"),
            (
                "92233720368547758.08",
                "'92233720368547758.08' is larger than an amount can be (about 92 quadrillion minor units)"
            ),
        ]
    )
    func `a wrong amount is named with its column and line`(text: String, sentence: String) throws {
        let records = try ReconciliationText([:], ["Subtotal": text]).read()
        #expect(records.map(\.sentences) == [[], ["3:293: Subtotal: \(sentence)"]])
    }

    @Test func `amounts have the decimals of their currency`() throws {
        let yen = try ReconciliationText.row([
            "Currency": "jpy", "UnitPrice": "1008", "Subtotal": "9420", "TaxTotal": "942.0", "Total": "10362",
        ])
        #expect(yen.net == 9_420)
        #expect(yen.tax == 942)
        #expect(yen.currency.code == "JPY")
        let dinar = try ReconciliationText.row([
            "Currency": "KWD", "Subtotal": "94.205", "TaxTotal": "0.001", "Total": "94.206",
        ])
        #expect(dinar.total == 94_206)
        #expect(
            try ReconciliationText.sentences(["Currency": "JPY", "Subtotal": "1.5", "Total": "1.5"]) == [
                "2:293: Subtotal: has 1 decimals; JPY has none", "2:299: Total: has 1 decimals; JPY has none",
            ]
        )
    }

    @Test(
        arguments: [
            ("0.737586206896552", 737_586_206_896_552, 15), ("10.0800", 1_008, 2), ("10", 1_000, 2), ("10.1", 1_010, 2),
            ("1176.00000000000000000", 117_600, 2), ("\"1,176.5\"", 117_650, 2), ("-9.42", -942, 2),
            ("123456789012345.678", 123_456_789_012_345_678, 3), ("0.00", 0, 2),
        ] as [(String, Int64, Int)]
    )
    func `unit prices keep every digit that means something`(text: String, coefficient: Int64, decimals: Int) throws {
        let price = try ReconciliationText.row(["UnitPrice": text]).unitPrice
        #expect(price.coefficient == coefficient)
        #expect(price.decimals == decimals)
    }

    @Test(arguments: [("10", 10), ("10.000", 10), ("-3", -3), ("\"1,000\"", 1_000), ("0", 0)] as [(String, Int64)])
    func `quantities are whole numbers`(text: String, quantity: Int64) throws {
        #expect(try ReconciliationText.row(["Quantity": text]).quantity == quantity)
    }

    @Test func `a quantity that is not whole is refused`() throws {
        #expect(
            try ReconciliationText.sentences(["Quantity": "2.5"])
                == ["2:290: Quantity: '2.5' is not a whole number; write digits only, as 10"]
        )
        #expect(
            try ReconciliationText.sentences(["Quantity": "ten"])
                == ["2:290: Quantity: 'ten' is not a number; write digits with a point, as 1250.00"]
        )
    }

    @Test func `the total must be the sum of net and tax`() throws {
        #expect(try ReconciliationText.row(["Subtotal": "100", "TaxTotal": "19", "Total": "119.00"]).total == 11_900)
        #expect(
            try ReconciliationText.sentences(["Subtotal": "100", "TaxTotal": "19", "Total": "118.99"])
                == ["2:300: Total: is 118.99 EUR, but its parts add up to 119.00 EUR"]
        )
        #expect(
            try ReconciliationText.sentences(["Subtotal": "92233720368547758.07", "TaxTotal": "0.01", "Total": "0"])
                == [
                    "2:293: Subtotal: '92233720368547758.07' is larger than an amount can be "
                        + "(about 92 quadrillion minor units)"
                ]
        )
    }

    @Test func `a period that ends before it starts is refused`() throws {
        let problems = try ReconciliationText.sentences(["ChargeStartDate": "8/15/2021"])
        #expect(problems == ["2:373: ChargeEndDate: is 2021-08-14, before its start on 2021-08-15"])
    }

    @Test func `both vocabularies of charge types are read`() throws {
        #expect(try ReconciliationText.row(["ChargeType": "CancelImmediate"]).charge == .cancelImmediate)
        #expect(try ReconciliationText.row(["ChargeType": "Prorate fees when cancel"]).charge == .prorateWhenCancel)
        #expect(try ReconciliationText.row(["ChargeType": "refund"]).charge == .cancel)
        let problems = try ReconciliationText.sentences(["ChargeType": "surprise"])
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("2:268: ChargeType: 'surprise' is not one of new, renew, ") == true)
    }

    @Test(
        arguments: [
            ("C403D91B21D2", "c403d91b21d2"),
            ("{0CF1202A-5B7D-4219-966E-93C637113708}", "0cf1202a-5b7d-4219-966e-93c637113708"),
            ("0ET2qaZvJGfF9wgSKnWzR5JLmhp10lOc1", "0ET2qaZvJGfF9wgSKnWzR5JLmhp10lOc1"),
            ("566890604832738111", "566890604832738111"),
        ]
    )
    func `order ids come in the form in which orders are kept`(text: String, id: String) throws {
        #expect(try ReconciliationText.row(["OrderId": text]).orderID == id)
    }

    @Test func `a name may be quoted over several lines, with separators and quotation marks`() throws {
        let changes = [
            "CustomerName": "\"Fabrikam \"\"Süd\"\",\r\n GmbH\"", "ProductName": "\"=SUM(A1)\"", "SkuName": "'=1+2",
        ]
        let row = try ReconciliationText.row(changes)
        #expect(row.customerName == "Fabrikam \"Süd\", GmbH")
        #expect(row.productName == "=SUM(A1)")
        #expect(row.skuName == "=1+2")
    }

    @Test func `a control character in a name is refused`() throws {
        let problems = try ReconciliationText.sentences(["CustomerName": "A\u{b}B"])
        #expect(
            problems == [
                "2:75: CustomerName: holds the character U+000B at position 2, "
                    + "which no XML document can carry; remove it"
            ]
        )
    }

    @Test func `everything that is wrong in a row is said`() throws {
        let problems = try ReconciliationText.sentences([
            "CustomerId": "contoso", "InvoiceNumber": "", "ProductId": "DG7 GM", "Currency": "EURO",
            "SubscriptionId": "x",
        ])
        #expect(
            problems.map { $0.split(separator: ": ").dropFirst().first.map(String.init) ?? "" }
                == ["CustomerId", "InvoiceNumber", "ProductId", "SubscriptionId", "Currency"]
        )
        #expect(problems.allSatisfy { $0.hasPrefix("2:") })
    }
}
