import Foundation
import Testing
import XML

/// How much is fuzzed, and from which seed: `RECOUP_FUZZ_SEED` and `RECOUP_FUZZ_INPUTS` in the environment.
enum RecoupFuzz {
    static let seed: UInt64 = number("RECOUP_FUZZ_SEED") ?? 20_260_101
    static let inputs: Int = number("RECOUP_FUZZ_INPUTS").map { Int(clamping: $0) } ?? 3_000

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
    }
}

@Suite struct FuzzTests {
    private static let schemaText = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t"
            elementFormDefault="qualified">
          <xs:element name="r"><xs:complexType>
            <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="t"/></xs:choice>
            <xs:attribute name="v" type="xs:int"/>
          </xs:complexType></xs:element>
          <xs:element name="t"><xs:complexType><xs:sequence>
            <xs:element name="n" type="xs:int" minOccurs="0" maxOccurs="3"/>
            <xs:element name="at" type="xs:dateTime" minOccurs="0"/>
            <xs:element name="chunk" type="xs:base64Binary" minOccurs="0"/>
            <xs:element name="s" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string">
              <xs:pattern value="[A-Z]{2,5}(-[0-9]+)*"/><xs:maxLength value="20"/></xs:restriction></xs:simpleType></xs:element>
            </xs:sequence><xs:attribute name="k" type="xs:NCName"/></xs:complexType></xs:element>
        </xs:schema>
        """

    private static let corpus: [[UInt8]] =
        [
            "<r xmlns='urn:t' v='1'><t k='a'><n>1</n><n>2</n><at>2026-01-02T03:04:05Z</at><chunk>QUJD</chunk><s>AB-1</s></t></r>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<x:r xmlns:x='urn:t'>\n <x:t>환불<x:n> 1 </x:n></x:t>\n <x:t/>\n</x:r>\n",
            "<r xmlns='urn:t' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><t xsi:type='q' xsi:nil='true'/></r>",
            "<!DOCTYPE r [<!ENTITY a 'b'><!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><r>&a;<t>&lt;&#65;&#x42;</t></r>",
            "<!DOCTYPE r SYSTEM 'x.dtd'><r><t>&a;</t></r>",
            "<r><!-- c --><t a=\"&quot;\" b='&#10;'>x<![CDATA[<&>]]>y<?p q?></t>\r\n<t xml:id='i' xml:space='preserve'> </t></r>",
            "<?xml version='1.0' encoding='EUC-KR'?><r><t>abc</t></r>",
            "<?xml version='1.0' encoding='ISO-8859-1' standalone='yes'?><r><t>abc</t></r>",
            "<a><b><c><d><e><f><g><h>1</h></g></f></e></d></c></b></a>",
            "<r a='1' b='2' c='3' d='4'><t/><t/><t/><u></u>text<t>\u{1F600}</t></r>",
        ].map { Array($0.utf8) } + [
            utf16("<?xml version='1.0' encoding='UTF-16'?><r><t>환불 😀</t></r>", bigEndian: true, mark: true),
            utf16("<r xmlns='urn:t'><t k='b'/></r>", bigEndian: false, mark: true),
            [0xEF, 0xBB, 0xBF] + Array("<r><t>x</t></r>".utf8),
            Array("<r><t>".utf8) + [0xC3, 0x28, 0xED, 0xA0, 0x80, 0xF4, 0x90] + Array("</t></r>".utf8),
        ]

    private static let tokens: [[UInt8]] =
        [
            "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&", "&amp;", "&#0;", "&#x10FFFF;",
            "&x;", "\"", "'",
            "=", " ", "\r", "\n", "\r\n", "<t>", "</t>", "<r>", "</r>", "<t ", "xmlns=''", " xmlns:x='u'", "x:",
            "<x:t/>", "xml:id='a'",
            "<!DOCTYPE r>", "<!DOCTYPE r [", "]>", "<!ENTITY a 'b'>", "%p;", "<?xml version='1.0'?>",
            "encoding='UTF-16'", "\0",
            "환", "😀", "\u{FFFE}", "<xi:include href='/etc/passwd'/>", "xsi:type='t'",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ].map { Array($0.utf8) } + [
            [0xFF], [0xFE, 0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xE3, 0x80],
        ]

    /// Tight, so that small inputs reach them.
    private static let limits: Limits = {
        var limits = Limits()
        limits.depth = 8
        limits.recordBytes = 2_000
        limits.elementsPerRecord = 40
        limits.attributesPerElement = 6
        limits.attributeLength = 60
        limits.textLength = 100
        limits.nameLength = 30
        limits.markupLength = 300
        limits.allowsExternalDoctype = true
        return limits
    }()

    @Test func `no mutation of a document breaks the reader or slips through its limits`() throws {
        print("fuzzing with RECOUP_FUZZ_SEED=\(RecoupFuzz.seed) RECOUP_FUZZ_INPUTS=\(RecoupFuzz.inputs)")
        var generator = SeededGenerator(seed: RecoupFuzz.seed)
        let schema = try Schema(bytes: Array(Self.schemaText.utf8), named: "t.xsd")
        var faults = 0
        var clean = 0
        for index in 0..<RecoupFuzz.inputs {
            let input = Self.mutated(&generator)
            let isTight = index % 2 == 0
            let reading = Reading(
                input,
                schema: index % 3 == 0 ? schema : nil,
                limits: isTight ? Self.limits : .standard,
                recordsAt: index % 7 == 0 ? index % 3 : 1
            )
            for record in reading.records { check(record, limits: isTight ? Self.limits : .standard, input) }
            if let fault = reading.fault {
                faults += 1
                #expect(fault.line >= 1 && fault.column >= 1, "\(fault.sentence) \(describe(input))")
                #expect(fault.source == "a.xml")
            } else {
                clean += 1
            }
        }
        #expect(faults > RecoupFuzz.inputs / 10, "the mutations are too tame")
        #expect(clean > RecoupFuzz.inputs / 50, "the mutations are too wild")
    }

    private func check(_ record: Record, limits: Limits, _ input: [UInt8]) {
        let original = record.original
        #expect(original.first == 0x3C && original.last == 0x3E, "\(describe(input))")
        #expect(original.count == Int(record.byteRange.upperBound - record.byteRange.lowerBound))
        #expect(original.count <= limits.recordBytes, "\(describe(input))")
        #expect(record.line >= 1 && record.column >= 1)
        for problem in record.problems {
            #expect(problem.line >= record.line && !problem.message.isEmpty, "\(describe(input))")
        }
        var open = [(record.element, 1)]
        var count = 0
        while let (element, depth) = open.popLast() {
            count += 1
            #expect(depth <= limits.depth && element.name.utf8.count <= limits.nameLength, "\(describe(input))")
            #expect(element.attributes.count <= limits.attributesPerElement, "\(describe(input))")
            for attribute in element.attributes { #expect(attribute.value.utf8.count <= limits.attributeLength) }
            #expect(
                element.text.utf8.count <= limits.textLength * (1 + Array(element.children).count),
                "\(describe(input))"
            )
            #expect(element.line >= record.line)
            _ = element.base64Bytes()
            for child in element.children { open.append((child, depth + 1)) }
        }
        #expect(count <= limits.elementsPerRecord, "\(describe(input))")
    }

    private func describe(_ input: [UInt8]) -> String {
        "seed \(RecoupFuzz.seed): \(String(decoding: input, as: UTF8.self).debugDescription)"
    }

    private static func mutated(_ generator: inout SeededGenerator) -> [UInt8] {
        func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &generator) }
        var input = corpus[below(corpus.count)]
        for _ in 0..<below(5) {
            let place = below(input.count + 1)
            switch below(6) {
            case 0: if place < input.count { input[place] ^= 1 << UInt8(below(8)) }
            case 1: input.insert(contentsOf: tokens[below(tokens.count)], at: place)
            case 2:
                let other = corpus[below(corpus.count)]
                let from = below(other.count)
                input.insert(contentsOf: other[from..<min(other.count, from + below(40))], at: place)
            case 3:
                let piece = Array(input[place..<min(input.count, place + below(60))])
                for _ in 0..<below(30) { input.insert(contentsOf: piece, at: place) }
            case 4: input.removeSubrange(place..<min(input.count, place + below(12)))
            default: if below(4) == 0 { input.removeSubrange(place...) }
            }
        }
        return input
    }
}
