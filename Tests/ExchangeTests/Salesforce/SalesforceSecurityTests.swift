import Basics
import Casework
import Exchange
import Foundation
import MemoryStore
import SampleDesk
import Synchronization
import Testing
import Tickets
import XML

@Suite struct SalesforceSecurityTests {
    private func mapping() throws -> Mapping { try ExchangeDesk.mapping(.salesforce) }

    private func org(_ priority: String = "Medium") async throws -> SalesforceOrg {
        let desk = try ExchangeDesk()
        try await desk.take(RequestText.intake(RequestText(), RequestText(id: "CRM-2")))
        var org = SalesforceOrg()
        try org.load(try await desk.export(try mapping()).files)
        for place in org.cases.indices {
            org.cases[place]["Recoup_Id__c"] = nil
            org.cases[place]["Priority"] = priority
        }
        return org
    }

    /// Everything that an import keeps or says, as one text.
    private func traces(_ text: String) async throws -> (text: String, report: ImportReport?) {
        let desk = try ExchangeDesk()
        let losses = Mutex<[LossNews]>([])
        var report: ImportReport?
        var said = ""
        do {
            report = try await desk.take(Array(text.utf8), as: mapping()) { news in losses.withLock { $0.append(news) }
            }
        } catch let fault as DocumentFault { said = fault.sentence }
        let state = await desk.store.snapshot
        var kept = "\(state.runs) \(state.tickets) \(String(describing: report)) \(losses.withLock { $0 }) \(said)"
        for record in state.intakeRecords {
            kept += "\(record)" + String(decoding: record.original ?? [], as: UTF8.self)
        }
        for run in state.runs.values { kept += run.head ?? "" }
        return (kept, report)
    }

    @Test(arguments: ["Medium", "Blocker"])
    func `a session id is dropped before anything is stored or shown`(_ priority: String) async throws {
        let text = String(decoding: try await org(priority).outboundCases(), as: UTF8.self)
        #expect(text.contains(SalesforceOrg.session))
        let (kept, report) = try await traces(text)
        #expect(!kept.contains(SalesforceOrg.session))
        #expect(report?.counts.received == 2 && report?.losses == 1)
        #expect(kept.contains("SessionId"))
        let reader = try mapping().reader(of: .bytes(Array(text.utf8)), named: "test.xml")
        #expect(!reader.head.contains(SalesforceOrg.session))
        while let record = try reader.next() {
            #expect(!String(decoding: record.original(), as: UTF8.self).contains(SalesforceOrg.session))
            #expect(!"\(record.ticket) \(record.problems) \(record.losses)".contains(SalesforceOrg.session))
        }
    }

    @Test(arguments: ["Medium", "Blocker"])
    func `a session id in a field, an attribute, a record or a comment's row goes too`(_ priority: String) async throws
    {
        let session = SalesforceOrg.session
        let good = String(decoding: try await org(priority).outboundCases(), as: UTF8.self)
        let places = [
            good.replacing("<sf:Subject>", with: "<sf:Link__c>https://x/?sid=\(session)</sf:Link__c><sf:Subject>"),
            good.replacing("<sf:Subject>", with: "<sf:SessionId>\(session)</sf:SessionId><sf:Subject>"),
            good.replacing("<sf:Subject>", with: "<sf:Subject SessionId=\"\(session)\">"),
            good.replacing("<SessionId>\(session)</SessionId>", with: "")
                .replacing("<sf:Subject>", with: "<sf:sessionId>\(session)</sf:sessionId><sf:Subject>"),
            good.replacing("<Notification>", with: "<Notification><!-- \(session) -->"),
            // Written otherwise than it was told: the record is not kept as text at all.
            good.replacing(
                "<sf:Subject>",
                with: "<sf:L__c>\(session.replacing("!", with: "&#33;"))</sf:L__c><sf:Subject>"
            ),
            good.replacing("<Notification><Id>", with: "<Notification><SessionId>\(session)</SessionId><Id>"),
            good.replacing("sf:Case\"", with: "sf:CaseComment\""),
        ]
        for (place, text) in places.enumerated() {
            let (kept, report) = try await traces(text)
            #expect(!kept.contains(session), "\(place)")
            #expect(!kept.contains(session.replacing("!", with: "&#33;")), "\(place)")
            #expect(report?.counts.received == (place == 7 ? 2 : 2), "\(place)")
        }
    }

    @Test func `a document whose root names a session id is refused without naming it`() async throws {
        let text = String(decoding: try await org().outboundCases(), as: UTF8.self)
            .replacing("<soapenv:Envelope ", with: "<soapenv:Envelope sessionId=\"\(SalesforceOrg.session)\" ")
        let (kept, report) = try await traces(text)
        #expect(report == nil && !kept.contains(SalesforceOrg.session))
        #expect(kept.contains("test.xml:2:1: a session id stands in the root's attributes; take it out"))
    }

    @Test func `a session id does not come out with what breaks a document`() async throws {
        let text = String(decoding: try await org().outboundCases(), as: UTF8.self)
        for (old, new) in [
            ("</SessionId>", "</Session>"), ("</SessionId>", "&\(SalesforceOrg.session);</SessionId>"),
            ("</SessionId>", ""),
            ("<SessionId>", "<SessionId>\u{1}"), ("<SessionId>", "<SessionId a=>"), ("</SessionId>", "]]></SessionId>"),
        ] {
            let (kept, _) = try await traces(text.replacing(old, with: new))
            #expect(!kept.contains(SalesforceOrg.session), "\(old) \(new)")
        }
    }

    @Test(arguments: [
        ("<!DOCTYPE a [<!ENTITY x \"y\">]>", "a document type declaration is not allowed"),
        ("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\">", "a document type declaration is not allowed"),
        (
            "<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;&l;\">]>",
            "a document type declaration is not allowed"
        ),
        ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "a document type declaration is not allowed"),
    ])
    func `a document type declaration is refused, and nothing is kept`(_ type: String, _ sentence: String) async throws
    {
        let text = String(decoding: try await org().bulkCases(), as: UTF8.self)
            .replacing("?>\n", with: "?>\n\(type)\n", maxReplacements: 1)
        let desk = try ExchangeDesk()
        let kept = await desk.kept()
        do {
            try await desk.take(Array(text.utf8), as: mapping())
            Issue.record("taken")
        } catch let fault as DocumentFault {
            #expect(fault.sentence.hasPrefix("test.xml:2:1: \(sentence)"), "\(fault.sentence)")
        }
        #expect(await desk.kept() == kept)
    }

    @Test func `entities, depth, attributes and names are limited, and records before the fault stay`() async throws {
        let good = String(decoding: try await org().bulkCases(), as: UTF8.self)
        let deep = String(repeating: "<a>", count: 80) + String(repeating: "</a>", count: 80)
        let wide = "<a " + (0..<100).map { "a\($0)=\"\"" }.joined(separator: " ") + "/>"
        let huge = "<a b=\"\(String(repeating: "x", count: 70_000))\"/>"
        let long = "<a>\(String(repeating: "x", count: 6 << 20))</a>"
        for (bad, words) in [
            ("<a>&x;</a>", "the entity &x; is not defined"), (deep, "nested deeper than 64"),
            (wide, "more than 64 attributes"), (huge, "an attribute value is longer than"),
            (long, "a text is longer than"), ("<\(String(repeating: "n", count: 300))/>", "a name is longer than"),
        ] {
            let text = good.replacing("</queryResult>", with: "<records>\(bad)</records></queryResult>")
            let desk = try ExchangeDesk()
            let report = try await desk.take(Array(text.utf8), as: mapping())
            #expect(report.fault?.contains(words) == true, "\(report.fault ?? "")")
            #expect(report.counts == IntakeCounts(applied: 2))
        }
    }

    @Test func `envelopes in envelopes and records without end cost no memory and make no tickets`() async throws {
        let body = "<e:Body xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\">"
        let text =
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\">"
            + String(repeating: body, count: 100) + String(repeating: "</e:Body>", count: 100) + "</e:Envelope>"
        let desk = try ExchangeDesk()
        let report = try await desk.take(Array(text.utf8), as: mapping())
        #expect(report.fault?.contains("nested deeper than 64") == true)
        #expect(await desk.store.snapshot.tickets.isEmpty)
    }
}
