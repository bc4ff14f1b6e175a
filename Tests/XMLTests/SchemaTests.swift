import Testing
import XML

@Suite struct SchemaTests {
    private static let text = """
        <?xml version="1.0"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t"
            elementFormDefault="qualified">
          <xs:element name="r"><xs:complexType>
            <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="t"/></xs:choice>
            <xs:attribute name="v" type="xs:int" use="required"/>
          </xs:complexType></xs:element>
          <xs:element name="t"><xs:complexType>
            <xs:sequence>
              <xs:element name="n" type="xs:int" maxOccurs="3"/>
              <xs:element name="s" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string">
                <xs:enumeration value="open"/><xs:enumeration value="closed"/>
              </xs:restriction></xs:simpleType></xs:element>
            </xs:sequence>
            <xs:attribute name="k" type="xs:int"/>
          </xs:complexType></xs:element>
        </xs:schema>
        """

    private func schema() throws -> Schema { try Schema(bytes: Array(Self.text.utf8), named: "t.xsd") }

    @Test func `a valid document has no problems`() throws {
        let reading = Reading("<r xmlns='urn:t' v='1'><t k='1'><n>1</n><s>open</s></t></r>", schema: try schema())
        #expect(reading.records.count == 1)
        #expect(reading.problems == [])
        #expect(reading.outside == [])
    }

    @Test func `every problem of every record has line, column and words`() throws {
        let text = """
            <r xmlns="urn:t" v="x">
              <t k="a" z="1"><n>x</n>
                <n>{urn:x}</n></t>
              <bad><n>x</n></bad>
              <t><n>1</n>
                 <q/></t>
              <bad/>
              <t>text<n>1</n><n>1</n><n>2</n><n>2</n></t>
              <t/>
              <t><n>1</n><s>shut</s></t>
            </r>
            """
        let reading = Reading(text, schema: try schema())
        #expect(reading.fault == nil)
        #expect(reading.records.count == 7)
        #expect(
            reading.problems == [
                "a.xml:2:3: element 't', attribute 'k': 'a' is not a valid value of the type 'int'",
                "a.xml:2:3: element 't', attribute 'z': the attribute 'z' is not allowed",
                "a.xml:2:18: element 'n': 'x' is not a valid value of the type 'int'",
                "a.xml:3:5: element 'n': '{urn:x}' is not a valid value of the type 'int'",
                "a.xml:4:3: element 'bad': this element is not expected here",
                "a.xml:6:6: element 'q': this element is not expected here; expected is ( s )",
                "a.xml:7:3: element 'bad': the schema knows no such element",
                "a.xml:8:3: element 't': text is not allowed here, only elements",
                "a.xml:8:34: element 'n': this element is not expected here; expected is ( s )",
                "a.xml:9:3: element 't': something is missing inside; expected is ( n )",
                "a.xml:10:14: element 's': the value 'shut' is not an element of the set {'open', 'closed'}",
            ]
        )
        #expect(
            reading.outside.map(\.message) == ["element 'r', attribute 'v': 'x' is not a valid value of the type 'int'"]
        )
    }

    @Test func `a hundred problems of a record are kept, the others counted`() throws {
        let attributes = (0..<60).map { "a\($0)='b'" }.joined(separator: " ")
        let reading = Reading(
            "<r xmlns='urn:t' v='1'><t \(attributes)><n \(attributes)>1</n></t><t><n>1</n></t></r>",
            schema: try schema()
        )
        #expect(reading.records.map(\.problems.count) == [101, 0])
        #expect(reading.problems.last == "a.xml:1:24: and 20 more")
    }

    @Test func `a long value does not make a long message`() throws {
        for (length, expected) in [(1_000, 300), (100_000, 142)] {
            let value = String(repeating: "x", count: length)
            let reading = Reading("<r xmlns='urn:t' v='1'><t><n>\(value)</n></t></r>", schema: try schema())
            let problem = try #require(reading.records.first?.problems.first)
            #expect(problem.message.hasPrefix("element 'n': 'xxx"))
            #expect(problem.message.hasSuffix("is not a valid value of the type 'int'") == (length < 64_000))
            #expect(problem.message.count == expected)
        }
    }

    @Test func `a record at level 0 is the whole document`() throws {
        let reading = Reading("<r xmlns='urn:t' v='x'>\n <t k='a'><n>1</n></t></r>", schema: try schema(), recordsAt: 0)
        #expect(
            reading.problems == [
                "a.xml:1:1: element 'r', attribute 'v': 'x' is not a valid value of the type 'int'",
                "a.xml:2:2: element 't', attribute 'k': 'a' is not a valid value of the type 'int'",
            ]
        )
    }

    @Test func `a wrong root is a problem outside of the records`() throws {
        let reading = Reading("<q xmlns='urn:t'>\n <t><n>1</n></t></q>", schema: try schema())
        #expect(
            reading.outside == [
                XMLProblem(line: 1, column: 1, message: "element 'q': the schema knows no such element")
            ]
        )
        #expect(reading.records.map(\.problems) == [[]])
    }

    @Test func `a document can not bring its own schema`() throws {
        let reading = Reading(
            "<r xmlns='urn:t' v='1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
                + "xsi:schemaLocation='urn:t file:///etc/passwd'><t k='a'><n>1</n></t></r>",
            schema: try schema()
        )
        #expect(
            reading.problems == ["a.xml:1:124: element 't', attribute 'k': 'a' is not a valid value of the type 'int'"]
        )
        #expect(reading.fault == nil)
    }

    @Test func `one schema serves many readers`() throws {
        let schema = try schema()
        for _ in 0..<20 {
            let reading = Reading("<r xmlns='urn:t' v='1'><t k='a'><n>1</n></t></r>", schema: schema)
            #expect(reading.problems.count == 1)
        }
    }

    @Test func `a schema that can not be used says why and where`() {
        func sentence(_ text: String) -> String? {
            do throws(XMLFault) {
                _ = try Schema(bytes: Array(text.utf8), named: "t.xsd")
                return nil
            } catch {
                return error.sentence
            }
        }
        let open = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
        #expect(sentence("<a/>") == "t.xsd:1:1: the schema can not be used: its root is 'a', not xs:schema")
        #expect(
            sentence("\(open)\n<xs:element name='a' type='nope'/></xs:schema>")
                == "t.xsd:2:1: the schema can not be used: element decl. 'a', attribute 'type': The QName value 'nope' does "
                + "not resolve to a(n) type definition"
        )
        for element in [
            "<xs:include schemaLocation='http://192.0.2.1/y'/>", "<xs:redefine schemaLocation='y'/>",
            "<xs:import namespace='u' schemaLocation='/etc/passwd'/>",
        ] {
            #expect(
                sentence("\(open)\n\(element)</xs:schema>")
                    == "t.xsd:2:1: the schema can not be used: it refers to another file; put everything into one"
            )
        }
        #expect(sentence("<xs:schema") == "t.xsd:1:11: the document ends too early; get the whole file")
    }

    @Test func `a document check reads to the end and counts what it leaves out`() throws {
        let text = "<r xmlns='urn:t' v='x'>\n" + String(repeating: "<t><n>x</n></t>\n", count: 10) + "</r>"
        let check = DocumentCheck(of: .bytes(Array(text.utf8)), named: "a.xml", against: try schema(), maximum: 4)
        #expect(check.records == 10)
        #expect(check.problems.map(\.line) == [2, 3, 4, 5])
        #expect(check.omitted == 7)
        #expect(check.fault == nil)
        #expect(!check.isValid)
        let good = DocumentCheck(
            of: .bytes(Array("<r xmlns='urn:t' v='1'/>".utf8)),
            named: "a.xml",
            against: try schema()
        )
        #expect(good.isValid)
        let cut = DocumentCheck(
            of: .bytes(Array("<r xmlns='urn:t' v='1'><t><n>x</n></t>".utf8)),
            named: "a.xml",
            against: try schema()
        )
        #expect(cut.problems.count == 1)
        #expect(cut.fault?.kind == .truncated(open: "r"))
    }
}
