import Exchange
import Testing
import XML

/// What every reader of another product's documents refuses, whatever the format.
@Suite struct HostileDocumentTests {
    private static let readers = ExchangeFormat.allCases.filter { $0.canBeRead }

    /// The root that each format begins with, and an element inside it.
    private static func root(_ format: ExchangeFormat) -> (open: String, close: String) {
        switch format {
        case .servicenow: ("<unload>", "</unload>")
        case .dataverse: ("<entities>", "</entities>")
        case .redmine: ("<issues type=\"array\">", "</issues>")
        case .salesforce:
            ("<queryResult xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\">", "</queryResult>")
        case .jira: ("<rss version=\"0.92\"><channel>", "</channel></rss>")
        case .mantis: ("<mantis version=\"2\" urlbase=\"\" issuelink=\"#\" notelink=\"~\" format=\"1\">", "</mantis>")
        case .bugzilla: ("<bugzilla version=\"5\" urlbase=\"\" maintainer=\"\">", "</bugzilla>")
        case .rails: ("<tickets type=\"array\">", "</tickets>")
        case .osticket: ("<ticket>", "</ticket>")
        }
    }

    /// How reading ended: with a sentence, or with so many records.
    private func outcome(_ format: ExchangeFormat, _ document: [UInt8]) throws -> (fault: String?, records: Int) {
        let mapping = try ExchangeDesk.mapping(format)
        var count = 0
        do throws(DocumentFault) {
            let reader = try mapping.reader(of: .bytes(document), named: "f")
            while try reader.next() != nil { count += 1 }
            return (nil, count)
        } catch { return (error.sentence, count) }
    }

    @Test(arguments: readers)
    func `an internal subset is refused before anything in it is read`(format: ExchangeFormat) throws {
        let (open, close) = Self.root(format)
        let name = open.dropFirst().prefix { !" >".contains($0) }
        for subset in [
            "<!ENTITY x SYSTEM \"file:///etc/passwd\">", "<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x.dtd\"> %p;",
            "<!ENTITY a \"b\"><!ENTITY c \"&a;&a;&a;&a;&a;&a;&a;&a;\">",
        ] {
            let text = "<!DOCTYPE \(name) [\(subset)]>\(open)&x;\(close)"
            let (fault, records) = try outcome(format, Array(text.utf8))
            #expect(records == 0)
            let sentence = try #require(fault)
            #expect(!sentence.contains("root:"))
            #expect(sentence.contains("f:1:"))
        }
    }

    @Test(arguments: readers)
    func `an entity that nobody declared is a fault, not a hole`(format: ExchangeFormat) throws {
        let (open, close) = Self.root(format)
        let fault = try outcome(format, Array("\(open)<x>&ghost;</x>\(close)".utf8)).fault
        #expect(fault?.contains("ghost") ?? false)
    }

    @Test(arguments: readers)
    func `ten thousand elements inside each other end at the limit`(format: ExchangeFormat) throws {
        let (open, close) = Self.root(format)
        let deep = String(repeating: "<x>", count: 10_000) + String(repeating: "</x>", count: 10_000)
        #expect(try outcome(format, Array((open + deep + close).utf8)).fault?.contains("64") ?? false)
    }

    @Test(arguments: readers)
    func `ten million attributes are not read to their end`(format: ExchangeFormat) throws {
        let (open, close) = Self.root(format)
        var document = Array("\(open)<x".utf8)
        let block = [[UInt8]](repeating: Array(" abcd=\"\"".utf8), count: 10_000).flatMap { $0 }
        document.reserveCapacity(block.count * 1_000 + 1_000)
        for _ in 0..<1_000 { document += block }
        document += Array("/>\(close)".utf8)
        let (fault, records) = try outcome(format, document)
        #expect(records == 0)
        #expect(fault != nil)
    }

    @Test(arguments: readers)
    func `what is cut off is a fault with its place`(format: ExchangeFormat) throws {
        let open = Self.root(format).open
        for text in ["", "   ", open, "\(open)<x", "\(open)<x>", "PK", "hello"] {
            let fault = try outcome(format, Array(text.utf8)).fault
            #expect(fault?.hasPrefix("f") ?? false, "\(text)")
        }
    }
}
