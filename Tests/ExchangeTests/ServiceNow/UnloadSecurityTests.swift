import Basics
import Casework
import Exchange
import MemoryStore
import SampleDesk
import Testing
import XML

@Suite struct UnloadSecurityTests {
    private static let deep = String(repeating: "<x>", count: 5_000) + String(repeating: "</x>", count: 5_000)
    private static let many = (1...100).map { "a\($0)=\"x\"" }.joined(separator: " ")
    private static let laughs =
        "<!DOCTYPE unload [<!ENTITY a \"ha\">" + (1...10).map { "<!ENTITY a\($0) \"&a;&a;&a;&a;\">" }.joined()
        + "]><unload><incident><x>&a10;</x></incident></unload>"

    /// Documents that are refused, and a part of the sentence that says so.
    private static let refused: [(document: String, words: String)] = [
        ("<!DOCTYPE unload [<!ENTITY x \"y\">]><unload/>", "a document type declaration"),
        (
            "<!DOCTYPE unload [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><unload>&x;</unload>",
            "a document type declaration"
        ),
        (
            "<!DOCTYPE unload SYSTEM \"http://127.0.0.1:9/x.dtd\"><unload/>",
            "a document type declaration is not allowed"
        ),
        (laughs, "a document type declaration"),
        ("<unload><incident><x>&nbsp;</x></incident></unload>", "the entity &nbsp; is not defined"),
        ("<unload><incident>\(deep)</incident></unload>", "elements are nested deeper than 64"),
        ("<unload><incident \(many)/></unload>", "more than 64 attributes"),
        ("<unload><incident a=\"\(String(repeating: "x", count: 70_000))\"/></unload>", "an attribute value is longer"),
        (
            "<unload><incident>\(String(repeating: "<x/>", count: 100_001))</incident></unload>",
            "more than 100,000 elements"
        ),
        ("<unload><incident><x>\u{1}</x></incident></unload>", "U+0001 is not allowed"),
        ("<unload><incident><x>&#1;</x></incident></unload>", "not allowed in XML"),
        ("<rss version=\"2.0\"/>", "the root element is 'rss', not 'unload'"),
        ("<unload xmlns=\"urn:x\"/>", "the root element is 'unload'"),
        ("<html><body>login</body></html>", "this is an HTML page"),
        ("", "the document is empty"),
        ("{\"result\": []}", "this looks like JSON"),
    ]

    @Test(arguments: refused.indices)
    func `a hostile document is refused with its place, and nothing changed`(_ index: Int) async throws {
        let (document, words) = Self.refused[index]
        let desk = try ExchangeDesk()
        let mapping = try ExchangeDesk.mapping(.servicenow)
        var sentence: String?
        do {
            let report = try await desk.take(Array(document.utf8), as: mapping)
            sentence = report.fault
            #expect(report.counts == IntakeCounts())
        } catch let fault as DocumentFault { sentence = fault.sentence }
        #expect(sentence?.hasPrefix("test.xml:") == true && sentence?.contains(words) == true, "\(sentence ?? "taken")")
        #expect(await desk.kept()[2...3] == [0, 0])
    }

    @Test func `a bare external document type is not fetched even where it is allowed`() throws {
        var options = ImportOptions()
        options.limits.allowsExternalDoctype = true
        let reader = try ExchangeDesk.mapping(.servicenow).reader(
            of: .bytes(Array("<!DOCTYPE unload SYSTEM \"http://127.0.0.1:9/x.dtd\"><unload/>".utf8)),
            named: "test.xml",
            options: options
        )
        #expect(try reader.next() == nil)
    }

    @Test func `a folder without room or right is one sentence`() throws {
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let fault = #expect(throws: DocumentFault.self) {
            _ = try mapping.reader(
                of: .bytes(UnloadText.document([])),
                named: "test.xml",
                options: ImportOptions(temporaryFolder: "/nonexistent")
            )
        }
        #expect(fault?.sentence.hasPrefix("/nonexistent: the rows of the document cannot be put there: ") == true)
    }

    @Test func `a ticket with more rows than may be in memory is quarantined and stops no other`() async throws {
        let desk = try ExchangeDesk()
        var options = ImportOptions()
        options.limits.recordBytes = 3_000
        let rows =
            (1...20).map { UnloadText.journal($0, of: 1, "text \($0)") }
            + [UnloadText.incident(1), UnloadText.incident(2), UnloadText.incident(3)]
            + (try UnloadText.attachment(1, of: 3, [UInt8](repeating: 7, count: 4_000), isPacked: false, piece: 1_000))
            + (1...20).map { UnloadText.journal(100 + $0, of: 9, "text \($0)") }
        let report = try await desk.take(
            UnloadText.document(rows),
            as: ExchangeDesk.mapping(.servicenow),
            options: options
        )
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 3))
        #expect(
            report.quarantined.map { $0.reasons[0].split(separator: ": ").last.map(String.init) } == [
                "the rows of the ticket have more than 3000 bytes together; export it in parts",
                "its pieces have 6228 bytes; at most 3000 of a ticket are read",
                "the rows of the ticket have more than 3000 bytes together; export it in parts",
            ]
        )
    }

    @Test func `keys that are no hexadecimal digits only join what is the same`() throws {
        let rows = [
            UnloadText.incident(1, ["sys_id": "../x"]),
            UnloadText.journal(1, of: 1, "joined").replacing(UnloadText.key(1), with: "../x"),
            UnloadText.incident(2, ["sys_id": "é"]),
            UnloadText.journal(2, of: 2, "not joined").replacing(UnloadText.key(2), with: "e\u{301}"),
        ]
        let records = try ExchangeDesk.mapping(.servicenow).readAll(UnloadText.document(rows))
        #expect(records.map { $0.ticket.comments.map(\.text) } == [["joined"], [], ["not joined"]])
        #expect(records.map(\.ticket.isFollowUp) == [false, false, true])
    }
}
