import Basics
import Casework
import Exchange
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct RedmineReaderTests {
    private func read(_ issue: RedmineText, isList: Bool = false) throws -> ForeignRecord {
        let mapping = try ExchangeDesk.mapping(.redmine)
        let records = try mapping.readAll(isList ? RedmineText.list(issue) : issue.alone)
        return try #require(records.first)
    }

    @Test func `a single issue without a declaration is read with the names that the mapping has`() throws {
        let record = try read(RedmineText())
        #expect(record.problems.isEmpty)
        #expect(record.ticket.id == "41" && record.ticket.number == "#41")
        #expect(record.ticket.createdAt == (try Instant("2026-11-20T08:15:00Z")))
        #expect(record.ticket.modifiedAt == (try Instant("2026-11-20T09:00:00Z")))
        #expect(record.ticket["priority"]?.value == "2" && record.ticket["priority"]?.label == "Normal")
        #expect(record.ticket["status"]?.value == "1" && record.ticket["status"]?.label == "New")
        #expect(record.ticket["cf:Amount"]?.value == "1250.00")
        let mapped = try ExchangeDesk.mapping(.redmine).read(record.ticket)
        #expect(mapped.problems.isEmpty)
        #expect(mapped.intake.form[.impact] == "moderate" && mapped.intake.form[.purchase] == "order:a1b2c3d4e5f6")
        #expect(mapped.intake.form[.reason] == "accidental" && mapped.intake.form[.problem] == "refund")
    }

    @Test func `a custom field is found by its number too, and one that the mapping does not know by its name`() throws
    {
        let text = """
            <mapping xmlns="urn:recoup:mapping:1" format="redmine" system="redmine">
              <field ours="tenant" theirs="cf_3"/><field ours="amount" theirs="cf:Amount"/>
            </mapping>
            """
        let mapping = try Mapping(.bytes(Array(text.utf8)), named: "m.xml", templates: Project.path("Templates"))
        let ticket = try #require(try mapping.readAll(RedmineText().alone).first).ticket
        #expect(ticket["cf_3"]?.value == "contoso.com" && ticket["cf:Tenant"] == nil)
        #expect(ticket["cf:Amount"]?.value == "1250.00" && ticket["cf_7"] == nil)
        #expect(ticket["cf:Currency"]?.value == "USD")
    }

    @Test(arguments: [
        "2015-02-16T04:10:09Z", "2015-02-16T05:10:09+01:00", "2015-02-16 04:10:09 UTC",
        "Mon Feb 16 05:10:09 +0100 2015",
        "Mon Feb 16 04:10:09 UTC 2015",
    ])
    func `the three forms of a time are the same instant`(_ text: String) throws {
        var issue = RedmineText()
        issue.created = text
        let record = try read(issue)
        #expect(record.problems.isEmpty)
        #expect(record.ticket.createdAt == (try Instant("2015-02-16T04:10:09Z")))
    }

    @Test(arguments: ["20.11.2026 08:15", "2026-11-20", "2026-11-20T08:15:00", "Fri Foo 20 08:15:00 +0100 2026", "now"])
    func `a time of another form is a problem at its place`(_ text: String) throws {
        var issue = RedmineText()
        issue.created = text
        let problems = try read(issue).problems
        #expect(problems.count == 1)
        #expect(
            problems.first?.line == 4 && problems.first?.message.hasPrefix("created_on: '\(text)' is no time") == true
        )
    }

    @Test func `several values are one text, and no word of a picklist`() throws {
        let xml = RedmineText().xml.replacing(
            "<value>Accidental purchase</value>",
            with: #"<value type="array"><value>Accidental purchase</value><value>Other</value></value>"#
        )
        let mapping = try ExchangeDesk.mapping(.redmine)
        let ticket = try #require(try mapping.readAll(Array(xml.utf8)).first).ticket
        #expect(ticket["cf:Refund reason"]?.value == "Accidental purchase, Other")
        let problems = mapping.read(ticket).problems
        #expect(problems.count == 1)
        #expect(problems.first?.message.contains("Accidental purchase, Other") == true)
    }

    @Test func `notes are comments, private ones internal, and changes alone are history`() throws {
        var issue = RedmineText()
        issue.rest = """
            <journals type="array">\(RedmineText.journal("For the customer &amp; all"))\
            \(RedmineText.journal("Among us", isPrivate: true))\(RedmineText.journal("Who knows", isPrivate: nil))\
            <journal id="3"><user id="6" name="Olga"/><notes/><created_on>2026-11-20T11:00:00Z</created_on>\
            <private_notes>false</private_notes><details type="array"><detail property="attr" name="status_id">\
            <old_value>1</old_value><new_value>5</new_value></detail></details></journal></journals>
            """
        let ticket = try read(issue).ticket
        #expect(ticket.comments.map(\.text) == ["For the customer & all", "Among us", "Who knows"])
        // A journal that does not say is never shown to a customer by mistake.
        #expect(ticket.comments.map(\.isPublic) == [true, false, false])
        #expect(ticket.comments.first?.author == "Clara")
        #expect(ticket.comments.first?.writtenAt == (try Instant("2026-11-20T10:00:00Z")))
        #expect(ticket.history == ["2026-11-20T11:00:00Z Olga: attr status_id '1' to '5'"])
    }

    @Test func `attachments are named and said to be elsewhere, whatever their names are`() throws {
        var issue = RedmineText()
        issue.rest = """
            <attachments type="array"><attachment><id>1</id><filename>../../etc/passwd</filename><filesize>4</filesize>\
            <content_type>text/plain</content_type><content_url>https://r.example/attachments/download/1/passwd</content_url>\
            </attachment></attachments>
            """
        let record = try read(issue)
        #expect(record.ticket.files.map(\.name) == ["../../etc/passwd"])
        let mapped = try ExchangeDesk.mapping(.redmine).read(record.ticket)
        #expect(mapped.intake.files.isEmpty)
        #expect(mapped.losses == [Loss("file '../../etc/passwd'", .fileElsewhere)])
        #expect(mapped.intake.quotedNote?.contains("https://r.example/attachments/download/1/passwd") == true)
    }

    @Test func `a list says once that it holds neither notes nor files, and that there are more pages`() throws {
        let xml = """
            <issues total_count="312" offset="0" limit="25" type="array">\(RedmineText().xml)\(RedmineText(id: "42").xml)</issues>
            """
        let records = try ExchangeDesk.mapping(.redmine).readAll(Array(xml.utf8))
        #expect(records.count == 2)
        #expect(records[0].losses.map(\.field) == ["journals and attachments", "other pages"])
        #expect(records[0].losses.last?.sentence.contains("25 of 312") == true)
        #expect(records[1].losses.isEmpty)
    }

    @Test func `an empty list is a list`() throws {
        #expect(try ExchangeDesk.mapping(.redmine).readAll(Array("<issues type=\"array\"/>".utf8)).isEmpty)
    }

    @Test func `another document is refused with what would have worked`() throws {
        let mapping = try ExchangeDesk.mapping(.redmine)
        #expect(
            throws: DocumentFault.foreign(
                "test.xml:1:1: the root element is 'projects'; a list of issues from Redmine begins with <issues>, a single one "
                    + "with <issue>"
            )
        ) { try mapping.readAll(Array("<projects/>".utf8)) }
    }

    @Test func `a stranger in a list is quarantined and stops nobody`() async throws {
        let desk = try ExchangeDesk()
        let xml = "<issues type=\"array\"><project><id>1</id></project>\(RedmineText().xml)</issues>"
        let report = try await desk.take(Array(xml.utf8), as: ExchangeDesk.mapping(.redmine))
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 1))
        #expect(
            report.quarantined.first?.reasons.first?.contains("a list of issues holds <issue>, not <project>") == true
        )
    }

    @Test(arguments: [true, false])
    func `the original of a record can be read again below the head as exactly that record`(_ isList: Bool) throws {
        let mapping = try ExchangeDesk.mapping(.redmine)
        var issue = RedmineText(description: "한\nб <![CDATA[<x>]]>\n  end")
        issue.created = "never"
        issue.rest = "<journals type=\"array\">\n  \(RedmineText.journal("A\nB"))</journals>"
        let bytes = isList ? RedmineText.list(RedmineText(id: "1"), issue, RedmineText(id: "3")) : issue.alone
        let reader = try mapping.reader(of: .bytes(bytes), named: "test.xml")
        if isList { _ = try reader.next() }
        let record = try #require(try reader.next())
        let root = isList ? "issues" : "issue"
        let again = Array("\(reader.head)\(String(decoding: record.original(), as: UTF8.self))</\(root)>".utf8)
        let records = try mapping.readAll(again)
        #expect(records.count == 1)
        let second = try #require(records.first)
        #expect(second.ticket.id == "41")
        #expect(second.ticket.fields.map(\.value) == record.ticket.fields.map(\.value))
        #expect(second.ticket.comments.map(\.text) == ["A\nB"])
        // Lines keep their distance, so that a correction points at the right one.
        #expect(second.problems.map { $0.line - second.line } == record.problems.map { $0.line - record.line })
    }

    @Test(arguments: [true, false])
    func `a quarantined issue is corrected and run again`(_ isList: Bool) async throws {
        let desk = try ExchangeDesk()
        let mapping = try ExchangeDesk.mapping(.redmine)
        let actor = Actor.sample(ExchangeDesk.integrator)
        var issue = RedmineText()
        issue.priority = "\n  <priority id=\"9\" name=\"Whenever\"/>"
        let report = try await desk.take(isList ? RedmineText.list(issue) : issue.alone, as: mapping)
        #expect(report.counts == IntakeCounts(quarantined: 1))
        let place = isList ? "3:3" : "2:3"
        #expect(report.quarantined.first?.reasons.first?.hasPrefix("\(place): priority: ") == true)
        let bad = try await desk.desk.quarantined(1, of: report.run.id, for: actor)
        let document = CorrectionDocument(bad).text
        let lines = document.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[2].hasPrefix("     line 7, column 3: priority: "))
        #expect(lines[6] == "  <priority id=\"9\" name=\"Whenever\"/>")
        let text = document.replacing("id=\"9\" name=\"Whenever\"", with: "id=\"4\" name=\"Urgent\"")
        let again = try await Importer(desk: desk.desk, schema: desk.schema)
            .correct(bad, with: Array(text.utf8), named: "fixed.xml", as: .foreign(mapping), by: actor)
        #expect(again.isClean && again.counts == IntakeCounts(applied: 1), "\(again.quarantined) \(again.fault ?? "")")
        #expect(try await desk.ticket("41", of: "redmine")?.ticket.facts?.impact == .critical)
    }

    @Test func `the same file is unchanged, and a field changed there arrives as an edit`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ExchangeDesk.mapping(.redmine)
        var issue = RedmineText()
        issue.rest = "<journals type=\"array\">\(RedmineText.journal("Hello"))</journals>"
        #expect(try await desk.take(issue.alone, as: mapping).counts == IntakeCounts(applied: 1))
        #expect(try await desk.take(issue.alone, as: mapping).counts == IntakeCounts(unchanged: 1))
        issue.subject = "Licences bought three times"
        issue.updated = "2026-11-21T09:00:00Z"
        #expect(try await desk.take(issue.alone, as: mapping).counts == IntakeCounts(applied: 1))
        let stored = try #require(try await desk.ticket("41", of: "redmine"))
        #expect(stored.ticket.content.form[.title] == "Licences bought three times")
        #expect(stored.events.count { $0.action == .note } == 2)
    }
}
