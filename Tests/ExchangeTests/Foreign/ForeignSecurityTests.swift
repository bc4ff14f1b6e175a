import Casework
import Exchange
import MemoryStore
import Testing
import XML

/// What nobody may do to a reader of single records, whichever the product.
@Suite struct ForeignSecurityTests {
    struct Format: Sendable, CustomStringConvertible {
        let format: ExchangeFormat
        /// The root's name, and what stands around a record, `%` for it.
        let root: String
        let document: String
        let record: String

        var description: String { format.rawValue }
    }

    static let formats = [
        Format(
            format: .jira,
            root: "rss",
            document: "<rss version=\"0.92\"><channel>%</channel></rss>",
            record: "<item><key id=\"7\">A-7</key>%</item>"
        ),
        Format(
            format: .mantis,
            root: "mantis",
            document: "<mantis format=\"1\">%</mantis>",
            record: "<issue><id>7</id>%</issue>"
        ),
        Format(
            format: .bugzilla,
            root: "bugzilla",
            document: "<bugzilla>%</bugzilla>",
            record: "<bug><bug_id>7</bug_id>%</bug>"
        ),
        Format(
            format: .rails,
            root: "tickets",
            document: "<tickets type=\"array\">%</tickets>",
            record: "<ticket><id>7</id>%</ticket>"
        ),
    ]

    private func document(_ format: Format, _ inside: String, prolog: String = "", attributes: String = "") -> [UInt8] {
        let record = format.record.replacing("%", with: inside)
        let text = format.document.replacing("%", with: record)
        return Array((prolog + text).utf8)
    }

    private func fault(_ format: Format, _ bytes: [UInt8]) throws -> String? {
        let mapping = try ExchangeDesk.mapping(format.format)
        do throws(DocumentFault) {
            _ = try mapping.readAll(bytes)
            return nil
        } catch { return error.sentence }
    }

    @Test(arguments: formats)
    func `a small document is read, and its original again as that one record`(_ format: Format) throws {
        let mapping = try ExchangeDesk.mapping(format.format)
        let reader = try mapping.reader(of: .bytes(document(format, "<x>1 &amp; 2</x>")), named: "test.xml")
        let record = try #require(try reader.next())
        #expect(try reader.next() == nil)
        #expect(record.ticket.id == "7")
        let name = reader.head.dropFirst().prefix { !" >".contains($0) }
        let again = try mapping.readAll(Array("\(reader.head)\n".utf8) + record.original() + Array("\n</\(name)>".utf8))
        #expect(again.count == 1)
        #expect(again.first?.ticket.id == "7")
        #expect(again.first?.ticket.fields.map(\.value) == record.ticket.fields.map(\.value))
        #expect(again.first?.ticket.fields.map(\.name) == record.ticket.fields.map(\.name))
    }

    @Test(arguments: formats)
    func `an internal subset is refused with every entity in it`(_ format: Format) throws {
        let root = format.root
        let subsets = [
            "<!DOCTYPE \(root) []>", "<!DOCTYPE \(root) [<!ENTITY a \"b\">]>",
            "<!DOCTYPE \(root) [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>",
            "<!DOCTYPE \(root) [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/p\"> %p;]>",
            "<!DOCTYPE \(root) SYSTEM \"http://127.0.0.1:1/d\" [<!ENTITY a \"b\">]>",
            "<!DOCTYPE \(root) [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>",
        ]
        for subset in subsets {
            let sentence = try #require(try fault(format, document(format, "<x>&c;</x>", prolog: subset)))
            #expect(sentence.hasPrefix("test.xml:1:1: "), "\(sentence)")
        }
    }

    @Test(arguments: formats)
    func `only Bugzilla may name a DTD, and it is never fetched`(_ format: Format) throws {
        for id in ["SYSTEM \"file:///etc/hostname\"", "PUBLIC \"x\" \"http://127.0.0.1:1/d.dtd\""] {
            let bytes = document(format, "<x>1</x>", prolog: "<!DOCTYPE \(format.root) \(id)>\n")
            #expect(try (fault(format, bytes) == nil) == (format.format == .bugzilla))
            let entity = document(format, "<x>&a;</x>", prolog: "<!DOCTYPE \(format.root) \(id)>\n")
            #expect(try fault(format, entity) != nil)
        }
    }

    @Test(arguments: formats)
    func `what is too deep, too long or too many is refused`(_ format: Format) throws {
        let deep = String(repeating: "<d>", count: 100) + String(repeating: "</d>", count: 100)
        let wide = "<x \((0..<100).map { "a\($0)='1'" }.joined(separator: " "))/>"
        let long = "<x a='\(String(repeating: "a", count: 70_000))'/>"
        let many = String(repeating: "<x/>", count: 100_001)
        for inside in [deep, wide, long, many, "<x>&undeclared;</x>", "<x>\u{1}</x>", "<x>&#1;</x>", "<x>", "<x>&</x>"] {
            let sentence = try #require(try fault(format, document(format, inside)), "\(inside.prefix(20))")
            #expect(sentence.hasPrefix("test.xml:1:"), "\(sentence)")
        }
    }

    @Test(arguments: formats)
    func `another root is refused with what would have worked`(_ format: Format) throws {
        let sentence = try #require(try fault(format, Array("<list><x/></list>".utf8)))
        #expect(sentence.hasPrefix("test.xml:1:1: the root element is 'list'; "), "\(sentence)")
    }

    @Test(arguments: formats)
    func `a refused document changes nothing`(_ format: Format) async throws {
        let desk = try ExchangeDesk()
        let mapping = try ExchangeDesk.mapping(format.format)
        for prolog in ["<!DOCTYPE \(format.root) [<!ENTITY a 'b'>]>", "<other/>", "junk "] {
            let bytes = document(format, "<x>1</x>", prolog: prolog)
            // A browser's sentence in front is passed over there.
            if format.format == .jira, !prolog.hasPrefix("<!") { continue }
            do {
                let report = try await desk.take(bytes, as: mapping)
                #expect(report.fault != nil)
                #expect(report.counts.received == 0)
            } catch is DocumentFault {}
            #expect(await desk.store.snapshot.tickets.isEmpty)
        }
    }

    @Test(arguments: formats)
    func `a hundred thousand different names are read in time`(_ format: Format) throws {
        let many = (0..<90_000).map { "<x\($0)>\($0)</x\($0)>" }.joined(separator: "\n")
        let mapping = try ExchangeDesk.mapping(format.format)
        var records: [ForeignRecord] = []
        let time = try ContinuousClock().measure { records = try mapping.readAll(document(format, many)) }
        #expect(records.first?.ticket.fields.last?.place?.line == 90_000)
        #expect(time < .seconds(120))
    }
}
