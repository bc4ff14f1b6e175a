import Basics
import Casework
import Exchange
import MemoryStore
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct UnloadReaderTests {
    private func read(_ rows: [String]) throws -> [ForeignRecord] {
        try ExchangeDesk.mapping(.servicenow).readAll(UnloadText.document(rows))
    }

    /// The default mapping with something else in it.
    private func mapping(_ old: String, _ new: String) throws -> Mapping {
        let text = try Project.text("Templates/exchange/servicenow.mapping.xml")
        #expect(text.contains(old))
        return try Mapping(
            .bytes(Array(text.replacing(old, with: new).utf8)),
            named: "site.xml",
            templates: Project.path("Templates")
        )
    }

    @Test func `a row becomes a ticket with its columns, and its number is only a name`() throws {
        let records = try read([UnloadText.incident(1, ["number": "INC7"]), UnloadText.incident(2, ["number": "INC7"])])
        #expect(records.map(\.ticket.id) == [UnloadText.key(1), UnloadText.key(2)])
        #expect(records.map(\.ticket.number) == ["INC7", "INC7"])
        #expect(records.map(\.ordinal) == [1, 2])
        #expect(records[0].problems == [] && !records[0].ticket.isFollowUp)
        #expect(records[0].ticket["short_description"]?.value == "Wrong edition bought")
        #expect(records[0].ticket["sys_id"] == nil && records[0].ticket["number"] == nil)
        #expect(records[0].ticket.createdAt == (try Instant("2026-11-18T01:02:03Z")))
        #expect(records[0].ticket.modifiedAt == (try Instant("2026-11-19T10:20:30Z")))
    }

    @Test func `every column knows its line and column in the document`() throws {
        let document = UnloadText.document([UnloadText.incident(1), "  " + UnloadText.incident(2)])
        let lines = String(decoding: document, as: UTF8.self).split(separator: "\n").map(String.init)
        let records = try ExchangeDesk.mapping(.servicenow).readAll(document)
        for record in records {
            for field in record.ticket.fields {
                let place = try #require(field.place)
                #expect(lines[place.line - 1].dropFirst(place.column - 1).hasPrefix("<\(field.name)>"))
            }
            #expect(lines[record.line - 1].dropFirst(record.column - 1).hasPrefix("<incident "))
            let range = Int(record.byteRange.lowerBound)..<Int(record.byteRange.upperBound)
            #expect(document[range].starts(with: "<incident ".utf8) && document[range].last == UInt8(ascii: ">"))
        }
        // The first element of a row that does not begin its line.
        let short = try read(["   <incident action=\"INSERT\"><impact>9</impact><sys_id>1</sys_id></incident>"])
        #expect(short[0].ticket["impact"]?.place == ForeignPlace(line: 2, column: 30))
    }

    @Test func `a reference keeps the name that people see, and an empty one says nothing`() throws {
        let row = """
            <incident action="INSERT_OR_UPDATE"><sys_id>1</sys_id>
            <assigned_to display_value="Omar &amp; Diaz">77</assigned_to><opened_by display_value=""/></incident>
            """
        let ticket = try read([row])[0].ticket
        #expect(ticket.fields.map(\.name) == ["assigned_to"])
        #expect(ticket.fields[0].value == "77" && ticket.fields[0].label == "Omar & Diaz")
    }

    @Test func `comments are joined by element_id and never by the name of a table`() throws {
        let records = try read([
            UnloadText.journal(1, of: 2, "of the second", name: "task"),
            UnloadText.incident(1),
            UnloadText.journal(2, of: 1, "of the first", name: "incident"),
            UnloadText.incident(2),
            UnloadText.journal(3, of: 1, "for the desk", element: "work_notes", name: "x", at: "2026-11-18 22:44:47"),
        ])
        #expect(
            records.map { $0.ticket.comments.map(\.text) } == [["of the first", "for the desk"], ["of the second"]]
        )
        #expect(records[0].ticket.comments.map(\.isPublic) == [true, false])
        #expect(records[0].ticket.comments[0].author == "dana")
        #expect(records[0].ticket.comments[0].writtenAt == (try Instant("2026-11-18T22:44:46Z")))
        #expect(records.flatMap(\.problems) == [])
    }

    @Test func `what is not said to be for the customer stays inside`() throws {
        let record = try read([
            UnloadText.incident(1), UnloadText.journal(1, of: 1, "x", element: "approval_history"),
        ])[0]
        #expect(record.ticket.comments.map(\.isPublic) == [false])
    }

    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func `rows in any order make the same tickets`(_ seed: UInt64) async throws {
        var rows = (1...5).flatMap { number in
            [UnloadText.incident(number)]
                + (1...4).map {
                    UnloadText.journal(10 * number + $0, of: number, "text \($0)", at: "2026-11-18 0\($0 / 2):00:00")
                }
        }
        for number in 1...3 {
            rows += try UnloadText.attachment(number, of: number, Array("file \(number) 환불".utf8), piece: 7)
        }
        let desk = try ExchangeDesk()
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let first = try await desk.take(UnloadText.document(rows), as: mapping)
        #expect(first.isClean, "\(first)")
        #expect(first.counts == IntakeCounts(applied: 5))
        let kept = await desk.store.snapshot.tickets.map(\.events)
        var generator = SplitMix(seed: seed)
        let again = try await desk.take(UnloadText.document(rows.shuffled(using: &generator)), as: mapping)
        #expect(again.counts == IntakeCounts(unchanged: 5), "\(again.quarantined)")
        #expect(await desk.store.snapshot.tickets.map(\.events) == kept)
    }

    @Test func `rows of a ticket that is not in the document follow it up`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ExchangeDesk.mapping(.servicenow)
        try await desk.take(UnloadText.document([UnloadText.incident(1)]), as: mapping)
        let rows = [
            UnloadText.journal(1, of: 1, "later"), UnloadText.journal(2, of: 9, "of nobody"),
        ]
        let records = try mapping.readAll(UnloadText.document(rows))
        #expect(records.map(\.ticket.isFollowUp) == [true, true])
        #expect(records.map(\.ticket.id) == [UnloadText.key(1), UnloadText.key(9)])
        let report = try await desk.take(UnloadText.document(rows), as: mapping)
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 1))
        #expect(report.quarantined.first?.reasons.first?.contains("neither in this document nor here") == true)
        let stored = try #require(try await desk.ticket(UnloadText.key(1), of: "servicenow"))
        #expect(stored.events.count == 3)
        #expect(try await desk.take(UnloadText.document([rows[0]]), as: mapping).counts == IntakeCounts(unchanged: 1))
    }

    @Test func `what was deleted there stays here and is noted`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ExchangeDesk.mapping(.servicenow)
        try await desk.take(
            UnloadText.document([UnloadText.incident(1), UnloadText.journal(1, of: 1, "hello")]),
            as: mapping
        )
        let deletion = UnloadText.document([
            UnloadText.incident(1, action: "DELETE"), UnloadText.journal(1, of: 1, "", action: "DELETE"),
        ])
        let record = try mapping.readAll(deletion)[0]
        #expect(record.ticket.isFollowUp && record.ticket.fields.isEmpty && record.ticket.comments.isEmpty)
        #expect(
            record.ticket.history == [
                "The incident was deleted there.", "A comment was deleted there (\(UnloadText.key(1_001))).",
            ]
        )
        #expect(try await desk.take(deletion, as: mapping).counts == IntakeCounts(applied: 1))
        #expect(try await desk.take(deletion, as: mapping).counts == IntakeCounts(unchanged: 1))
        let stored = try #require(try await desk.ticket(UnloadText.key(1), of: "servicenow"))
        #expect(stored.ticket.status == .submitted)
        #expect(
            stored.correspondence(naming: [:]).map(\.text).contains { $0.hasPrefix("History there:\nThe incident was") }
        )
        let kept = await desk.kept()
        let unknown = UnloadText.document([UnloadText.incident(5, action: "DELETE")])
        #expect(try await desk.take(unknown, as: mapping).counts == IntakeCounts(quarantined: 1))
        #expect(await desk.kept()[2] == kept[2])
    }

    @Test func `a file deleted there is a line of history`() throws {
        let rows = try UnloadText.attachment(1, of: 1, [1, 2, 3])
        let deleted = rows[0].replacing("INSERT_OR_UPDATE", with: "DELETE")
        let record = try read([UnloadText.incident(1), deleted])[0]
        #expect(record.ticket.files.isEmpty)
        #expect(record.ticket.history == ["The file 'a.txt' was deleted there (\(UnloadText.key(2_001)))."])
    }

    @Test(arguments: [
        "2026-11-23T08:15:00Z", "2026-11-23 08:15", "23.11.2026 08:15:00", "2026-02-30 08:15:00", "2026-11-23 24:00:00",
        "2026-11-23 08:15:00Z", "1790000000",
    ])
    func `a time of another form quarantines the record and stops no other`(_ time: String) async throws {
        let desk = try ExchangeDesk()
        let report = try await desk.take(
            UnloadText.document([
                UnloadText.incident(1, ["sys_updated_on": time]), UnloadText.incident(2),
                UnloadText.incident(3), UnloadText.journal(1, of: 3, "x", at: time),
            ]),
            as: ExchangeDesk.mapping(.servicenow)
        )
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 2))
        let reason = try #require(report.quarantined.first?.reasons.first)
        #expect(reason.hasSuffix("'\(time)' is not a time; write yyyy-MM-dd HH:mm:ss in UTC, as 2026-11-23 08:15:00"))
        #expect(await desk.kept()[2] == 1)
    }

    @Test func `an impact that the mapping does not know is never a default`() async throws {
        let desk = try ExchangeDesk()
        let report = try await desk.take(
            UnloadText.document([UnloadText.incident(1, ["impact": "4"])]),
            as: ExchangeDesk.mapping(.servicenow)
        )
        #expect(report.counts == IntakeCounts(quarantined: 1))
        #expect(report.quarantined[0].reasons[0].hasPrefix("4:1: impact: '4' is not one of 1, 2, 3 of the mapping"))
        #expect(await desk.kept()[2] == 0)
    }

    @Test func `a row without a key is quarantined, and takes nothing that names no ticket`() async throws {
        let desk = try ExchangeDesk()
        let stray = UnloadText.journal(1, of: 1, "x").replacing(
            UnloadText.key(1) + "</element_id>",
            with: "</element_id>"
        )
        let document = UnloadText.document([UnloadText.incident(1, ["sys_id": ""]), stray, UnloadText.incident(2)])
        let records = try ExchangeDesk.mapping(.servicenow).readAll(document)
        #expect(records.map(\.ticket.id) == [nil, UnloadText.key(2), nil])
        #expect(records.map(\.ticket.comments.count) == [0, 0, 1])
        let report = try await desk.take(document, as: ExchangeDesk.mapping(.servicenow))
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 2))
    }

    @Test func `only children of the root are rows, and a column that holds elements is refused`() throws {
        let nested = """
            <incident action="INSERT_OR_UPDATE"><sys_id>1</sys_id>
            <description>a<incident><sys_id>2</sys_id></incident></description></incident>
            """
        let records = try read([nested])
        #expect(records.count == 1)
        #expect(records[0].problems.map(\.description) == ["3:1: description: holds elements; a column is text"])
    }

    @Test func `rows of other tables are passed over and told of`() throws {
        let mapping = try ExchangeDesk.mapping(.servicenow)
        var other = UnloadText.journal(1, of: 77, "x", name: "problem")
        other += UnloadText.row("sys_attachment", ["sys_id": "5", "table_name": "kb_knowledge", "table_sys_id": "6"])
        let reader = try mapping.reader(
            of: .bytes(
                UnloadText.document([
                    UnloadText.row("problem", ["sys_id": "1"]), UnloadText.row("problem", ["sys_id": "2"]),
                    UnloadText.row("sys_audit", ["sys_id": "3"]), UnloadText.incident(1), other,
                    UnloadText.chunk(0, of: 9, [1]),
                ])
            ),
            named: "test.xml"
        )
        var count = 0
        while try reader.next() != nil { count += 1 }
        #expect(count == 1)
        #expect(
            reader.problems == [
                "test.xml: rows of the table 'problem' are passed over (2); name it in the mapping's option 'table' or "
                    + "'passed-over'",
                "test.xml: rows of sys_attachment that belong to other tables' records are passed over (1)",
                "test.xml: rows of sys_journal_field that belong to other tables' records are passed over (1)",
                "test.xml: rows of sys_attachment_doc belong to no file of a ticket in this document (1); export "
                    + "sys_attachment with them",
            ]
        )
    }

    @Test func `a site names its own tables`() throws {
        let site = try mapping("name=\"table\" value=\"incident\"", "name=\"table\" value=\"u_refund incident\"")
        let records = try site.readAll(
            UnloadText.document([UnloadText.incident(1, table: "u_refund"), UnloadText.incident(2)])
        )
        #expect(records.map(\.ticket.id) == [UnloadText.key(1), UnloadText.key(2)])
    }

    @Test func `an urgency that is none is refused`() throws {
        let site = try mapping("name=\"urgency\" value=\"3\"", "name=\"urgency\" value=\"high\"")
        #expect(
            throws: DocumentFault.foreign("the mapping for servicenow: the option 'urgency' is 'high'; write 1, 2 or 3")
        ) {
            try site.readAll(UnloadText.document([]))
        }
    }

    private static let callers = """
        <field ours="contact.name" theirs="caller_id/name"/>
          <field ours="contact.email" theirs="caller_id/email"/>
          <block
        """

    private static let caller = ["u_contact_name": "", "u_contact_email": "", "caller_id": "abc"]

    @Test func `a reference leads to the person's row, wherever it stands`() throws {
        let site = try mapping("<block", Self.callers)
        let person = UnloadText.row(
            "sys_user",
            ["sys_id": "abc", "name": "Mina Seo", "email": "mina@fabrikam.com", "user_password": "secret"]
        )
        for rows in [[person, UnloadText.incident(1, Self.caller)], [UnloadText.incident(1, Self.caller), person]] {
            let records = try site.readAll(UnloadText.document(rows))
            let form = site.read(records[0].ticket).intake.form
            #expect(form[.contactName] == "Mina Seo" && form[.contactEmail] == "mina@fabrikam.com")
            #expect(!records[0].ticket.fields.contains { $0.value == "secret" || $0.name == "caller_id" })
            let line = rows[0] == person ? 3 : 22
            #expect(records[0].ticket["caller_id/email"]?.place?.line == line)
        }
    }

    @Test func `without the person's row the name that people see is the name`() throws {
        let site = try mapping("<block", Self.callers)
        let row = UnloadText.incident(1, Self.caller)
            .replacing("<caller_id>", with: "<caller_id display_value=\"Mina Seo\">")
        let ticket = try site.readAll(UnloadText.document([row]))[0].ticket
        #expect(ticket["caller_id/name"]?.value == "Mina Seo" && ticket["caller_id/email"] == nil)
    }

    @Test func `columns that nobody named stand in the note, and those that the platform keeps do not`() throws {
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let records = try mapping.readAll(
            UnloadText.document([
                UnloadText.incident(1, ["category": "hardware", "sys_mod_count": "7", "priority": "4", "state": "2"])
            ])
        )
        #expect(
            mapping.read(records[0].ticket).intake.quotedNote == "Status there: 2\n\nHistory there:\ncategory: hardware"
        )
    }

    @Test func `odd times and texts come through as they are`() throws {
        let text = "\u{a0}• a\u{a0}b ]]> <x> & \r\n환불 \u{1112}\u{116a}\u{11ab} 😀\t"
        let record = try read([
            UnloadText.incident(
                1,
                [
                    "description": text, "sys_updated_on": "2016-01-01 00:00:00",
                    "calendar_duration": "1970-01-01 00:20:02",
                ]
            )
        ])[0]
        #expect(Array((record.ticket["description"]?.value ?? "").utf8) == Array(text.utf8))
        #expect(record.ticket.modifiedAt == (try Instant("2016-01-01T00:00:00Z")))
        #expect(record.problems == [])
    }

    @Test func `the original of a record reads again as exactly that record`() throws {
        let mapping = try mapping("<block", Self.callers)
        let files = try UnloadText.attachment(1, of: 2, Array("환불 file".utf8), piece: 5)
        let rows =
            [
                UnloadText.journal(1, of: 2, "first\nsecond"), UnloadText.incident(1),
                UnloadText.row("sys_user", ["sys_id": "abc", "email": "mina@fabrikam.com"]),
                UnloadText.incident(2, Self.caller), UnloadText.journal(2, of: 3, "of another"),
            ] + files.reversed()
        let reader = try mapping.reader(of: .bytes(UnloadText.document(rows)), named: "test.xml")
        while let record = try reader.next() {
            let alone = Array((reader.head + "\n").utf8) + record.original() + Array("\n</unload>\n".utf8)
            let again = try mapping.readAll(alone)
            #expect(again.count == 1)
            #expect(again[0].ticket.id == record.ticket.id && again[0].ticket.isFollowUp == record.ticket.isFollowUp)
            #expect(mapping.read(again[0].ticket).intake.digest == mapping.read(record.ticket).intake.digest)
        }
    }

    @Test func `a quarantined record is corrected and comes in with its comments and files`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let rows =
            [UnloadText.journal(1, of: 1, "hello"), UnloadText.incident(1, ["impact": "4"])]
            + (try UnloadText.attachment(1, of: 1, Array("abc".utf8)))
        let report = try await desk.take(UnloadText.document(rows), as: mapping)
        #expect(report.counts == IntakeCounts(quarantined: 1))
        let bad = try await desk.desk.quarantined(1, of: report.run.id, for: .sample(ExchangeDesk.integrator))
        let text = CorrectionDocument(bad).text
        #expect(text.contains("<impact>4</impact>"))
        let fixed = try await Importer(desk: desk.desk, schema: desk.schema).correct(
            bad,
            with: Array(text.replacing("<impact>4<", with: "<impact>1<").utf8),
            named: "fixed.xml",
            as: .foreign(mapping),
            by: .sample(ExchangeDesk.integrator)
        )
        #expect(fixed.isClean && fixed.counts == IntakeCounts(applied: 1), "\(fixed)")
        let stored = try #require(try await desk.ticket(UnloadText.key(1), of: "servicenow"))
        #expect(stored.ticket.facts?.impact == .critical)
        #expect(stored.ticket.attachments.map(\.digest) == [Digest.of("abc")])
        #expect(stored.correspondence(naming: [:]).first?.text == "hello")
    }

    @Test func `a document that breaks off gives the tickets before its end and no follow-ups`() throws {
        let document = UnloadText.document([
            UnloadText.journal(1, of: 9, "its ticket is lost"), UnloadText.incident(1), UnloadText.incident(2),
        ])
        let reader = try ExchangeDesk.mapping(.servicenow).reader(of: .bytes(Array(document.dropLast(30))), named: "x")
        #expect(try reader.next()?.ticket.id == UnloadText.key(1))
        let fault = #expect(throws: DocumentFault.self) { _ = try reader.next() }
        #expect(fault?.sentence.hasPrefix("x:") == true)
        #expect(throws: DocumentFault.self) { _ = try reader.next() }
    }

    @Test func `many tickets whose comments stand far from them are joined`() throws {
        let tickets = (1...700).map { UnloadText.incident($0) }
        let comments = (1...700).reversed().map { UnloadText.journal($0, of: $0, "of \($0)") }
        let records = try read(tickets + comments)
        #expect(records.map(\.ticket.id) == (1...700).map(UnloadText.key))
        #expect(records.map { $0.ticket.comments.map(\.text) } == (1...700).map { ["of \($0)"] })
    }
}
