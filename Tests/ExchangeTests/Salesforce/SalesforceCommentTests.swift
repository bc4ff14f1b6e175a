import Basics
import Casework
import Exchange
import Packing
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct SalesforceCommentTests {
    @Test func `a public note is published, an internal one never is`() async throws {
        let rest = """
            <message visibility="public">for the customer</message><message visibility="internal">for us</message>
            """
        let desk = try await SalesforceWriting.desk(RequestText(rest: rest))
        let (files, losses, _) = try await desk.export(try SalesforceWriting.mapping())
        let comments = try #require(files.first { $0.name == "batch-4-0001-CaseComment.xml" })
        let id = try #require(try await desk.tickets().first).ticket.id
        #expect(
            comments.text.contains(
                """
                <sObject>
                  <Parent>
                    <sObject>
                      <Recoup_Id__c>\(id)</Recoup_Id__c>
                    </sObject>
                  </Parent>
                  <CommentBody>for the customer</CommentBody>
                  <IsPublished>true</IsPublished>
                </sObject>
                """
            )
        )
        #expect(!files.contains { $0.text.contains("for us") })
        #expect(losses.map(\.reason).contains(.staysInternal))
        #expect(losses.contains { $0.field == "author and time of notes" })

        // Where the site wants them, they go as comments that are not published.
        let other = try ExchangeDesk()
        try await other.take(RequestText.intake(RequestText(rest: rest)))
        let all = try await other.export(
            try SalesforceWriting.mapping {
                $0.replacing("<comments carry=\"public\"", with: "<comments carry=\"all\"")
            }
        )
        var org = SalesforceOrg()
        try org.load(all.files)
        #expect(org.comments.map { $0["CommentBody"] } == ["for the customer", "for us"])
        #expect(org.comments.map { $0["IsPublished"] } == ["true", "false"])
        #expect(!all.losses.contains { $0.reason == .staysInternal })
    }

    @Test func `a note is not sent twice`() async throws {
        let desk = try await SalesforceWriting.desk(RequestText(rest: "<message visibility=\"public\">first</message>"))
        var org = SalesforceOrg()
        try org.load(try await desk.export(try SalesforceWriting.mapping()).files)
        let ticket = try #require(try await desk.tickets().first).ticket
        let note = Message(text: "second", visibility: .public)
        _ = try await desk.desk.perform(.note(note), on: .id(ticket.id), by: SalesforceWriting.actor)
        try org.load(try await desk.export(try SalesforceWriting.mapping()).files)
        try org.load(try await desk.export(try SalesforceWriting.mapping()).files)
        #expect(org.comments.map { $0["CommentBody"] } == ["first", "second"])
        #expect(org.refused == [])
    }

    @Test func `a note that may be there already is said and not guessed`() async throws {
        let desk = try await SalesforceWriting.desk(RequestText())
        var org = SalesforceOrg()
        try org.load(try await desk.export(try SalesforceWriting.mapping()).files)
        let ticket = try #require(try await desk.tickets().first).ticket
        let note = Message(text: "between", visibility: .public)
        _ = try await desk.desk.perform(.note(note), on: .id(ticket.id), by: SalesforceWriting.actor)
        org.cases[0]["Subject"] = "changed there"
        #expect(
            try await desk.take(org.bulkCases(), as: try SalesforceWriting.mapping()).counts == IntakeCounts(applied: 1)
        )
        let (files, losses, _) = try await desk.export(try SalesforceWriting.mapping())
        #expect(!files.contains { $0.name.contains("Comment") })
        #expect(
            losses.map(\.sentence) == [
                "is left out: it is older than the last import from there and may be there; write it again if it is not"
            ]
        )
    }

    @Test(arguments: [
        "a" + String(repeating: "\u{301}", count: 6_000), String(repeating: " \n", count: 5_000) + "x",
        String(repeating: "x", count: 4_001), String(repeating: "가", count: 30_000),
        "\u{1F468}\u{200D}\u{1F469}"
            + String(repeating: "\u{200D}\u{1F467}", count: 2_000) + "\r\n",
        String(repeating: "(part 1 of 2, ab)\n", count: 900),
    ])
    func `whatever a comment is made of, its parts fit and give it back`(_ text: String) throws {
        var written: [ExportedFile] = []
        let writer = try #require(try SalesforceWriting.mapping().writer(to: MemoryTarget { written.append($0) }))
        var ticket = SalesforceWriting.ticket(1, "x")
        ticket.comments = [ForeignComment(text, isPublic: true), ForeignComment("short", isPublic: false)]
        _ = try writer.write(ticket, reading: FileStore())
        try writer.finish()
        var org = SalesforceOrg()
        try org.load(written)
        #expect(org.refused == [] && org.comments.count > 2)
        let back = try #require(try SalesforceWriting.mapping().readAll(org.bulkComments()).first).ticket.comments
        #expect(back.map { Array($0.text.utf8) } == [Array(text.utf8), Array("short".utf8)])
        #expect(back.map(\.isPublic) == [true, false])
    }

    @Test func `a comment of theirs that looks like a part is no part`() throws {
        var org = SalesforceOrg()
        org.cases = [SalesforceOrg.Row(id: "500000000000001")]
        for text in ["(part 1 of 1, 12345678)\nx", "(part 2 of 3, 12345678)\ny", "(part 9 of 3, a)\nz", "(part "] {
            var row = SalesforceOrg.Row(id: "00a")
            row["ParentId"] = "500000000000001"
            row["CommentBody"] = text
            org.comments.append(row)
        }
        let back = try #require(try SalesforceWriting.mapping().readAll(org.bulkComments()).first).ticket.comments
        #expect(back.map(\.text) == org.comments.map { $0["CommentBody"] })
    }

    @Test func `a long comment goes in numbered parts of four thousand bytes and comes back whole`() async throws {
        let text = String(repeating: "환불 요청 \u{1F600} e\u{301} ]]> & \r\n", count: 700)
        let desk = try await SalesforceWriting.desk(RequestText())
        let ticket = try #require(try await desk.tickets().first).ticket
        _ = try await desk.desk.perform(
            .note(Message(text: text, visibility: .public)),
            on: .id(ticket.id),
            by: SalesforceWriting.actor
        )
        var org = SalesforceOrg()
        try org.load(try await desk.export(try SalesforceWriting.mapping()).files)
        #expect(org.refused == [])
        #expect(org.comments.count == 6)
        #expect(org.comments.allSatisfy { ($0["CommentBody"]?.utf8.count ?? 0) <= 4_000 })
        #expect(org.comments[1]["CommentBody"]?.hasPrefix("(part 2 of 6, ") == true)
        let before = try await desk.tickets().first?.events.count
        // In whatever order they are queried.
        org.comments.reverse()
        #expect(
            try await desk.take(org.soapCases(), as: try SalesforceWriting.mapping()).counts
                == IntakeCounts(unchanged: 1)
        )
        #expect(
            try await desk.take(org.bulkComments(), as: try SalesforceWriting.mapping()).counts
                == IntakeCounts(unchanged: 1)
        )
        #expect(try await desk.tickets().first?.events.count == before)
        let record = try #require(try SalesforceWriting.mapping().readAll(org.bulkComments()).first)
        #expect(record.ticket.comments.count == 1)
        #expect(record.ticket.comments[0].text.utf8.elementsEqual(text.utf8))
    }
}
