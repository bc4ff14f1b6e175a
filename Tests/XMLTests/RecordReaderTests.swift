import Foundation
import Testing
import XML

@Suite struct RecordReaderTests {
    @Test func `the root is known before the first record`() throws {
        let text = "<?xml version=\"1.0\"?>\n<x:list xmlns:x=\"urn:x\" kind=\"a &amp; b\" x:of=\"t\"><a/></x:list>"
        let reader = try RecordReader(.bytes(Array(text.utf8)), named: "a.xml")
        let root = try reader.root()
        #expect(root.name == "list")
        #expect(root.namespace == "urn:x")
        #expect(root.attributes.map { "\($0.name)=\($0.value)" } == ["kind=a & b", "x:of=t"])
        #expect(root.attribute("kind") == "a & b")
        #expect(root.attribute("none") == nil)
        #expect((root.line, root.column) == (2, 1))
        #expect(root.startTag == "<x:list xmlns:x=\"urn:x\" kind=\"a &amp; b\" x:of=\"t\">")
        #expect(try reader.next()?.element.name == "a")
        #expect(try reader.next() == nil)
        #expect(try reader.next() == nil)
    }

    @Test(arguments: [
        "<r/>", "<r />", "<r></r>", "<r\n  a='>' b=\"/\"\n><x/></r>", "<!-- < > --><r 환='불'><x/></r>",
    ])
    func `the root's start tag is kept as it stands, open`(text: String) throws {
        let reader = try RecordReader(.bytes(Array(text.utf8)), named: "a.xml")
        let tag = try reader.root().startTag
        let expected = [
            "<r/>": "<r>", "<r />": "<r>", "<r></r>": "<r>",
            "<r\n  a='>' b=\"/\"\n><x/></r>": "<r\n  a='>' b=\"/\">",
        ]
        #expect(tag == expected[text] ?? "<r 환='불'>")
    }

    @Test func `a document without records has none`() {
        #expect(Reading("<r/>").records.isEmpty)
        #expect(Reading("<r/>").fault == nil)
        #expect(Reading("<r>\n <!-- none -->\n</r>\n<!-- after -->\n").fault == nil)
    }

    @Test func `text between records is a problem of the document, said once`() {
        let reading = Reading("<r><a>1</a>\njunk<a>2</a> more</r>")
        #expect(reading.summary == ["a 1", "a 2"])
        #expect(
            reading.outside == [
                XMLProblem(line: 2, column: 1, message: "text between records is ignored; put it inside one")
            ]
        )
    }

    @Test func `records can be the root itself, or deeper than its children`() {
        let text =
            "<rss>\n<channel><title>t</title><item>1</item></channel><channel xmlns:q='u'><q:item>2</q:item>"
            + "</channel></rss>"
        #expect(Reading(text, recordsAt: 2).summary == ["title t", "item 1", "item 2"])
        #expect(Reading(text, recordsAt: 2).records.last?.element.namespace == "u")
        #expect(Reading(text, recordsAt: 1).records.map(\.element.name) == ["channel", "channel"])
        #expect(Reading(text, recordsAt: 0).records.map(\.element.name) == ["rss"])
    }

    @Test func `a record outlives its reader`() throws {
        func first() throws -> Record? {
            try RecordReader(.bytes(Array("<r xmlns='u'>\n<a b='c'>d<e>f</e></a></r>".utf8)), named: "a.xml").next()
        }
        let record = try #require(try first())
        #expect(record.element.namespace == "u")
        #expect(record.element.attribute("b") == "c")
        #expect(record.element.first("e")?.text == "f")
        #expect(record.element.first("e")?.line == 2)
        #expect(String(decoding: record.original, as: UTF8.self) == "<a b='c'>d<e>f</e></a>")
    }

    @Test(arguments: ["\n", "\r\n", ""])
    func `the byte range of every record cuts exactly its original out of the file`(_ lineEnd: String) {
        // Longer than many blocks and pieces, so that every kind of cut between them happens.
        var generator = SeededGenerator(seed: 42)
        let words = ["환불", "é", "😀", "a", "&amp;", "<b/>", "<b c='>'>", "</b>"]
        var text = "\u{FEFF}<?xml version=\"1.0\"?>\(lineEnd)<r>\(lineEnd)"
        var lines: [Int] = []
        var line = 1 + text.utf8.count { $0 == 0x0A }
        for _ in 0..<3_000 {
            let count = Int.random(in: 0..<40, using: &generator)
            var open = 0
            var record = "<t n='\(count)'\(lineEnd.isEmpty ? " " : lineEnd)>"
            for _ in 0..<count {
                let word = words[Int.random(in: 0..<words.count, using: &generator)]
                if word == "</b>", open == 0 { continue }
                if word == "</b>" { open -= 1 }
                if word == "<b c='>'>" { open += 1 }
                record += word + (count % 3 == 0 ? lineEnd : "")
            }
            record += String(repeating: "</b>", count: open) + "</t>" + lineEnd
            lines.append(line)
            line += record.utf8.count { $0 == 0x0A }
            text += record
        }
        text += "</r>"
        let bytes = Array(text.utf8)
        let body = Array(bytes.dropFirst(3))
        let reading = Reading(bytes)
        #expect(reading.fault == nil)
        #expect(reading.records.count == lines.count)
        for (record, line) in zip(reading.records, lines) {
            let slice = Array(body[Int(record.byteRange.lowerBound)..<Int(record.byteRange.upperBound)])
            #expect(slice.starts(with: Array("<t n=".utf8)))
            #expect(slice.suffix(4) == Array("</t>".utf8)[...])
            #expect(record.original == slice)
            #expect(record.line == line)
        }
    }

    @Test func `ranges, lines and columns hold in a document of many blocks`() {
        let record = "  <t n='1'>\r\n한국어<b>x</b>\r\n</t>\r\n"
        let count = 20_000
        let bytes = Array(("<r>\r\n" + String(repeating: record, count: count) + "</r>").utf8)
        let reading = Reading(bytes)
        #expect(reading.fault == nil)
        #expect(reading.records.count == count)
        let length = Int64(record.utf8.count)
        var wrong = 0
        for (index, record) in reading.records.enumerated() {
            let start = 5 + 2 + Int64(index) * length
            if record.byteRange != start..<start + length - 4 { wrong += 1 }
            if record.line != 2 + 3 * index || record.column != 3 { wrong += 1 }
            if record.element.first("b").map({ ($0.line, $0.column) == (3 + 3 * index, 4) }) != true { wrong += 1 }
            if record.element.text != "\n한국어\n" && record.element.text != "\n한국어" { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test func `a CR where the readable text ends moves no range`() {
        let cut = Reading("<r><t>x</t>\r\u{1A}<t/></r>")
        #expect(cut.records.map(\.byteRange) == [3..<11])
        #expect(cut.fault?.kind == .forbiddenCharacter(0x1A))
        for end in ["\r", "\r\r\r", "\r\n"] {
            let reading = Reading("<r><t>x\r</t>\r<t/></r>" + end)
            #expect(reading.records.map(\.byteRange) == [3..<12, 13..<17])
            #expect(reading.summary == ["t x\n", "t "])
            #expect(reading.fault == nil)
        }
    }

    @Test func `lines beyond 65,535 are right, between and inside records`() {
        let reading = Reading(
            "<r>" + String(repeating: "\n", count: 70_000) + "<a>" + String(repeating: "\n", count: 70_000)
                + "<b/></a>\n<a/></r>"
        )
        #expect(reading.records.map(\.line) == [70_001, 140_002])
        #expect(reading.records.first?.element.first("b")?.line == 140_001)
    }

    @Test func `a document in one line has right columns`() {
        let reading = Reading("<r>" + String(repeating: "<a>é</a>", count: 20_000) + "</r>")
        #expect(reading.records.last?.column == 4 + 8 * 19_999)
        #expect(reading.records.last?.byteRange == Int64(3 + 9 * 19_999)..<Int64(3 + 9 * 20_000))
    }

    @Test func `a fault says its line in a large document`() {
        let text = "<r>\n" + String(repeating: "<a>1</a>\n", count: 100_000) + "<a>x & y</a></r>"
        let reading = Reading(text)
        #expect(reading.records.count == 100_000)
        #expect(reading.fault?.sentence == "a.xml:100002:6: a bare & is not allowed; write &amp;")
    }

    @Test func `a record as large as ten files passes, byte for byte`() throws {
        let chunk = String(repeating: "QUJD", count: 262_144)
        let text = "<r><t>" + String(repeating: "<chunk>\(chunk)</chunk>", count: 20) + "</t></r>"
        let reading = Reading(text)
        #expect(reading.fault == nil)
        let record = try #require(reading.records.first)
        #expect(Array(record.element.children).map { $0.base64Bytes()?.count } == Array(repeating: 786_432, count: 20))
    }

    @Test(arguments: [16_380, 16_381, 16_382, 16_383, 16_384, 65_532, 65_533, 65_534, 65_535, 65_536, 65_537])
    func `nothing is lost where two pieces meet`(_ length: Int) {
        for middle in ["\r\n", "\r", "환", "😀", "&amp;", "<![CDATA[]]]>", "<b/>", "<!-- - -->", "]]"] {
            let text = "<r><a>" + String(repeating: "x", count: length - 6) + middle + "y</a><a>2</a></r>"
            let reading = Reading(text)
            #expect(reading.fault == nil)
            let expected =
                switch middle {
                case "\r\n", "\r": "\n"
                case "&amp;": "&"
                case "<![CDATA[]]]>": "]"
                case "<b/>", "<!-- - -->": ""
                default: middle
                }
            #expect(
                reading.records.map(\.element.text) == [
                    String(repeating: "x", count: length - 6) + expected + "y", "2",
                ]
            )
        }
    }
}
