import Testing
import XML

@Suite struct ContainerTests {
    private let containers: Set<ElementName> = [
        ElementName("Body", in: "urn:e"), ElementName("list", in: "urn:l"), ElementName("list", in: nil),
    ]

    private func records(_ text: String) throws -> [Record] {
        let reader = try RecordReader(.bytes(Array(text.utf8)), named: "a.xml", inside: containers)
        var records: [Record] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    private static let envelope = """
        <e:E xmlns:e="urn:e" xmlns:x="urn:x"><e:Head>h</e:Head><e:Body>
        <list xmlns="urn:l" xmlns:x="urn:other?a=1&amp;b=2"><done>true</done><x:r a="1">one</x:r><r xmlns="urn:own">two</r><r/></list>
        </e:Body><e:Foot/></e:E>
        """

    @Test func `what stands in containers is read in the place of them, however deep they stand`() throws {
        let records = try records(Self.envelope)
        #expect(records.map(\.element.name) == ["Head", "done", "r", "r", "r", "Foot"])
        let namespaces = ["urn:e", "urn:l", "urn:other?a=1&#38;b=2", "urn:own", "urn:l", "urn:e"]
        #expect(records.map(\.element.namespace) == namespaces)
        #expect(records.map(\.ordinal) == [1, 2, 3, 4, 5, 6])
        #expect(records.map(\.line) == [1, 2, 2, 2, 2, 3])
    }

    @Test func `a record can be read alone below the root, whatever stood between them`() throws {
        for record in try records(Self.envelope) {
            let original = String(decoding: record.original, as: UTF8.self)
            let alone = try records("<e:E xmlns:e=\"urn:e\" xmlns:x=\"urn:x\">\(original)</e:E>")
            #expect(alone.count == 1)
            #expect(alone.first?.element.name == record.element.name)
            #expect(alone.first?.element.namespace == record.element.namespace)
            #expect(alone.first?.element.text == record.element.text)
            #expect(alone.first?.original == record.original)
        }
    }

    @Test func `a container is one only where a record could stand, and by its namespace`() throws {
        let text = "<a><r><list><x/></list></r><Body xmlns=\"urn:l\"><x/></Body><list><list><y/></list></list><z/></a>"
        #expect(try records(text).map(\.element.name) == ["r", "Body", "y", "z"])
        #expect(try records("<list/>").isEmpty)
        #expect(try records("<a><list/><list>\n</list></a>").isEmpty)
    }

    @Test func `records outlive their containers, also when only an inner one declares their namespace`() throws {
        let many = (0..<2_000).map { "<l:r>\($0)</l:r>" }.joined()
        let one = "<e:Body><l:list xmlns:l=\"urn:l\">\(many)</l:list></e:Body>"
        let records = try records("<e:E xmlns:e=\"urn:e\">" + String(repeating: one, count: 3) + "</e:E>")
        #expect(records.count == 6_000)
        #expect(records.allSatisfy { $0.element.namespace == "urn:l" })
    }
}
