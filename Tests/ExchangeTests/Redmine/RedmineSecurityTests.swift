import Casework
import Exchange
import MemoryStore
import Testing
import XML

@Suite struct RedmineSecurityTests {
    private static let issue = RedmineText().xml

    static let hostile: [(name: String, xml: String)] = [
        ("internal subset", "<!DOCTYPE issue [<!ENTITY x \"y\">]>\(issue)"),
        ("external entity", "<!DOCTYPE issue [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><issue><id>&x;</id></issue>"),
        ("external document type", "<!DOCTYPE issue SYSTEM \"http://127.0.0.1:9/x.dtd\">\(issue)"),
        (
            "billion laughs",
            "<!DOCTYPE issue [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
                + "<issue><id>&c;</id></issue>"
        ),
        ("undeclared entity", "<issue><id>&nbsp;</id></issue>"),
        (
            "deep nesting",
            "<issue><id>" + String(repeating: "<a>", count: 400) + String(repeating: "</a>", count: 400)
                + "</id></issue>"
        ),
        ("huge attribute", "<issue><id x=\"" + String(repeating: "a", count: 100_000) + "\">1</id></issue>"),
        (
            "too many attributes",
            "<issue><id " + (0..<100).map { "a\($0)=\"1\"" }.joined(separator: " ") + ">1</id></issue>"
        ),
        ("control character", "<issue><id>1</id><subject>&#1;</subject></issue>"),
        ("unfinished", "<issue><id>1</id><subject>"),
    ]

    @Test(arguments: hostile.map(\.name))
    func `a hostile document is refused and nothing is kept`(_ name: String) async throws {
        let xml = try #require(Self.hostile.first { $0.name == name }?.xml)
        let desk = try ExchangeDesk()
        let before = await desk.kept()
        do {
            let report = try await desk.take(Array(xml.utf8), as: ExchangeDesk.mapping(.redmine))
            #expect(report.fault != nil, "\(name)")
            #expect(report.counts.applied == 0)
            #expect(await desk.store.snapshot.tickets.isEmpty)
        } catch let fault as DocumentFault {
            #expect(!fault.sentence.isEmpty)
            #expect(await desk.kept() == before)
        }
    }

    /// CVE-2013-0156: Rails made objects of `type="yaml"`. Here it is an attribute like any other.
    @Test func `a type that made objects in Rails makes text here`() throws {
        let xml = RedmineText().xml.replacing("<subject>", with: "<subject type=\"yaml\">--- !ruby/object:Gem ")
        let ticket = try #require(try ExchangeDesk.mapping(.redmine).readAll(Array(xml.utf8)).first).ticket
        #expect(ticket["subject"]?.value == "--- !ruby/object:Gem Licences bought twice")
    }
}
