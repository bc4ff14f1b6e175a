import Testing
import XML

@Suite struct PreambleTests {
    private func records(
        _ text: String,
        mark: [UInt8] = [],
        level: @escaping (String) -> Int = { _ in 1 }
    ) throws(XMLFault) -> [Record] {
        let reader = try RecordReader(
            .bytes(mark + Array(text.utf8)),
            named: "t.xml",
            skippingTo: ["<?xml", "<!--", "<rss"],
            recordsAt: level
        )
        var records: [Record] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    @Test(arguments: [
        "", "\n\n", "This file has no style.\nShown below.\n\n", "<html><body>\n", "A > B < C & D\n", "스타일 없음\n",
        "\n<?xml version=\"1.0\"?>\n", "x\n<?xml version='1.0' encoding='utf-8'?>", "<!-- a -->\n", "y<!-- a -->",
    ])
    func `what stands in front is passed over and lines stay those of the file`(_ preamble: String) throws {
        let text = preamble + "<rss>\n<a/>\n</rss>"
        let lines = preamble.utf8.count { $0 == 0x0A }
        let found = try records(text)
        #expect(found.map(\.line) == [lines + 2])
        #expect(found.map(\.byteRange.lowerBound) == [Int64(preamble.utf8.count + 6)])
        let marked = try records(text, mark: [0xEF, 0xBB, 0xBF])
        #expect(marked.map(\.line) == [lines + 2])
    }

    @Test func `without a list of openings nothing is passed over`() throws {
        #expect(throws: XMLFault.self) { try RecordReader(.bytes(Array("x\n<rss><a/></rss>".utf8)), named: "t.xml") }
    }

    @Test func `what begins with none of the openings is refused`() throws {
        #expect(throws: XMLFault.self) { try records("Hello, there is no document in here.") }
        #expect(throws: XMLFault.self) { try records("Hello <a/>") }
    }

    @Test func `a declaration of another encoding that is not first is refused`() throws {
        let fault = #expect(throws: XMLFault.self) {
            try records("\n<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><a/></rss>")
        }
        #expect(fault?.kind == .declarationNotFirst)
    }

    @Test func `the root says how deep the records are`() throws {
        let level = { (root: String) in root == "rss" ? 2 : root == "one" ? 0 : 1 }
        #expect(try records("<rss><c><a/><b/></c></rss>", level: level).map(\.element.name) == ["a", "b"])
        #expect(try records("<c><a/><b/></c>", level: level).map(\.element.name) == ["a", "b"])
        #expect(try records("<one><a/></one>", level: level).map(\.element.name) == ["one"])
    }

    @Test func `places of elements are the same in any order of asking`() throws {
        let record = try #require(try records("<rss><r>\n<a/>\n  <b/>\n<c/></r></rss>").first)
        let children = Array(record.element.children)
        let forward = children.map { [$0.line, $0.column] }
        let backward = children.reversed().map { [$0.line, $0.column] }
        #expect(forward == [[2, 1], [3, 3], [4, 1]])
        #expect(backward == forward.reversed())
        #expect([record.element.line, record.element.column] == [1, 6])
    }
}
