import Basics
import Casework
import Exchange
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct RedmineWriterTests {
    /// A desk with one request, filed here.
    static func desk(_ changes: [FactField: String] = [:]) async throws -> (ExchangeDesk, Ticket) {
        let desk = try ExchangeDesk()
        try await desk.desk.store.write { records in
            try records.save(SamplePeople.organisation)
            for person in SamplePeople.all + [ExchangeDesk.integrator] { try records.save(person) }
        }
        let ticket = try await desk.desk.open(NewTicket(form: .sample(changes)), by: .sample(SamplePeople.requester))
        return (desk, ticket)
    }

    static func note(_ text: String, _ visibility: Visibility, on ticket: Ticket, of desk: ExchangeDesk) async throws {
        _ = try await desk.desk.perform(
            .note(Message(text: text, visibility: visibility)),
            on: .id(ticket.id),
            by: .sample(SamplePeople.agent)
        )
    }

    @Test func `an export is a folder with one request body for each ticket and each note`() async throws {
        let (desk, ticket) = try await Self.desk()
        try await Self.note("We look at it.\r\nSoon.", .public, on: ticket, of: desk)
        try await Self.note("Margin below 3 %", .internal, on: ticket, of: desk)
        let (files, losses, report) = try await desk.export(ExchangeDesk.mapping(.redmine))
        #expect(files.map(\.name) == ["R-10001.xml", "R-10001-status.xml", "R-10001-note-1.xml"])
        #expect(
            files[0].text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <issue>
                  <subject>Licences bought twice</subject>
                  <description>The customer pressed the button twice.

                --- Recoup request ---
                Problem: refund
                --- end of Recoup request ---</description>
                  <priority_id>2</priority_id>
                  <project_id>csp-refunds</project_id>
                  <tracker_id>3</tracker_id>
                  <custom_fields type="array">
                    <custom_field id="1">
                      <value>\(ticket.id)</value>
                    </custom_field>
                    <custom_field id="2">
                      <value>R-10001</value>
                    </custom_field>
                    <custom_field id="3">
                      <value>contoso.com</value>
                    </custom_field>
                    <custom_field id="4">
                      <value>a1b2c3d4e5f6</value>
                    </custom_field>
                    <custom_field id="6">
                      <value>Accidental purchase</value>
                    </custom_field>
                    <custom_field id="7">
                      <value>1250.00</value>
                    </custom_field>
                    <custom_field id="8">
                      <value>USD</value>
                    </custom_field>
                    <custom_field id="9">
                      <value>Kim Minji</value>
                    </custom_field>
                    <custom_field id="10">
                      <value>kim@fabrikam.com</value>
                    </custom_field>
                    <custom_field id="11">
                      <value>+82 2 1234 5678</value>
                    </custom_field>
                  </custom_fields>
                </issue>

                """
        )
        #expect(files[1].text.contains("<status_id>1</status_id>"))
        #expect(
            files[2].text.contains("<notes>We look at it.&#13;\nSoon.</notes>\n  <private_notes>false</private_notes>")
        )
        #expect(!files.contains { $0.text.contains("Margin") })
        #expect(report.tickets == 1 && report.comments == 1)
        #expect(losses.contains { $0.reason == .staysInternal && $0.record == "R-10001" })
        #expect(losses.allSatisfy { $0.record == "R-10001" })
    }

    @Test func `internal notes are private ones where the mapping carries all`() async throws {
        let (desk, ticket) = try await Self.desk()
        try await Self.note("Margin below 3 %", .internal, on: ticket, of: desk)
        let mapping = try Self.mapping {
            $0.replacing("<comments carry=\"public\"/>", with: "<comments carry=\"all\"/>")
        }
        let (files, _, _) = try await desk.export(mapping)
        #expect(files.last?.text.contains("<private_notes>true</private_notes>") == true)
    }

    @Test func `files are losses that say what to do`() async throws {
        let (desk, ticket) = try await Self.desk()
        let content = FileContent(Array("hello".utf8))
        let file = try Attachment(name: "invoice.txt", mediaType: "text/plain", size: 5, digest: content.digest)
        _ = try await desk.desk.perform(
            .attach([file]),
            on: .id(ticket.id),
            files: [content],
            by: .sample(SamplePeople.requester)
        )
        let (_, losses, _) = try await desk.export(ExchangeDesk.mapping(.redmine))
        #expect(
            losses.contains {
                $0.field == "file 'invoice.txt'"
                    && $0.sentence == "is left out: a request body holds no files; upload them to the issue"
            }
        )
    }

    @Test func `a name without a number is said and left out, never guessed`() async throws {
        let (desk, _) = try await Self.desk()
        let mapping = try Self.mapping {
            $0.replacing("<option name=\"cf:Tenant\" value=\"3\"/>", with: "")
                .replacing("<option name=\"priority:Normal\" value=\"2\"/>", with: "")
        }
        let (files, losses, _) = try await desk.export(mapping)
        #expect(files.first?.text.contains("contoso.com") == false)
        #expect(files.first?.text.contains("priority_id") == false)
        #expect(
            losses.filter { $0.field == "cf:Tenant" || $0.field == "priority" }.map(\.sentence) == [
                "is left out: the number of 'Normal' is not known; write <option name=\"priority:Normal\" value=\"…\"/>",
                "is left out: its number is not known; write <option name=\"cf:Tenant\" value=\"…\"/>",
            ]
        )
    }

    @Test func `a subject that is too long is cut between characters, and said`() async throws {
        let (desk, _) = try await Self.desk([.title: String(repeating: "환", count: 18) + "👩‍👩‍👧xyz"])
        let mapping = try Self.mapping { $0.replacing("limit=\"255\"", with: "limit=\"20\"") }
        let (files, losses, _) = try await desk.export(mapping)
        #expect(files.first?.text.contains("<subject>\(String(repeating: "환", count: 18))</subject>") == true)
        #expect(losses == [Loss("title", .cut(limit: 20, actual: 29), of: "R-10001")])
    }

    static func mapping(_ change: (String) -> String) throws -> Mapping {
        let text = change(try Project.text("Templates/exchange/redmine.mapping.xml"))
        return try Mapping(.bytes(Array(text.utf8)), named: "mapping.xml", templates: Project.path("Templates"))
    }
}
