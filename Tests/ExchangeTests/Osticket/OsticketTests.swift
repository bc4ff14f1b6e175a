import Basics
import Casework
import Exchange
import Foundation
import FoundationXML
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct OsticketTests {
    private static let actor = Actor.sample(ExchangeDesk.integrator)

    private func mapping(_ edit: (String) -> String = { $0 }) throws -> Mapping {
        let text = edit(try Project.text("Templates/exchange/osticket.mapping.xml"))
        return try Mapping(.bytes(Array(text.utf8)), named: "site.xml", templates: Project.path("Templates"))
    }

    private func desk(_ forms: [FactsForm], files: [(name: String, bytes: [UInt8])] = []) async throws -> ExchangeDesk {
        let desk = try ExchangeDesk()
        try await desk.desk.store.write { records in
            try records.save(SamplePeople.organisation)
            try records.save(ExchangeDesk.integrator)
        }
        let intake = try files.map { name, bytes in
            let content = FileContent(bytes)
            let attachment = try Attachment(
                name: name,
                mediaType: "application/octet-stream",
                size: content.size,
                digest: content.digest
            )
            return IntakeFile(attachment: attachment, content: content)
        }
        for form in forms {
            _ = try await desk.desk.open(NewTicket(form: form, isDraft: false, files: intake), by: Self.actor)
        }
        return desk
    }

    @Test func `a ticket is one request in a file of its number, and every value is an attribute of the root`()
        async throws
    {
        let desk = try await desk([.sample([.contactPhone: "+82 2 1234 5678"]), .sample([.impact: "critical"])])
        let (files, losses, report) = try await desk.export(try mapping())
        #expect(files.map(\.name) == ["R-10001.xml", "R-10002.xml"] && report.tickets == 2)
        let id = try #require(try await desk.tickets().first).ticket.id
        #expect(
            files[0].text
                == """
                <?xml version="1.0" encoding="UTF-8"?>
                <ticket alert="true" autorespond="false" source="API" priorityId="2" subject="Licences bought twice" \
                message="The customer pressed the button twice.&#10;&#10;--- Recoup request ---&#10;Id: \(id)&#10;\
                Number: R-10001&#10;Problem: refund&#10;Impact: moderate&#10;Tenant: contoso.com&#10;\
                Order: a1b2c3d4e5f6&#10;Reason: accidental&#10;Amount: 1250.00&#10;Currency: USD&#10;\
                Phone: +82 2 1234 5678&#10;--- end of Recoup request ---" name="Kim Minji" \
                email="kim@fabrikam.com" phone="82212345678"/>

                """.replacing(
                    "priorityId=\"2\" subject",
                    with: "name=\"Kim Minji\" email=\"kim@fabrikam.com\" phone=\"82212345678\" subject"
                )
                .replacing(
                    " name=\"Kim Minji\" email=\"kim@fabrikam.com\" phone=\"82212345678\"/>",
                    with: " priorityId=\"2\"/>"
                )
        )
        #expect(files[1].text.contains("priorityId=\"4\""))
        #expect(
            losses.map(\.description) == [
                "R-10001: phone arrives as '82212345678'", "R-10002: phone arrives as '82212345678'",
            ]
        )
    }

    @Test(arguments: [
        ("=SUM(A1)", "Request: =SUM(A1)"), ("-5 licences", "Request: -5 licences"), ("@home", "Request: @home"),
        ("+ two", "Request: + two"), ("+82212345678", "+82212345678"),
        ("a <b>bold</b>", "a \u{2039}b\u{203a}bold\u{2039}/b\u{203a}"),
        ("환불 & \"x\" 'y' ]]", "환불 & \"x\" 'y' ]]"), ("fine = fine", "fine = fine"),
    ])
    func `a subject is written as osTicket takes it, and what had to be changed is said`(
        _ ours: String,
        _ theirs: String
    ) async throws {
        let (files, losses, _) = try await desk([.sample([.title: ours])]).export(try mapping())
        let ticket = try RealParser.ticket(files[0].bytes)
        #expect(ticket["subject"] == theirs)
        let said = losses.filter { $0.field == "subject" }.map(\.reason)
        #expect(said == (ours == theirs ? [] : [.altered(to: theirs)]))
    }

    @Test(arguments: [
        ("+82 2 1234 5678", "82212345678"), ("318-555-8634 x123", "3185558634X123"), ("12345", nil),
        ("1234567", "1234567"),
        ("12 x 3456789", nil),
    ])
    func `a telephone number keeps what osTicket keeps, and one too short stays out`(
        _ ours: String,
        _ theirs: String?
    ) throws {
        var written: [ExportedFile] = []
        let writer = try #require(try mapping().writer(to: MemoryTarget { written.append($0) }))
        var ticket = ForeignTicket()
        ticket.number = "R-1"
        ticket.fields = ["name", "email", "subject"].map { ForeignField($0, "x") } + [ForeignField("phone", ours)]
        let losses = try writer.write(ticket, reading: FileStore()).losses
        #expect(try RealParser.ticket(written[0].bytes)["phone"] == theirs)
        let lost = Loss.Reason.leftOut("osTicket refuses a number with fewer than 7 digits")
        #expect(losses.map(\.reason) == (theirs.map { $0 == ours ? [] : [.altered(to: $0)] } ?? [lost]))
    }

    @Test func `attributes keep every character, line end and blank; the form with elements loses them`() async throws {
        var hostile = HostileText(seed: 3)
        let texts =
            [
                "Smith & Sons", "Refund <order> 42", "a\r\nb\rc\nd\te ", "  ]]> x", "환불 \u{1112}\u{1161}\u{11ab} & 요청",
                "\u{a0}x\u{202e}y",
            ]
            + (0..<20).map { _ in hostile.block(2_000) }
        for text in texts {
            let form = FactsForm.sample([.explanation: text])
            let (files, losses, _) = try await desk([form]).export(try mapping())
            let message = try #require(try RealParser.ticket(files[0].bytes)["message"])
            #expect(message.utf8.starts(with: Array((text + "\n\n--- Recoup request ---\n").utf8)))
            #expect(losses.allSatisfy { $0.field == "phone" }, "\(losses)")
        }
        // The same text in an element, through the same parser.
        let element = Array(
            "<ticket><subject>Smith &amp; Sons</subject><message>Refund &lt;order&gt; 42&#10;x</message></ticket>".utf8
        )
        let broken = try RealParser.ticket(element)
        #expect(broken["subject"] == "Smith&Sons" && broken["message"] == "Refund<order>42x")
        let whole = Array("<ticket subject=\"Smith &amp; Sons\" message=\"Refund &lt;order&gt; 42&#10;x\"/>".utf8)
        let kept = try RealParser.ticket(whole)
        #expect(kept["subject"] == "Smith & Sons" && kept["message"] == "Refund <order> 42\nx")
    }

    @Test func `a message of four megabytes stays whole`() async throws {
        let text = "x" + String(repeating: "\u{1F600}", count: 990_000) + " & end"
        let (files, _, _) = try await desk([.sample([.explanation: text])]).export(try mapping())
        let message = try #require(try RealParser.ticket(files[0].bytes)["message"])
        #expect(text.utf8.count == 3_960_007)
        #expect(message.utf8.starts(with: Array((text + "\n\n---").utf8)))
    }

    @Test func `files go in base64 that is decoded once, and an empty one stays out`() async throws {
        let bytes = (0..<2_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let files: [(String, [UInt8])] = [
            ("a \"b\" <c>.bin", bytes), ("empty.txt", []), ("../x/환불.txt", [0, 1]), ("y", [7]),
        ]
        let desk = try await desk([.sample()], files: files.map { ($0.0.replacing("../x/", with: ".._x_"), $0.1) })
        let (exported, losses, _) = try await desk.export(try mapping())
        #expect(exported[0].text.contains(" encoding=\"BASE64\">"))
        #expect(!exported[0].text.contains("encoding=\"base64\""))
        let received = try RealParser.files(exported[0].bytes)
        #expect(received.map(\.name) == ["a \"b\" <c>.bin", ".._x_환불.txt", "y"])
        #expect(received.map(\.bytes) == [bytes, [0, 1], [7]])
        #expect(
            losses.filter { $0.field.hasPrefix("file") }.map(\.description) == [
                "R-10001: file 'empty.txt' is left out: it is empty, and osTicket fails at an empty file"
            ]
        )
        // What their own manual has is decoded twice.
        let manual = exported[0].text.replacing("encoding=\"BASE64\"", with: "encoding=\"base64\"")
        #expect(try RealParser.files(Array(manual.utf8))[0].bytes != bytes)
    }

    @Test(arguments: ["none", "public", "all"])
    func `no note ever goes, whatever the mapping says`(_ carry: String) async throws {
        let desk = try await desk([.sample()])
        let ticket = try #require(try await desk.tickets().first).ticket
        for (text, visibility) in [("for us alone", Visibility.internal), ("for the customer", .public)] {
            _ = try await desk.desk.perform(
                .note(Message(text: text, visibility: visibility)),
                on: .id(ticket.id),
                by: Self.actor
            )
        }
        let (files, losses, _) = try await desk.export(
            try mapping { $0.replacing("comments carry=\"none\"", with: "comments carry=\"\(carry)\"") }
        )
        #expect(files.count == 1 && !files[0].text.contains("for us") && !files[0].text.contains("for the customer"))
        #expect(losses.filter { $0.field.hasPrefix("note") }.count == 2)
        #expect(losses.contains { $0.reason == .staysInternal } == (carry != "none"))
    }

    @Test func `custom fields are attributes, names that the interface has itself are not`() async throws {
        let edited = try mapping { text in
            text.replacing(
                "  <block",
                with: """
                      <field ours="id" theirs="refund_id"/>
                      <field ours="tenant" theirs="alert"/>
                      <field ours="reason" theirs="a b"/>
                      <block
                    """
            ).replacing("  <comments", with: "  <fixed theirs=\"topicId\" value=\"2\"/>\n  <comments")
        }
        let desk = try await desk([.sample()])
        let (files, losses, _) = try await desk.export(edited)
        let ticket = try RealParser.ticket(files[0].bytes)
        let id = try #require(try await desk.tickets().first).ticket.id
        #expect(ticket["refund_id"] == id.description && ticket["topicId"] == "2" && ticket["alert"] == "true")
        #expect(losses.filter { $0.field != "phone" }.map(\.field) == ["alert", "a b"])
        #expect(ticket.count == 11)
    }

    @Test func `what osTicket would refuse a ticket for is said`() throws {
        var written: [ExportedFile] = []
        let writer = try #require(try mapping().writer(to: MemoryTarget { written.append($0) }))
        let losses = try writer.write(ForeignTicket(), reading: FileStore()).losses
        #expect(losses.map(\.field) == ["name", "email", "subject"])
        #expect(written.map(\.name) == ["ticket.xml"])
        try writer.finish()
    }

    @Test func `the sample is read as it was meant`() throws {
        let bytes = Array(try Project.text("Samples/exchange/osticket-R-10001.xml").utf8)
        let ticket = try RealParser.ticket(bytes)
        #expect(ticket["subject"] == "Request: -5 licences & 환불 요청")
        #expect(ticket["message"]?.hasPrefix("Smith & Sons pressed \"buy\" twice ]]>\n이중 구매\n\n--- Recoup") == true)
        #expect(try RealParser.files(bytes).map { String(decoding: $0.bytes, as: UTF8.self) } == ["Invoice G000024135"])
    }

    @Test func `it is not read, and says so`() throws {
        do {
            _ = try mapping().readAll(Array("<ticket/>".utf8))
            Issue.record("read")
        } catch let fault as DocumentFault { #expect(fault.sentence == "test.xml: osTicket ticket XML cannot be read") }
    }
}

/// osTicket's own way of reading a request, built anew: every piece of text that the parser hands over is trimmed before it
/// is put to the rest, an attribute of an element is a child of it, and a file in `base64` has been decoded by the parser
/// before it is decoded by the ticket.
private final class RealParser: NSObject, XMLParserDelegate {
    private var path: [String] = []
    private var texts: [String: String] = [:]
    private var root: [String: String] = [:]
    private var received: [(name: String, bytes: [UInt8])] = []
    private var attributes: [String: String] = [:]
    private var fileText = ""

    private static func parse(_ bytes: [UInt8]) throws -> RealParser {
        let reader = RealParser()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = reader
        guard parser.parse() else { throw CocoaError(.fileReadCorruptFile) }
        return reader
    }

    static func ticket(_ bytes: [UInt8]) throws -> [String: String] {
        let reader = try parse(bytes)
        return reader.root.merging(reader.texts) { first, _ in first }
    }

    static func files(_ bytes: [UInt8]) throws -> [(name: String, bytes: [UInt8])] { try parse(bytes).received }

    func parser(
        _: XMLParser,
        didStartElement name: String,
        namespaceURI _: String?,
        qualifiedName _: String?,
        attributes: [String: String]
    ) {
        path.append(name)
        if path.count == 1 { root = attributes }
        if name == "file" {
            self.attributes = attributes
            fileText = ""
        }
    }

    func parser(_: XMLParser, foundCharacters text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if path.last == "file" {
            fileText += trimmed
        } else if path.count == 2 {
            texts[path[1], default: ""] += trimmed
        }
    }

    func parser(_: XMLParser, didEndElement name: String, namespaceURI _: String?, qualifiedName _: String?) {
        path.removeLast()
        guard name == "file" else { return }
        var data = Data(base64Encoded: fileText) ?? Data()
        if attributes["encoding"] == "base64" { data = Data(base64Encoded: data) ?? Data() }
        received.append((attributes["name"] ?? "", Array(data)))
    }
}
