import Basics
import Exchange
import Orders
import Testing
import XML

@Suite struct ReconciliationTests {
    private func row(_ changes: [String: String] = [:]) throws -> BilledRow {
        let records = try ReconciliationText(changes).read()
        #expect(records.map(\.sentences) == [[]])
        return try #require(records.first?.row)
    }

    private func sentences(_ changes: [String: String]) throws -> [String] {
        try ReconciliationText(changes).read().flatMap(\.sentences)
    }

    // MARK: Values

    @Test func `every cell comes in exactly`() throws {
        let row = try row()
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
        #expect(try row(["OrderDate": text]).orderedOn == Day(day))
    }

    @Test(
        arguments: [
            "13/1/2021", "2/29/2021", "7/15/21", "15.07.2021", "7/15/2021 25:00", "7/15/2021 0:00:00 AM", "2021-13-01",
            "7-15-2021", "/15/2021", "7/15/20211", "0001-01-01T00:00:00",
        ]
    )
    func `what is no date is refused with its place`(text: String) throws {
        #expect(
            try sentences(["OrderDate": text])
                == ["2:169: OrderDate: '\(text)' is not a date; write YYYY-MM-DD, as 2026-11-23"]
        )
    }

    @Test func `perpetual software has neither period nor term nor subscription`() throws {
        let row = try row([
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
        let row = try row([
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
        #expect(try row(["Subtotal": text, "Total": text]).net == units)
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
        let yen = try row([
            "Currency": "jpy", "UnitPrice": "1008", "Subtotal": "9420", "TaxTotal": "942.0", "Total": "10362",
        ])
        #expect(yen.net == 9_420)
        #expect(yen.tax == 942)
        #expect(yen.currency.code == "JPY")
        let dinar = try row(["Currency": "KWD", "Subtotal": "94.205", "TaxTotal": "0.001", "Total": "94.206"])
        #expect(dinar.total == 94_206)
        #expect(
            try sentences(["Currency": "JPY", "Subtotal": "1.5", "Total": "1.5"]) == [
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
        let price = try row(["UnitPrice": text]).unitPrice
        #expect(price.coefficient == coefficient)
        #expect(price.decimals == decimals)
    }

    @Test(arguments: [("10", 10), ("10.000", 10), ("-3", -3), ("\"1,000\"", 1_000), ("0", 0)] as [(String, Int64)])
    func `quantities are whole numbers`(text: String, quantity: Int64) throws {
        #expect(try row(["Quantity": text]).quantity == quantity)
    }

    @Test func `a quantity that is not whole is refused`() throws {
        #expect(
            try sentences(["Quantity": "2.5"])
                == ["2:290: Quantity: '2.5' is not a whole number; write digits only, as 10"]
        )
        #expect(
            try sentences(["Quantity": "ten"])
                == ["2:290: Quantity: 'ten' is not a number; write digits with a point, as 1250.00"]
        )
    }

    @Test func `the total must be the sum of net and tax`() throws {
        #expect(try row(["Subtotal": "100", "TaxTotal": "19", "Total": "119.00"]).total == 11_900)
        #expect(
            try sentences(["Subtotal": "100", "TaxTotal": "19", "Total": "118.99"])
                == ["2:300: Total: is 118.99 EUR, but its parts add up to 119.00 EUR"]
        )
        #expect(
            try sentences(["Subtotal": "92233720368547758.07", "TaxTotal": "0.01", "Total": "0"]) == [
                "2:293: Subtotal: '92233720368547758.07' is larger than an amount can be "
                    + "(about 92 quadrillion minor units)"
            ]
        )
    }

    @Test func `a period that ends before it starts is refused`() throws {
        let problems = try sentences(["ChargeStartDate": "8/15/2021"])
        #expect(problems == ["2:373: ChargeEndDate: is 2021-08-14, before its start on 2021-08-15"])
    }

    @Test func `both vocabularies of charge types are read`() throws {
        #expect(try row(["ChargeType": "CancelImmediate"]).charge == .cancelImmediate)
        #expect(try row(["ChargeType": "Prorate fees when cancel"]).charge == .prorateWhenCancel)
        #expect(try row(["ChargeType": "refund"]).charge == .cancel)
        let problems = try sentences(["ChargeType": "surprise"])
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
        #expect(try row(["OrderId": text]).orderID == id)
    }

    @Test func `a name may be quoted over several lines, with separators and quotation marks`() throws {
        let changes = [
            "CustomerName": "\"Fabrikam \"\"Süd\"\",\r\n GmbH\"", "ProductName": "\"=SUM(A1)\"", "SkuName": "'=1+2",
        ]
        let row = try row(changes)
        #expect(row.customerName == "Fabrikam \"Süd\", GmbH")
        #expect(row.productName == "=SUM(A1)")
        #expect(row.skuName == "=1+2")
    }

    @Test func `a control character in a name is refused`() throws {
        let problems = try sentences(["CustomerName": "A\u{b}B"])
        #expect(
            problems == [
                "2:75: CustomerName: holds the character U+000B at position 2, "
                    + "which no XML document can carry; remove it"
            ]
        )
    }

    @Test func `everything that is wrong in a row is said`() throws {
        let problems = try sentences([
            "CustomerId": "contoso", "InvoiceNumber": "", "ProductId": "DG7 GM", "Currency": "EURO",
            "SubscriptionId": "x",
        ])
        #expect(
            problems.map { $0.split(separator: ": ").dropFirst().first.map(String.init) ?? "" }
                == ["CustomerId", "InvoiceNumber", "ProductId", "SubscriptionId", "Currency"]
        )
        #expect(problems.allSatisfy { $0.hasPrefix("2:") })
    }

    // MARK: Files

    @Test func `JSON in a column passes, with commas, quotation marks and braces`() throws {
        let json = "\"[\"\"15.0% Partner earned credit, for services\"\",{\"\"a\"\":1}]\""
        let records = try ReconciliationText(["PriceAdjustmentDescription": json], [:]).read()
        #expect(records.map { $0.row?.total } == [-9_420, -9_420])
        #expect(records[0].row?.currency.code == "EUR")
        #expect(records[0].row?.publisher == "Microsoft")
    }

    @Test func `columns may stand in any order, in any case, with strangers between`() throws {
        let straight = try ReconciliationText([:], ["Quantity": "7"]).read()
        var turned = ReconciliationText([:], ["Quantity": "7"])
        turned.columns = ["Stranger"] + ReconciliationText.columns.reversed() + ["Another"]
        let lines = turned.text.split(separator: "\n")
        let text = ([lines[0].uppercased()] + lines.dropFirst().map(String.init)).joined(separator: "\n")
        #expect(try ReconciliationText.read(Array(text.utf8)) == straight)
    }

    @Test func `rows may stand in any order and keep their identity`() throws {
        let rows = [["Quantity": "1"], ["Quantity": "2"], ["Quantity": "3"]]
        let there = try ReconciliationText(rows[0], rows[1], rows[2]).read().compactMap { $0.row?.identity }
        let back = try ReconciliationText(rows[2], rows[1], rows[0]).read().compactMap { $0.row?.identity }
        #expect(there.count == 3)
        #expect(Set(there).count == 3)
        #expect(there == back.reversed())
    }

    @Test func `equal rows are numbered`() throws {
        let records = try ReconciliationText([:], ["Quantity": "7"], [:], [:]).read()
        let identities = records.compactMap { $0.row?.identity }
        #expect(identities.map(\.occurrence) == [1, 1, 2, 3])
        #expect(identities[0].hash == identities[2].hash)
        #expect(identities[0].hash != identities[1].hash)
    }

    @Test func `the identity covers every known column and nothing else`() throws {
        let plain = try row().identity
        var stranger = ReconciliationText(["Stranger": "x"])
        stranger.columns.insert("Stranger", at: 3)
        #expect(try stranger.read().first?.row?.identity == plain)
        for column in ReconciliationText.columns {
            let old = ReconciliationText.cell(column)
            // A blank at the end changes no value, but the row.
            let changed = try ReconciliationText([column: old + " "]).read().first?.row?.identity
            #expect(changed != nil && changed?.hash != plain.hash, "\(column)")
        }
    }

    @Test func `the hash is SHA-256 over names, lengths and bytes`() throws {
        var fields = Fields()
        for column in ReconciliationText.columns { fields.append(named: column, ReconciliationText.cell(column)) }
        #expect(try row().identity.hash == Digest.of(fields.bytes))
    }

    @Test(arguments: ["\n", "\r\n"], [",", ";", "\t"])
    func `line ends, separators and a byte order mark change nothing`(end: String, separator: String) throws {
        let plain = try ReconciliationText([:], ["Quantity": "7"]).read()
        var text = ReconciliationText([:], ["Quantity": "7"])
        text.end = end
        text.separator = separator
        #expect(try text.read() == plain)
        #expect(try ReconciliationText.read([0xef, 0xbb, 0xbf] + Array(text.text.utf8)) == plain)
    }

    @Test func `with semicolons a comma in a number is refused, for it may be a decimal sign`() throws {
        var text = ReconciliationText(["UnitPrice": "1,234"])
        text.separator = ";"
        #expect(
            try text.read().flatMap(\.sentences)
                == ["2:284: UnitPrice: '1,234' is not a number; write digits with a point, as 1250.00"]
        )
    }

    @Test func `lines are counted through cells of several lines and blank lines`() throws {
        let text = ReconciliationText(["CustomerName": "\"a\nb\nc\""], [:], ["Quantity": "x"]).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // A blank line after the first record, which has three lines.
        let records = try ReconciliationText.read(
            Array((lines[..<4] + [""] + lines[4...]).joined(separator: "\n").utf8)
        )
        #expect(records.map(\.line) == [2, 6, 7])
        #expect(
            records.flatMap(\.sentences)
                == ["7:290: Quantity: 'x' is not a number; write digits with a point, as 1250.00"]
        )
        let wrong = try sentences(["CustomerName": "\"a\nb\"", "Quantity": "x"])
        #expect(wrong == ["3:205: Quantity: 'x' is not a number; write digits with a point, as 1250.00"])
    }

    @Test func `a row that cannot be read does not stop the next one`() throws {
        let records = try ReconciliationText(["Total": "x"], [:], ["Total": "y"], ["Quantity": "9"]).read()
        #expect(records.map { $0.row?.quantity } == [nil, 10, nil, 9])
        #expect(records.map(\.line) == [2, 3, 4, 5])
    }

    @Test func `a row with too few or too many cells is refused`() throws {
        let lines = ReconciliationText([:]).text.split(separator: "\n").map(String.init)
        let few = lines[1].split(separator: ",", omittingEmptySubsequences: false).dropLast(3).joined(separator: ",")
        let records = try ReconciliationText.read(
            Array([lines[0], few, lines[1] + ",", lines[1] + ",x"].joined(separator: "\n").utf8)
        )
        let sentence = "cells; the first line names 46. Put cells with separators in them in quotation marks"
        #expect(records.map { $0.row != nil } == [false, true, false])
        #expect(records[0].sentences == ["2:\(few.count + 1): has 43 \(sentence)"])
        #expect(records[2].sentences == ["4:\(lines[1].count + 2): has 47 \(sentence)"])
    }

    @Test func `missing columns are all named`() throws {
        var text = ReconciliationText([:])
        text.columns.removeAll { ["Total", "CustomerId", "PartnerId", "ChargeEndDate", "ReferenceID"].contains($0) }
        let fault = CSVFault(
            .flaw(.missingColumns(["CustomerId", "Total", "ChargeEndDate"])),
            in: "invoice.csv",
            at: Problem.Place(line: 1, column: 1)
        )
        #expect(throws: fault) { try text.read() }
        #expect(
            fault.sentence == "invoice.csv:1:1: the columns CustomerId, Total, ChargeEndDate are missing; "
                + "the first line must name them"
        )
    }

    @Test func `columns that older files lack are not needed`() throws {
        var text = ReconciliationText([:])
        text.columns.removeAll { ["ReferenceID", "PublisherName", "AlternateId", "PromotionID"].contains($0) }
        let row = try #require(try text.read().first?.row)
        #expect(row.referenceID == nil)
        #expect(row.publisher == "")
        #expect(row.alternateID == nil)
    }

    @Test func `the legacy file's names of amounts are read`() throws {
        let names = ["Subtotal": "Amount", "TaxTotal": "Tax", "Total": "TotalForCustomer"]
        var text = ReconciliationText(["Amount": "-94.20", "Tax": "-1", "TotalForCustomer": "-95.20"])
        text.columns = text.columns.map { names[$0] ?? $0 }
        let row = try #require(try text.read().first?.row)
        #expect([row.net, row.tax, row.total] == [-9_420, -100, -9_520])
        text.rows = text.rows.map { $0.merging(["Tax": "x"]) { $1 } }
        #expect(
            try text.read().flatMap(\.sentences)
                == ["2:300: Tax: 'x' is not a number; write digits with a point, as 1250.00"]
        )
        // With both, the file's own name is meant.
        var both = ReconciliationText(["Amount": "1", "Tax": "2", "TotalForCustomer": "3"])
        both.columns += ["Amount", "Tax", "TotalForCustomer"]
        #expect(try both.read().first?.row?.total == -9_420)
    }

    @Test func `a needed column must not stand twice`() throws {
        var text = ReconciliationText([:])
        text.columns.append("total")
        #expect(
            throws: CSVFault(.flaw(.repeatedColumn("Total")), in: "invoice.csv", at: Problem.Place(line: 1, column: 1))
        ) {
            try text.read()
        }
    }

    @Test func `a fault comes after the rows before it, and stays`() throws {
        let text = ReconciliationText([:], [:]).text + "\"never closed"
        let reader = try ReconciliationReader(.bytes(Array(text.utf8)), named: "invoice.csv")
        #expect(try reader.next()?.line == 2)
        #expect(try reader.next()?.line == 3)
        let fault = CSVFault(.flaw(.unclosedQuote), in: "invoice.csv", at: Problem.Place(line: 4, column: 1))
        #expect(throws: fault) { try reader.next() }
        #expect(throws: fault) { try reader.next() }
    }

    @Test(arguments: (1...100).map { UInt64($0) })
    func `a damaged file is read as far as it goes, and says why it stops`(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        var bytes = Array(try Project.text("Samples/reconciliation.csv").utf8)
        let header = try #require(bytes.firstIndex(of: UInt8(ascii: "\n")))
        for _ in 0..<Int.random(in: 1...10, using: &generator) {
            let place = Int.random(in: header + 1..<bytes.count, using: &generator)
            bytes[place] = UInt8.random(in: 0...255, using: &generator)
        }
        let reader = try ReconciliationReader(.bytes(bytes), named: "invoice.csv")
        var line = 1
        do throws(CSVFault) {
            while let record = try reader.next() {
                #expect(record.line > line, "seed \(seed)")
                line = record.line
                #expect((record.row == nil) != record.sentences.isEmpty, "seed \(seed)")
            }
        } catch {
            #expect(error.line > line, "seed \(seed)")
        }
    }

    // MARK: The sample

    @Test func `the sample is read whole`() throws {
        let reader = try ReconciliationReader(.file(path: Project.path("Samples/reconciliation.csv")), named: "sample")
        var rows: [BilledRow] = []
        while let record = try reader.next() {
            #expect(record.sentences == [])
            if let row = record.row { rows.append(row) }
        }
        #expect(rows.map(\.line) == Array(2...13))
        #expect(
            rows.map(\.charge) == [
                .cancelImmediate, .new, .new, .cancelImmediate, .new, .cancelImmediate, .addQuantity, .addQuantity,
                .new,
                .new, .customerCredit, .customerCredit,
            ]
        )
        #expect(
            rows.map(\.amount.description) == [
                "-94.20 EUR", "32741.30 USD", "100.80 EUR", "-32741.30 USD", "2922.75 USD", "-2877.28 USD", "-6.97 EUR",
                "17.43 EUR", "680.73 EUR", "1419.16 USD", "-25.00 USD", "-25.00 USD",
            ]
        )
        #expect(rows.map(\.identity.occurrence) == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2])
        #expect(Set(rows.map(\.identity)).count == 12)
        #expect(
            rows.map { $0.period == nil } == [1, 3].reduce(into: Array(repeating: false, count: 12)) { $0[$1] = true }
        )
        #expect(rows.allSatisfy { $0.charge.expects(total: $0.total) })
        #expect(rows.allSatisfy { (try? OrderID($0.orderID)) != nil })
        #expect(rows[6].customerName == "Northwind \"Nord\" AG")
        #expect(rows[8].reservationOrderID == "99f246cf-ed96-41b4-b0cd-0aa43eb1fe91")
        #expect(rows[10].creditReason == "Service level agreement")
        // A credit of part of a period is the unit price by the day, cut off for each piece.
        for (charge, credit) in [(2, 0), (4, 5)] {
            let period = try #require(rows[charge].period)
            let day = try #require(rows[credit].period?.first)
            let price = try #require(rows[charge].effectiveUnitPrice)
            let proration = try #require(
                Proration(unitPrice: price, quantity: rows[charge].quantity, period: period, cancelledOn: day)
            )
            #expect(rows[credit].net == -proration.amount.minorUnits)
        }
    }
}
