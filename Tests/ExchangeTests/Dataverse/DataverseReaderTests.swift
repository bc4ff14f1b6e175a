import Basics
import Casework
import Exchange
import Foundation
import Packing
import Testing
import Tickets
import XML

@Suite struct DataverseReaderTests {
    private typealias Document = DataverseDocument

    private func mapping() throws -> Mapping { try ExchangeDesk.mapping(.dataverse) }

    private func read(_ tables: String...) throws -> [ForeignRecord] {
        try mapping().readAll(Array(("\r\n" + Document.head + tables.joined() + "</entities>").utf8))
    }

    private func value(_ raw: String) throws -> String? {
        let records = try read(Document.table("incident", Document.record(Document.id(1), ["x": raw])))
        return records.first?.ticket["x"]?.value
    }

    // MARK: Values

    @Test(arguments: [
        ("&amp;quot;a&amp;quot;", "\"a\""), ("&amp;lt;b&amp;gt;", "<b>"), ("O&amp;#39;Brien", "O'Brien"),
        ("caf&amp;#233;", "café"), ("&amp;#128512;", "😀"), ("&amp;#x1F600;&amp;#X41;", "😀A"),
        ("a&#xD;&#xA;b", "a\r\nb"), ("a&#9;b", "a\tb"), ("&amp;#160;x", "\u{a0}x"),
        // Once, and never until nothing changes any more.
        ("&amp;amp;lt;", "&lt;"), ("&amp;amp;amp;lt;", "&amp;lt;"), ("&lt;b&gt;", "<b>"), ("&amp;", "&"),
        // What is no reference is text.
        ("&amp;nbsp;", "&nbsp;"), ("&amp;#;", "&#;"), ("&amp;#x;", "&#x;"), ("&amp;#+65;", "&#+65;"),
        ("&amp;#-5;", "&#-5;"), ("&amp;#0;", "&#0;"), ("&amp;#1114112;", "&#1114112;"), ("&amp;#55357;", "&#55357;"),
        ("AT&amp;T; x", "AT&T; x"), ("a &amp; b", "a & b"), ("&amp;&amp;lt;", "&<"), ("]]&gt;", "]]>"),
        ("환불 \u{1112}\u{116a}\u{11ab}", "환불 \u{1112}\u{116a}\u{11ab}"),
    ])
    func `two levels of escaping are taken off once each`(_ raw: String, _ expected: String) throws {
        let found = try #require(try value(raw))
        #expect(Array(found.utf8) == Array(expected.utf8), "\(found)")
    }

    @Test func `a lookup's label has one level only`() throws {
        let lookup =
            "<field name=\"ownerid\" value=\"\(Document.id(9))\" lookupentity=\"systemuser\" lookupentityname=\"A &amp;amp; B\" />"
        let record = try #require(
            try read(Document.table("incident", Document.record(Document.id(1), [:], lookup))).first
        )
        #expect(record.ticket["ownerid"]?.label == "A &amp; B")
        #expect(record.ticket["ownerid"]?.value == Document.id(9))
    }

    @Test(arguments: [
        ("2022-09-23T16:59:29.0000000Z", "2022-09-23T16:59:29.000Z"),
        ("2022-09-23T16:59:29.1234567Z", "2022-09-23T16:59:29.123Z"),
        ("2002-05-24T00:00:00.0000000", "2002-05-24T00:00:00.000Z"),
        ("6/15/2019 4:32:59 PM", "2019-06-15T16:32:59.000Z"),
        ("12/31/2019 12:00:00 AM", "2019-12-31T00:00:00.000Z"),
        ("1/2/2019 12:30:00 PM", "2019-01-02T12:30:00.000Z"),
    ])
    func `old and new dates are read`(_ raw: String, _ expected: String) throws {
        let record = try #require(
            try read(Document.table("incident", Document.record(Document.id(1), ["modifiedon": raw]))).first
        )
        #expect(record.problems.isEmpty)
        #expect(record.ticket.modifiedAt?.description == expected)
    }

    @Test(arguments: [
        "15.6.2019", "15/6/2019 4:32:59 PM", "6/15/2019 16:32:59", "6/15/2019 13:32:59 PM", "6/15/19 4:32:59 PM",
        "2022-02-30T00:00:00Z", "yesterday", "6/15/2019 4:32:59 pm", "6/15/2019  4:32:59 PM",
    ])
    func `what is no date quarantines its record alone`(_ raw: String) throws {
        let records = try read(
            Document.table("incident", Document.record(Document.id(1), ["modifiedon": raw]), Document.good(2))
        )
        #expect(records.map(\.problems.count) == [1, 0])
        #expect(records[0].problems.first?.message.hasPrefix("modifiedon: '\(raw)' is no date of a package") == true)
    }

    @Test func `dates without a zone are those of the mapping`() throws {
        let text = try Project.text("Templates/exchange/dataverse.mapping.xml")
            .replacing("<option name=\"zone\" value=\"Z\"/>", with: "<option name=\"zone\" value=\"+09:00\"/>")
        let mapping = try Mapping(.bytes(Array(text.utf8)), named: "m.xml", templates: Project.path("Templates"))
        let dates: KeyValuePairs = ["createdon": "6/15/2019 4:32:59 PM", "modifiedon": "2022-09-23T16:59:29.0000000Z"]
        let record = try #require(
            try mapping.readAll(
                Document.data(Document.table("incident", Document.record(Document.id(1), dates)))
            ).first
        )
        #expect(record.ticket.createdAt?.description == "2019-06-15T07:32:59.000Z")
        #expect(record.ticket.modifiedAt?.description == "2022-09-23T16:59:29.000Z")
    }

    @Test(arguments: [
        ("1250.0000000000", "1250"), ("1250.5000000000", "1250.5"), ("0.0000000001", "0.0000000001"),
        ("-3.2000000000", "-3.2"), ("1250", "1250"), ("1250.50", "1250.50"), ("1,250.0000000000", "1,250.0000000000"),
    ])
    func `ten decimals are trimmed where the column is a number`(_ raw: String, _ expected: String) throws {
        let schema = """
            <entities dateMode="absolute"><entity name="incident"><fields>
            <field displayname="x" name="x" type="money"/><field displayname="y" name="y" type="string"/>
            </fields></entity></entities>
            """
        let row = Document.record(Document.id(1), ["x": raw, "y": raw, "new_amount": raw])
        let zip = try Document.zip([
            "data.xml": Document.data(Document.table("incident", row)), "data_schema.xml": Array(schema.utf8),
        ])
        let ticket = try #require(try mapping().readAll(zip).first?.ticket)
        #expect(ticket["x"]?.value == expected)
        #expect(ticket["new_amount"]?.value == expected)
        #expect(ticket["y"]?.value == raw)
    }

    @Test func `what stands twice, has no name or another id is a problem at its place`() throws {
        let row = """
            <record id="\(Document.id(1))">
            <field name="incidentid" value="\(Document.id(2))"/>
            <field name="title" value="a"/><field name="title" value="b"/>
            <field value="c"/>
            </record>
            """
        let records = try read(Document.table("incident", row, Document.record("CAS-1", [:])))
        #expect(
            records[0].problems.map(\.description) == [
                "3:1: incidentid: it is not the record's id; let both be the same",
                "4:34: title: it stands twice in one record; remove one",
                "5:1: field: it has no name; write name=\"…\"",
            ]
        )
        #expect(records[1].problems.map(\.message) == ["id: 'CAS-1' is no GUID; a case has one"])
    }

    @Test func `an id is the same in every spelling`() throws {
        let upper = "{" + Document.id(10).uppercased() + "}"
        let records = try read(
            Document.table("annotation", Document.note(3, of: 10, ["notetext": "one"])),
            Document.table("incident", Document.record(upper, ["incidentid": Document.id(10)]))
        )
        #expect(records.map(\.ticket.id) == [Document.id(10)])
        #expect(records[0].ticket.comments.map(\.text) == ["one"])
    }

    // MARK: Tables

    @Test func `columns of a contact come through the lookup, wherever the table stands`() throws {
        let lookup =
            "<field name=\"primarycontactid\" value=\"\(Document.id(7).uppercased())\" lookupentity=\"contact\" />"
        let contact = Document.record(
            Document.id(7),
            ["firstname": "Minji", "lastname": "Kim &amp;amp; Co", "emailaddress1": "m@x.com", "description": "secret"]
        )
        for tables in [
            [
                Document.table("contact", contact),
                Document.table("incident", Document.record(Document.id(1), [:], lookup)),
            ],
            [
                Document.table("incident", Document.record(Document.id(1), [:], lookup)),
                Document.table("contact", contact),
            ],
        ] {
            let ticket = try #require(try read(tables.joined()).first?.ticket)
            #expect(
                ticket.fields.map { "\($0.name)=\($0.value)" } == [
                    "primarycontactid/fullname=Minji Kim & Co", "primarycontactid/emailaddress1=m@x.com",
                ]
            )
        }
    }

    @Test func `what is named first in the mapping is found first`() throws {
        let lookup = "<field name=\"primarycontactid\" value=\"\(Document.id(7))\" lookupentity=\"contact\" />"
        let row = Document.record(Document.id(1), ["emailaddress": "case@x.com", "zzz": "1", "title": "T"], lookup)
        let contact = Document.record(Document.id(7), ["emailaddress1": "contact@x.com"])
        let ticket = try #require(
            try read(Document.table("contact", contact), Document.table("incident", row)).first?.ticket
        )
        #expect(ticket.fields.map(\.name) == ["title", "emailaddress", "primarycontactid/emailaddress1", "zzz"])
        #expect(try mapping().read(ticket).intake.form[.contactEmail] == "case@x.com")
    }

    @Test func `a note is internal unless its subject is one of ours that says public`() throws {
        let notes = Document.table(
            "annotation",
            Document.note(
                2,
                of: 1,
                ["subject": "Call", "notetext": "one", "createdon": "2022-09-23T16:59:29.0000000Z"]
            ),
            Document.note(
                3,
                of: 1,
                ["subject": "Recoup public 2026-11-18T10:00:00.000Z Kim Minji", "notetext": "two"]
            ),
            Document.note(4, of: 1, ["subject": "Recoup internal", "notetext": "three"]),
            Document.note(5, of: 1, ["subject": "Recoup publicity", "notetext": "four"]),
            Document.note(6, of: 1, ["notetext": "  "])
        )
        let ticket = try #require(try read(notes, Document.table("incident", Document.good(1))).first?.ticket)
        #expect(ticket.comments.map(\.text) == ["Call\n\none", "two", "three", "Recoup publicity\n\nfour"])
        #expect(ticket.comments.map(\.isPublic) == [false, true, false, false])
        #expect(ticket.comments.map(\.author) == [nil, "Kim Minji", nil, nil])
        #expect(
            ticket.comments.map { $0.writtenAt?.description } == [
                "2022-09-23T16:59:29.000Z", "2026-11-18T10:00:00.000Z", nil, nil,
            ]
        )
    }

    @Test func `a file is what its note holds, and held against its size`() throws {
        func file(_ number: Int, _ fields: KeyValuePairs<String, String>) -> String {
            Document.note(number, of: 1, fields)
        }
        let notes = Document.table(
            "annotation",
            file(
                2,
                [
                    "isdocument": "True", "filename": "../a&amp;amp;.txt", "mimetype": "text/plain",
                    "documentbody": "YWJj",
                ]
            ),
            file(3, ["isdocument": "True", "filename": "empty", "filesize": "0"]),
            file(4, ["isdocument": "True", "filename": "elsewhere", "filesize": "12"]),
            file(5, ["isdocument": "True", "subject": "title", "documentbody": "", "notetext": "and a text"])
        )
        let ticket = try #require(try read(Document.table("incident", Document.good(1)), notes).first?.ticket)
        #expect(ticket.files.map(\.name) == ["../a&.txt", "empty", "elsewhere", "title"])
        #expect(ticket.files.map(\.bytes) == [Array("abc".utf8), [], nil, []])
        #expect(ticket.comments.map(\.text) == ["title\n\nand a text"])
        let mapped = try mapping().read(ticket)
        #expect(mapped.intake.files.map(\.attachment.name) == [".._a&.txt", "empty", "title"])
        #expect(mapped.losses.contains(Loss("file 'elsewhere'", .fileElsewhere)))

        let broken = Document.table(
            "annotation",
            file(2, ["isdocument": "True", "filename": "a", "documentbody": "YWJ*"]),
            file(3, ["isdocument": "True", "filename": "b", "documentbody": "YWJj", "filesize": "4"])
        )
        let records = try read(Document.table("incident", Document.good(1), Document.good(9)), broken)
        #expect(
            records.map { $0.problems.map(\.message) } == [
                [
                    "documentbody: it is not base64; export the note again",
                    "documentbody: it has 3 bytes, and filesize says 4; export the note again",
                ], [],
            ]
        )
    }

    @Test func `notes of a case that is elsewhere follow it`() throws {
        let notes = Document.table(
            "annotation",
            Document.note(2, of: 50, ["notetext": "one"]),
            Document.note(3, of: 51, ["notetext": "two"]),
            Document.note(4, of: 50, ["notetext": "three"])
        )
        let records = try read(notes, Document.table("incident", Document.good(1)))
        #expect(records.map(\.ticket.id) == [Document.id(1), Document.id(50), Document.id(51)])
        #expect(records.map(\.ticket.isFollowUp) == [false, true, true])
        #expect(records.map { $0.ticket.comments.map(\.text) } == [[], ["one", "three"], ["two"]])
        #expect(records.map(\.ordinal) == [1, 2, 3])
    }

    @Test func `the state there is history, and an active case says nothing`() throws {
        func history(_ state: String, _ status: String) throws -> [String] {
            try #require(
                try read(
                    Document.table(
                        "incident",
                        Document.record(Document.id(1), ["statecode": state, "statuscode": status])
                    )
                ).first
            ).ticket.history
        }
        #expect(try history("0", "1") == [])
        #expect(try history("0", "3") == ["State there: Active, Waiting for Details"])
        #expect(try history("1", "5") == ["State there: Resolved, Problem Solved"])
        #expect(try history("2", "100000007") == ["State there: Canceled, status 100000007"])
    }

    @Test func `rows of other tables are said and not read`() throws {
        let tables = [
            Document.table("adx_webfile", Document.record(Document.id(2), [:]), Document.record(Document.id(3), [:])),
            Document.table("contact", Document.record(Document.id(4), [:])),
            "<entity name=\"annotation\"><records>"
                + Document.record(
                    Document.id(5),
                    ["notetext": "x"],
                    "<field name=\"objectid\" value=\"\(Document.id(2))\" lookupentity=\"adx_webfile\"/>"
                ) + "</records><m2mrelationships><m2mrelationship sourceid=\"x\"/></m2mrelationships></entity>",
            Document.table("incident", Document.good(1)),
        ]
        let reader = try mapping().reader(of: .bytes(Document.data(tables.joined())), named: "d.xml")
        #expect(try reader.next() != nil)
        #expect(try reader.next() == nil)
        let words = "only cases, their notes, and what a mapped lookup leads to are"
        #expect(
            reader.problems == [
                "d.xml: 2 rows of 'adx_webfile' are not read; \(words)",
                "d.xml: 1 rows of 'annotation of another table' are not read; \(words)",
                "d.xml: 1 rows of 'annotation/m2mrelationship' are not read; \(words)",
            ]
        )
    }

    @Test func `a record that stands nowhere is said`() throws {
        let text = Document.head + "<other><records><record id=\"x\"/></records></other></entities>"
        let reader = try mapping().reader(of: .bytes(Array(text.utf8)), named: "d.xml")
        #expect(try reader.next() == nil)
        #expect(reader.problems == ["d.xml:1:143: 'record' stands in no <entity name=\"…\">; it is not read"])
    }

    // MARK: A record alone

    @Test func `the original of a record, below the head, is read as exactly that record`() throws {
        let sample = Array(try Data(contentsOf: URL(filePath: Project.path("Samples/exchange/dataverse-cases.zip"))))
        let reader = try mapping().reader(of: .bytes(sample), named: "d.zip")
        var count = 0
        while let record = try reader.next() {
            count += 1
            let alone = Array(reader.head.utf8) + record.original() + Array("</entities>".utf8)
            let again = try #require(try mapping().readAll(alone).first)
            #expect(try mapping().readAll(alone).count == 1)
            // What stood beside the data is not in it.
            guard record.ticket["title"]?.value.hasPrefix("Price") == false else { continue }
            // The type of a column that the mapping does not name is the schema's to say.
            let first = try mapping().read(record.ticket).intake
            let second = try mapping().read(again.ticket).intake
            #expect(first.form == second.form)
            #expect(first.messages == second.messages)
            #expect(first.files.map(\.attachment) == second.files.map(\.attachment))
        }
        #expect(count == 4)
    }

    @Test func `a quarantined case is corrected and comes in with its note and its contact`() async throws {
        let desk = try ExchangeDesk()
        let lookup = "<field name=\"primarycontactid\" value=\"\(Document.id(7))\" lookupentity=\"contact\" />"
        let bytes = Document.data(
            Document.table("annotation", Document.note(2, of: 1, ["notetext": "one &amp;lt; two"])),
            Document.table("contact", Document.record(Document.id(7), ["telephone1": "+82 2 555 0100"])),
            Document.table("incident", Document.good(1, "<field name=\"prioritycode\" value=\"9\"/>" + lookup))
        )
        let report = try await desk.take(bytes, as: try mapping())
        #expect(report.counts == IntakeCounts(quarantined: 1))
        #expect(await desk.store.snapshot.tickets.isEmpty)
        let actor = Actor.sample(ExchangeDesk.integrator)
        let bad = try await desk.desk.quarantined(1, of: report.run.id, for: actor)
        let text = CorrectionDocument(bad).text
            .replacing("name=\"prioritycode\" value=\"9\"", with: "name=\"prioritycode\" value=\"1\"")
        let fixed = try await Importer(desk: desk.desk, schema: desk.schema)
            .correct(bad, with: Array(text.utf8), named: "fixed.xml", as: .foreign(try mapping()), by: actor)
        #expect(fixed.isClean, "\(fixed)")
        let stored = try #require(await desk.store.snapshot.tickets.first)
        #expect(stored.ticket.facts?.impact == .critical)
        #expect(stored.ticket.content.form[.contactPhone] == "+82 2 555 0100")
        #expect(stored.correspondence(naming: [:]).map(\.text) == ["one < two"])
    }
}
