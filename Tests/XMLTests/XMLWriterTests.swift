import Testing
import XML

@Suite struct XMLWriterTests {
    private final class Sink {
        var bytes: [UInt8] = []
        var pieces = 0
        var text: String { String(decoding: bytes, as: UTF8.self) }
        func writer() -> XMLWriter {
            XMLWriter { [self] in
                bytes += $0
                pieces += 1
            }
        }
    }

    private struct Full: Error {}

    @Test func `empty elements are written in pairs for readers that need it`() throws {
        let sink = Sink()
        let writer = XMLWriter(emptyElements: .paired) { sink.bytes += $0 }
        try writer.start("list")
        try writer.element("none")
        try writer.element("at", [("zone", "UTC")])
        try writer.start("empty")
        try writer.end()
        try writer.element("full", text: "x")
        try writer.end()
        try writer.finish()
        #expect(
            sink.text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <list>
                  <none></none>
                  <at zone="UTC"></at>
                  <empty></empty>
                  <full>x</full>
                </list>

                """
        )
    }

    @Test func `a document has its declaration, two blanks per level and a line end`() throws {
        let sink = Sink()
        let writer = sink.writer()
        try writer.start("list", [("xmlns", "urn:x"), ("kind", "archive")])
        try writer.start("t", [("id", "1")])
        try writer.element("name", text: "환불 & <b>")
        try writer.element("none")
        try writer.element("at", [("zone", "UTC")])
        try writer.start("empty")
        try writer.end()
        try writer.start("mixed")
        try writer.text("one ")
        try writer.element("b", text: "two")
        try writer.text(" three")
        try writer.end()
        try writer.start("chunk")
        try writer.base64([65, 66, 67, 68] as [UInt8])
        try writer.end()
        try writer.end()
        try writer.end()
        try writer.finish()
        #expect(
            sink.text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <list xmlns="urn:x" kind="archive">
                  <t id="1">
                    <name>환불 &amp; &lt;b&gt;</name>
                    <none/>
                    <at zone="UTC"/>
                    <empty/>
                    <mixed>one <b>two</b> three</mixed>
                    <chunk>QUJDRA==</chunk>
                  </t>
                </list>

                """
        )
    }

    @Test func `blanks in attributes and CR in text are references`() throws {
        let sink = Sink()
        let writer = sink.writer()
        try writer.element("a", [("b", "\"\t\n\r<&>'")], text: "\t\n\r\"'")
        try writer.finish()
        #expect(sink.text.hasSuffix("\n<a b=\"&quot;&#9;&#10;&#13;&lt;&amp;&gt;'\">\t\n&#13;\"'</a>\n"))
    }

    @Test(arguments: ["\0", "\u{1}", "\u{8}", "\u{B}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
    func `a character that XML can not carry is refused by name`(_ text: String) throws {
        let scalar = try #require(text.unicodeScalars.first).value
        for isAttribute in [true, false] {
            do throws(XMLWriterError) {
                let writer = Sink().writer()
                try writer.element("note", isAttribute ? [("a", "x\(text)")] : [], text: isAttribute ? "" : "x\(text)y")
                Issue.record("written")
            } catch {
                guard case .character(scalar, element: "note") = error else { throw error }
                let hexadecimal = String(scalar, radix: 16, uppercase: true)
                let name = "U+" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
                #expect(error.sentence == "the element 'note': the character \(name) is not allowed in XML; remove it")
            }
        }
    }

    @Test func `calls that do not make a document are refused`() throws {
        func sentence(_ body: (XMLWriter) throws -> Void) -> String? {
            do {
                try body(Sink().writer())
                return nil
            } catch {
                return (error as? XMLWriterError)?.sentence
            }
        }
        #expect(sentence { try $0.end() } == "there is no open element to end")
        #expect(sentence { try $0.finish() } == "the document has no root element")
        #expect(sentence { try $0.text("x") } == "text must stand inside an element")
        #expect(
            sentence {
                try $0.start("a")
                try $0.finish()
            } == "the element 'a' is still open"
        )
        #expect(
            sentence {
                try $0.element("a")
                try $0.element("b")
            } == "a document has one root; 'b' would be a second"
        )
        for name in ["", "1a", "a b", "a<", "-a", "a:", ":a", "a:b:c", "a\"", "é\u{0}"] {
            #expect(
                sentence { try $0.element(name) } == "'\(name)' can not be the name of an element or attribute in XML"
            )
            #expect(sentence { try $0.element("a", [(name, "")]) }?.contains("can not be the name") == true)
        }
        for name in ["a", "_", "x:a", "a-b.c1", "환불", "é"] {
            #expect(sentence { try $0.element(name) } == nil)
        }
    }

    @Test func `what the sink throws comes out, and pieces stay small`() throws {
        let sink = Sink()
        let writer = sink.writer()
        try writer.start("a")
        for _ in 0..<10_000 { try writer.element("b", text: "0123456789012345678901234567890123456789") }
        try writer.end()
        try writer.finish()
        #expect(sink.pieces == 8)
        let broken = XMLWriter { _ in throw Full() }
        try broken.element("a")
        do throws(XMLWriterError) {
            try broken.finish()
            Issue.record("written")
        } catch {
            guard case .sink(let reason) = error else { throw error }
            #expect(reason is Full)
        }
    }

    @Test func `every text survives being written and read`() throws {
        var generator = SeededGenerator(seed: RecoupFuzz.seed)
        for round in 0..<400 {
            let values = (0..<6).map { _ in Self.text(&generator) }
            let bytes = (0..<Int.random(in: 0..<50, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let sink = Sink()
            let writer = sink.writer()
            try writer.start("r", [("a", values[0])])
            try writer.element("t", [("a", values[1]), ("b", values[2])], text: values[3])
            try writer.start("u")
            try writer.element("v", text: values[4])
            try writer.start("w")
            try writer.text(values[5])
            try writer.end()
            try writer.start("x")
            try writer.base64(bytes)
            try writer.end()
            try writer.end()
            try writer.end()
            try writer.finish()

            let reader = try RecordReader(.bytes(sink.bytes), named: "a.xml")
            let root = try reader.root()
            let first = try #require(try reader.next()).element
            let second = try #require(try reader.next()).element
            let read = [
                root.attribute("a"), first.attribute("a"), first.attribute("b"), first.text, second.first("v")?.text,
                second.first("w")?.text,
            ]
            // Bytes, not strings: equal strings may be spelled in composed and decomposed form.
            let isSame = read.map { $0.map { Array($0.utf8) } } == values.map { Array($0.utf8) }
            #expect(isSame, "round \(round) of seed \(RecoupFuzz.seed): \(values)")
            #expect(second.first("x")?.base64Bytes() == bytes)
            #expect(try reader.next() == nil)
        }
    }

    /// Text that is hard on writers and parsers.
    private static func text(_ generator: inout SeededGenerator) -> String {
        let pieces = [
            "\r", "\n", "\t", " ", "\r\n", "\u{A0}", "😀", "👩‍👩‍👧", "환불", "\u{1112}\u{116A}\u{11AB}", "é", "e\u{301}",
            "\u{202E}", "עברית", "]]>", "]]", "<![CDATA[", "<!--", "-->", "&", "<", ">", "\"", "'", "&amp;", "&#13;",
            "\u{85}", "\u{2028}", "\u{7F}", "\u{9F}", "\u{FFFD}", "\u{10FFFF}", "\u{E000}", "\u{D7FF}", "a", "Z", "%",
            "{}",
        ]
        var result = ""
        for _ in 0..<Int.random(in: 0..<12, using: &generator) {
            if Int.random(in: 0..<4, using: &generator) == 0 {
                let scalar = Unicode.Scalar(UInt32.random(in: 0x20...0x10FFFF, using: &generator))
                if let scalar, scalar.value != 0xFFFE, scalar.value != 0xFFFF { result.unicodeScalars.append(scalar) }
            } else {
                result += pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }
        }
        return result
    }
}
