import Testing
import XML

@Suite struct ElementTests {
    private func element(_ text: String) throws -> Element {
        try #require(Reading("<r xmlns:x='urn:x'>\(text)</r>").records.first).element
    }

    @Test func `names, namespaces and attributes are told apart`() throws {
        let element = try element("<x:a b='1' x:b='2' c='&quot;&#10;&amp;amp; '/>")
        #expect(element.name == "a")
        #expect(element.namespace == "urn:x")
        #expect(element.isNamed("a"))
        #expect(!element.isNamed("ab"))
        #expect(!element.isNamed(""))
        #expect(element.attribute("b") == "1")
        #expect(element.attribute("b", namespace: "urn:x") == "2")
        #expect(element.attribute("b", namespace: "urn:y") == nil)
        #expect(element.attribute("c") == "\"\n&amp; ")
        #expect(element.attribute("bb") == nil)
        #expect(element.attributes.map { "\($0.name)=\($0.value)" } == ["b=1", "b=2", "c=\"\n&amp; "])
    }

    @Test func `text is exact, with CDATA in place and without comments`() throws {
        #expect(try element("<a> x<!-- y -->z<?p q?><![CDATA[<&>]]>&#x1F600;\r\n </a>").text == " xz<&>😀\n ")
        #expect(try element("<a>  </a>").text == "  ")
        #expect(try element("<a>\n\t<!-- --> </a>").text == "\n\t ")
        #expect(try element("<a><![CDATA[ ]]></a>").text == " ")
        #expect(try element("<a/>").text == "")
        #expect(try element("<a>\n  <b>in</b>\n  <c/>\n</a>").text == "")
        #expect(try element("<a>one <b>in</b> two</a>").text == "one  two")
    }

    @Test func `blank means no element and no text`() throws {
        #expect(try element("<a/>").isBlank)
        #expect(try element("<a> \n </a>").isBlank)
        #expect(try !element("<a>x</a>").isBlank)
        #expect(try !element("<a><b/></a>").isBlank)
    }

    @Test func `children, parents, paths and places`() throws {
        let record = try element("\n <t><facts>\n  <amount/>x<amount n='2'/></facts></t>")
        #expect(record.children.map(\.name) == ["facts"])
        let facts = try #require(record.first("facts"))
        #expect(facts.children.map { $0.attribute("n") } == [nil, "2"])
        let amount = try #require(facts.first("amount"))
        #expect(amount.path == "t/facts/amount")
        #expect((amount.line, amount.column) == (3, 3))
        #expect(amount.parent?.name == "facts")
        #expect(record.parent == nil)
        #expect(record.first("amount") == nil)
    }

    @Test func `base64 is decoded strictly, blanks aside`() throws {
        func bytes(_ text: String) throws -> [UInt8]? { try element("<a>\(text)</a>").base64Bytes() }
        #expect(try bytes("") == [])
        #expect(try bytes("QQ==") == [65])
        #expect(try bytes("QUI=") == [65, 66])
        #expect(try bytes("QUJD") == [65, 66, 67])
        #expect(try bytes(" QU\n JD\tRA= =") == [65, 66, 67, 68])
        #expect(try bytes("+/+/") == [0xFB, 0xFF, 0xBF])
        for bad in ["Q", "QQ", "QQ=", "QQ===", "QUJ", "Q=Q=", "QQ==QQ==", "=", "QU-D", "QR==", "QUK=", "é"] {
            #expect(try bytes(bad) == nil, "\(bad)")
        }
        #expect(try element("<a>QU<!-- -->JD</a>").base64Bytes() == [65, 66, 67])
    }
}
