import Basics
import Testing

@Suite struct CSVTests {
    private func cells(_ text: String) throws -> [[String]] {
        let table = try CSVTable("a,b,c\n" + text)
        return table.records.map { record in (0..<record.count).map { record.text($0) } }
    }

    private func refusal(_ text: String) -> CSVTable.Refusal? {
        do throws(CSVTable.Refusal) {
            _ = try CSVTable(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `cells may be quoted and hold separators, quotation marks and line breaks`() throws {
        #expect(
            try cells("\"x, y\",\"say \"\"no\"\"\",\"two\r\nlines\"\n")
                == [["x, y", "say \"no\"", "two\r\nlines"]]
        )
        #expect(try cells("\"\",\"\"\"\",\"\"\"\"\"\"\n") == [["", "\"", "\"\""]])
        #expect(try cells(" a ,\"b\",c d") == [[" a ", "b", "c d"]])
    }

    @Test func `a quotation mark inside an unquoted cell stands for itself`() throws {
        #expect(try cells("19\" rack,b \"c\",d\n") == [["19\" rack", "b \"c\"", "d"]])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `lines end in each of three ways`(end: String) throws {
        let table = try CSVTable(["a,b", "1,2", "", "3,4"].joined(separator: end))
        #expect(table.records.map { $0.text(1) } == ["2", "4"])
        #expect(table.records.map(\.line) == [2, 4])
    }

    @Test func `blank records are skipped, also those of separators alone`() throws {
        let table = try CSVTable("\n\na,b\n\n,\n1,\n,,,,\n\"\",\n")
        #expect(table.header.names == ["a", "b"])
        #expect(table.header.line == 3)
        #expect(table.records.map(\.line) == [6, 8])
        #expect(table.records.map { $0.text(0) } == ["1", ""])
    }

    @Test func `lines are exact after cells of several lines`() throws {
        let table = try CSVTable("a,b\n\"1\n2\r\n3\r4\",x\n5,\"6\n\n7\"\n8,9\n")
        #expect(table.records.map(\.line) == [2, 6, 9])
        #expect(table.records[0].place(of: 0) == Problem.Place(line: 2, column: 1))
        #expect(table.records[0].place(of: 1) == Problem.Place(line: 5, column: 4))
        #expect(table.records[1].place(of: 1) == Problem.Place(line: 6, column: 3))
        #expect(table.records[1].place(of: 9) == Problem.Place(line: 8, column: 3))
    }

    @Test func `columns count characters, not bytes`() throws {
        let table = try CSVTable("a,b,c\n환불,\"é\",x\n")
        #expect(table.records[0].place(of: 1) == Problem.Place(line: 2, column: 4))
        #expect(table.records[0].place(of: 2) == Problem.Place(line: 2, column: 8))
    }

    @Test(arguments: [
        ("a;b\n1;2,3\n", ["1", "2,3"]), ("a\tb\n1\t2,3;4\n", ["1", "2,3;4"]), ("a,b\n1,2;3\n", ["1", "2;3"]),
    ])
    func `the separator is found in the first line`(text: String, cells: [String]) throws {
        let record = try #require(try CSVTable(text).records.first)
        #expect((0..<record.count).map { record.text($0) } == cells)
    }

    @Test func `separators inside quotation marks do not count`() throws {
        #expect(try CSVTable("\"a,b,c\";d\n1;2\n").header.names == ["a,b,c", "d"])
    }

    @Test func `a first line may name the separator`() throws {
        let table = try CSVTable("sep=;\r\na;b,c\r\n1;2\r\n")
        #expect(table.header.names == ["a", "b,c"])
        #expect(table.header.line == 2)
        #expect(table.records.map(\.line) == [3])
        #expect(refusal("sep=;")?.flaw == .noHeader)
    }

    @Test(
        arguments: [
            ("'=1+2", "=1+2"), ("'+1", "+1"), ("'-94.20", "-94.20"), ("'@x", "@x"), ("'\tx", "\tx"), ("''tis", "'tis"),
            ("\"'=a,\"\"b\"\"\"", "=a,\"b\""), ("'tis", "'tis"), ("'", "'"), ("'1", "'1"), ("-1", "-1"),
        ]
    )
    func `an apostrophe that kept a spreadsheet from running a cell is taken away`(cell: String, value: String) throws {
        #expect(try cells("\(cell),b,c\n") == [[value, "b", "c"]])
    }

    @Test(
        arguments: [
            "", "a", "a,b", "\"", "\"\"", "a\"b", "\n", "\r\n", "\r", "'", "''", "'=", "=1", "-1", "+1", "@", "\t",
            " a ",
            "환불, \"é\u{301}\"", "\"\u{301}", "a;b", "'\"", "=\"",
        ]
    )
    func `what is written is read back exactly`(value: String) throws {
        let table = try CSVTable("a,b,c\n" + CSVText.record(["x", value, "y"]) + "\r\n")
        let record = try #require(table.records.first)
        #expect(record.count == 3)
        #expect(Array(record.text(1).utf8) == Array(value.utf8))
    }

    @Test func `what a spreadsheet would run is written with an apostrophe`() {
        #expect(CSVText.record(["=1", "-1", "a\"b", "c,d", "", "e"]) == "'=1,'-1,\"a\"\"b\",\"c,d\",,e")
    }

    // MARK: What is refused

    @Test func `a quotation mark that is never closed is named where it stands`() {
        let refusal = refusal("a,b\n1,2\n3,\"4\n5,6\n")
        #expect(refusal == CSVTable.Refusal(.unclosedQuote, at: Problem.Place(line: 3, column: 3)))
        #expect(
            refusal?.flaw.sentence == "the quotation mark is never closed; close it, or get the whole file"
        )
    }

    @Test func `text after a closing quotation mark is refused`() {
        #expect(
            refusal("a,b\n\"1\"2,3\n") == CSVTable.Refusal(.textAfterQuote, at: Problem.Place(line: 2, column: 4))
        )
        #expect(
            refusal("a,b\n\"1\" ,3\n") == CSVTable.Refusal(.textAfterQuote, at: Problem.Place(line: 2, column: 4))
        )
    }

    @Test func `a NUL is refused with its place`() {
        #expect(refusal("a,b\n1,\"x\ny\u{0}\"\n") == CSVTable.Refusal(.nul, at: Problem.Place(line: 3, column: 2)))
    }

    @Test func `a file without a header is refused`() {
        let place = Problem.Place(line: 1, column: 1)
        #expect(refusal("") == CSVTable.Refusal(.noHeader, at: place))
        #expect(refusal("\n\n,,\n") == CSVTable.Refusal(.noHeader, at: place))
    }

    @Test func `wrong bytes are the better answer than a limit that they run into`() {
        let scanner = CSVScanner(limit: 10)
        var record = CSVRecord()
        let bytes = Array("ab".utf8) + [0xff] + Array("cdefghijklmnop".utf8)
        let step = bytes.withUnsafeBufferPointer { scanner.next($0, isWhole: false, line: 7, into: &record) }
        #expect(step == .flaw(.notUTF8, at: Problem.Place(line: 7, column: 3)))
    }

    @Test func `the limits count bytes of one cell and of one record`() {
        let scanner = CSVScanner(limit: 10)
        func step(_ text: String, isWhole: Bool) -> CSVScanner.Step {
            var record = CSVRecord()
            return Array(text.utf8).withUnsafeBufferPointer {
                scanner.next($0, isWhole: isWhole, line: 1, into: &record)
            }
        }
        let start = Problem.Place(line: 1, column: 1)
        #expect(step("1234567890\n", isWhole: true) == .record(bytes: 11, lines: 1))
        #expect(step("12345678901\n", isWhole: true) == .flaw(.longCell(limit: 10), at: start))
        #expect(step("1,34567,9012\n", isWhole: true) == .flaw(.longRecord(limit: 10), at: start))
        #expect(
            step("1,\"345678901234", isWhole: false)
                == .flaw(.longCell(limit: 10), at: Problem.Place(line: 1, column: 3))
        )
        #expect(step("1,345,7890123", isWhole: false) == .flaw(.longRecord(limit: 10), at: start))
        #expect(step("1,3456789", isWhole: false) == .incomplete)
        #expect(step("1,\"3456\"", isWhole: false) == .incomplete)
        #expect(step("1,2\r", isWhole: false) == .incomplete)
        #expect(step("1,2\r", isWhole: true) == .record(bytes: 4, lines: 1))
        #expect(CSVScanner.standardLimit == 1_048_576)
    }

    // MARK: Headers

    @Test func `columns are found by name, whatever their case and order`() throws {
        let header = try CSVTable("\u{feff} Total ,EXTRA,tax\n").header
        let columns = [
            CSVHeader.Column("Tax"), CSVHeader.Column("total"), CSVHeader.Column("Note", isNeeded: false),
            CSVHeader.Column("Sum", otherNames: ["Extra"]),
        ]
        #expect(try header.positions(of: columns) == [2, 0, nil, 1])
    }

    @Test func `all missing columns are named at once`() throws {
        let header = try CSVTable("a,b\n").header
        let columns = ["c", "a", "d"].map { CSVHeader.Column($0) }
        #expect(throws: CSVFlaw.missingColumns(["c", "d"])) { try header.positions(of: columns) }
        #expect(
            CSVFlaw.missingColumns(["c", "d"]).sentence
                == "the columns c, d are missing; the first line must name them"
        )
        #expect(CSVFlaw.missingColumns(["c"]).sentence == "the column c is missing; the first line must name it")
    }

    @Test func `a column that is needed once must not stand twice`() throws {
        let header = try CSVTable("a,A,x,x\n").header
        #expect(throws: CSVFlaw.repeatedColumn("a")) { try header.positions(of: [CSVHeader.Column("a")]) }
    }

    @Test func `a record must have as many cells as the header, but for empty ones`() throws {
        let table = try CSVTable("a,b\n1\n1,2\n1,2,\n1,2,3\n")
        #expect(
            table.records.map { table.header.problem(with: $0) } == [
                Problem(nil, .cellCount(header: 2, actual: 1), at: Problem.Place(line: 2, column: 2)), nil, nil,
                Problem(nil, .cellCount(header: 2, actual: 3), at: Problem.Place(line: 5, column: 5)),
            ]
        )
    }

    @Test func `every flaw has its sentence`() {
        let flaws: [CSVFlaw] = [
            .nul, .notUTF8, .unclosedQuote, .textAfterQuote, .longCell(limit: 1_048_576), .longRecord(limit: 999),
            .noHeader, .missingColumns(["a"]), .repeatedColumn("a"),
        ]
        #expect(Set(flaws.map(\.sentence)).count == 9)
        #expect(
            CSVFlaw.longCell(limit: 1_048_576).sentence
                == "the cell is longer than 1,048,576 bytes; shorten it, or close a quotation mark that was left open"
        )
        #expect(CSVFlaw.longRecord(limit: 999).sentence.hasPrefix("the record is longer than 999 bytes"))
    }

    @Test(arguments: (1...200).map { UInt64($0) })
    func `random tables come back as they were written`(seed: UInt64) throws {
        var state = seed
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let alphabet: [Unicode.Scalar] = [
            "a", "b", ",", "\"", "\n", "\r", "'", "=", "-", "\t", ";", " ", "환", "é", "\u{301}",
        ]
        let rows = (0..<5).map { _ in
            ["x"]
                + (0..<3).map { _ in
                    var text = ""
                    for _ in 0..<random(6) { text.unicodeScalars.append(alphabet[random(alphabet.count)]) }
                    return text
                }
        }
        let end = ["\n", "\r\n"][random(2)]
        let text = (["a,b,c,d"] + rows.map(CSVText.record)).joined(separator: end)
        let table = try CSVTable(text)
        let read = table.records.map { record in (0..<record.count).map { Array(record.text($0).utf8) } }
        #expect(read == rows.map { $0.map { Array($0.utf8) } }, "seed \(seed)")
    }
}
