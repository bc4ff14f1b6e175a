import Basics
import Exchange
import Orders
import Testing
import XML

@Suite struct ReconciliationFileTests {
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
        let plain = try ReconciliationText.row().identity
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
        #expect(try ReconciliationText.row().identity.hash == Digest.of(fields.bytes))
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
        let wrong = try ReconciliationText.sentences(["CustomerName": "\"a\nb\"", "Quantity": "x"])
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
