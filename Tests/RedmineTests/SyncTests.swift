import Basics
import Casework
import Exchange
import Foundation
import Redmine
import RedmineServer
import SampleDesk
import Synchronization
import Testing
import Tickets
import XML

@Suite struct SyncTests {
    @Test func `the server starts in reasonable time`() async throws {
        let server = try await RedmineServer.start()
        #expect(server.startTime < .seconds(90), "\(server.startTime)")
    }

    @Test func `a request becomes an issue with every field, note and file, and the second run does nothing`()
        async throws
    {
        let live = try await LiveDesk()
        let ticket = try await live.file([
            .title: "환불 ]]> & <b> \u{a0}e\u{301}", .explanation: "One\r\ntwo\rthree\n\tfour \u{1112}\u{116a}\u{11ab} 😀",
        ])
        try await live.note("We look at it.\r\nSoon.", on: ticket)
        try await live.note("Margin below 3 %", .internal, on: ticket)
        try await live.attach("청구서 1.txt", Array("hello".utf8), to: ticket)
        try await live.attach("empty.txt", [], to: ticket)
        let first = try await live.sync()
        #expect(first.report.created == 1 && first.report.isClean, "\(first.report)")
        // Nothing but the internal note stays behind.
        #expect(first.losses.map(\.reason) == [.staysInternal], "\(first.losses)")
        let issue = try await live.issue(live.number(of: ticket))
        #expect(Array((issue["subject"]?.value ?? "").utf8) == Array("환불 ]]> & <b> \u{a0}e\u{301}".utf8))
        #expect(
            issue["description"]?.value.hasPrefix("One\ntwo\nthree\n\tfour \u{1112}\u{116a}\u{11ab} 😀\n\n--- Recoup")
                == true
        )
        #expect(issue["cf:Amount"]?.value == "1250.00" && issue["cf:Tenant"]?.value == "contoso.com")
        #expect(issue["cf:External ID"]?.value == ticket.id.description)
        #expect(
            issue["priority"]?.label == "Normal" && issue["status"]?.label == "New"
                && issue["tracker"]?.label == "Support"
        )
        #expect(issue.comments.map(\.text) == ["We look at it.\nSoon."])
        #expect(issue.comments.map(\.isPublic) == [true])
        #expect(issue.files.map(\.name).sorted() == ["empty.txt", "청구서 1.txt"])
        let events = try await live.stored(ticket).events.count
        let second = try await live.sync()
        #expect(second.report.unchanged == 1 && second.report.created == 0 && second.report.updated == 0)
        #expect(second.losses.isEmpty)
        #expect(try await live.stored(ticket).events.count == events)
        #expect(try await live.issues(of: ticket) == 1)
    }

    /// Everything that a writer, Rails, SQLite or a reader may get wrong.
    static let hostile = [
        "]]> <![CDATA[x]]> &amp; &#13; &", "<!-- x --> <?x?> \"quoted\" 'single'",
        "\u{a0}환불 \u{1112}\u{116a}\u{11ab} e\u{301} é",
        "😀👩‍👩‍👧 \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{2028}\u{85}\u{fffd}", "%{x} {{y}} #12 @a http://x.example *b* `c`",
        "=1+1 -x +y",
    ]

    @Test func `hostile texts stand there as they are here, and nothing comes back changed`() async throws {
        let live = try await LiveDesk()
        var tickets: [Ticket] = []
        for (index, text) in Self.hostile.enumerated() {
            let ticket = try await live.file([
                .title: "x" + text + "x", .explanation: "\n " + text + "\r\n\t" + text + "\r",
                .contactName: "x" + text + "x",
                .purchase: "order:f\(index)b2c3d4e5f6",
            ])
            try await live.note(text + "\r\n" + text, on: ticket)
            tickets.append(ticket)
        }
        let outcome = try await live.sync()
        #expect(outcome.report.created == tickets.count && outcome.losses.isEmpty, "\(outcome)")
        for (ticket, text) in zip(tickets, Self.hostile) {
            let issue = try await live.issue(live.number(of: ticket))
            // Ruby's XML takes U+0085 for the windows-1252 of an ellipsis.
            let text = text.replacing("\u{85}", with: "\u{2026}")
            #expect(Array((issue["subject"]?.value ?? "").utf8) == Array("x\(text)x".utf8))
            #expect(Array((issue["cf:Contact name"]?.value ?? "").utf8) == Array("x\(text)x".utf8))
            #expect(Array((issue.comments.first?.text ?? "").utf8) == Array("\(text)\n\(text)".utf8))
        }
        let before = try await live.stored(tickets[0]).ticket.version
        #expect(try await live.sync().report.unchanged == tickets.count)
        #expect(try await live.stored(tickets[0]).ticket.version == before)
        // Also when the whole of it comes in as a document.
        for ticket in tickets {
            let number = try await live.number(of: ticket)
            let bytes = try await live.client {
                try await $0.get("/issues/\(number).xml", [("include", "journals,attachments")])
            }
            let version = try await live.stored(ticket).ticket.version
            let report = try await Importer(desk: live.desk, schema: live.schema)
                .run(
                    .bytes(bytes),
                    named: "issue.xml",
                    as: .foreign(LiveDesk.mapping()),
                    by: .sample(LiveDesk.integrator)
                )
            #expect(report.counts.unchanged == 1, "\(report.quarantined)")
            #expect(try await live.stored(ticket).ticket.version == version)
        }
    }

    @Test func `only what changed here is sent, and what changed there comes in`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        _ = try await live.sync()
        let number = try await live.number(of: ticket)
        try await live.change(
            number,
            "<subject>Changed there</subject><notes>Hello from there</notes><priority_id>4</priority_id>"
        )
        try await live.perform(.edit(FactsForm([.amount: "1100.00"])), on: ticket, by: SamplePeople.requester)
        try await live.note("Hello from here", on: ticket)
        let outcome = try await live.sync()
        #expect(outcome.report.updated == 1 && outcome.report.isClean, "\(outcome.report)")
        let issue = try await live.issue(number)
        #expect(issue["subject"]?.value == "Changed there" && issue["cf:Amount"]?.value == "1100.00")
        #expect(issue["priority"]?.label == "Urgent")
        #expect(issue.comments.map(\.text) == ["Hello from there", "Hello from here"])
        let stored = try await live.stored(ticket)
        #expect(stored.ticket.content.form[.title] == "Changed there")
        #expect(stored.ticket.content.form[.impact] == "critical" && stored.ticket.content.form[.amount] == "1100.00")
        #expect(
            stored.correspondence(naming: [:]).count { $0.text == "Hello from there" && $0.visibility == .public } == 1
        )
        // The amount alone went out: the history there names no other field of ours.
        let ours = issue.history.filter { $0.contains("cf 7") || $0.contains("attr subject") }
        #expect(ours.count == 2, "\(issue.history)")
        #expect(try await live.sync().report.unchanged == 1)
        #expect(try await live.stored(ticket).events.count == stored.events.count)
    }

    @Test func `a change there alone is received, and nothing is sent`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        _ = try await live.sync()
        let number = try await live.number(of: ticket)
        try await live.change(number, "<notes>Only there</notes>")
        let dry = try await live.sync(dryRun: true)
        #expect(dry.report.received == 1)
        #expect(try await live.stored(ticket).correspondence(naming: [:]).isEmpty)
        let before = try await live.issue(number)
        let outcome = try await live.sync()
        #expect(outcome.report.received == 1 && outcome.report.updated == 0, "\(outcome.report)")
        #expect(try await live.issue(number).modifiedAt == before.modifiedAt)
        #expect(try await live.stored(ticket).correspondence(naming: [:]).contains { $0.text == "Only there" })
    }

    @Test func `a field changed on both sides is a conflict, and neither side is touched`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        let other = try await live.file([.purchase: "order:b1b2c3d4e5f6", .tenant: "northwind.com"])
        _ = try await live.sync()
        let number = try await live.number(of: ticket)
        let value =
            #"<custom_fields type="array"><custom_field id="7"><value>1300.00</value></custom_field></custom_fields>"#
        try await live.change(number, value)
        try await live.perform(.edit(FactsForm([.amount: "1100.00"])), on: ticket, by: SamplePeople.requester)
        try await live.note("The next one goes on", on: other)
        let outcome = try await live.sync()
        #expect(outcome.report.conflicts.map(\.ticket) == ["R-10001"])
        #expect(
            outcome.report.conflicts.first?.reasons.first?.contains("amount: was changed at the source and here")
                == true
        )
        #expect(outcome.report.updated == 1)
        #expect(try await live.issue(number)["cf:Amount"]?.value == "1300.00")
        #expect(try await live.stored(ticket).ticket.content.form[.amount] == "1100.00")
    }

    @Test func `a dry run makes nothing there and remembers nothing here`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        let outcome = try await live.sync(dryRun: true)
        #expect(outcome.report.created == 1 && outcome.report.isDryRun)
        #expect(try await live.issues(of: ticket) == 0)
        #expect(try await live.mark(of: ticket) == nil)
    }

    @Test func `an issue that was made and not remembered is found again, and not made twice`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        try await live.note("Once", on: ticket)
        _ = try await live.sync()
        let number = try await live.number(of: ticket)
        let mark = try #require(try await live.mark(of: ticket))
        // As it was between the request and the memory of it.
        try await live.desk.store.write { records in
            try records.save(mark.with(externalID: nil))
        }
        let outcome = try await live.sync()
        #expect(outcome.report.created == 0 && outcome.report.isClean, "\(outcome.report)")
        #expect(try await live.issues(of: ticket) == 1)
        #expect(try await live.number(of: ticket) == number)
        #expect(try await live.issue(number).comments.map(\.text) == ["Once"])
        #expect(try await live.sync().report.unchanged == 1)
    }

    @Test func `a closed issue is found again too`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        _ = try await live.sync()
        let number = try await live.number(of: ticket)
        try await live.change(number, "<status_id>5</status_id>")
        let again = try await live.client { client in
            try await client.get("/issues.xml", [("cf_1", ticket.id.description)])
        }
        #expect(!String(decoding: again, as: UTF8.self).contains("<issue>"))
        #expect(try await live.issues(of: ticket) == 1)
        let mark = try #require(try await live.mark(of: ticket))
        try await live.desk.store.write { records in
            try records.save(mark.with(externalID: nil))
        }
        #expect(try await live.sync().report.created == 0)
        #expect(try await live.issues(of: ticket) == 1)
    }

    @Test func `a status that moved there stays, until it moves here`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        _ = try await live.sync()
        let number = try await live.number(of: ticket)
        try await live.change(number, "<status_id>4</status_id>")
        for _ in 0..<3 { _ = try await live.sync() }
        #expect(try await live.issue(number)["status"]?.label == "Feedback")
        try await live.perform(.take, on: ticket)
        #expect(try await live.sync().report.updated == 1)
        #expect(try await live.issue(number)["status"]?.label == "In Progress")
    }

    @Test func `a number that is none becomes no part of an address`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        _ = try await live.sync()
        let mark = try #require(try await live.mark(of: ticket))
        try await live.desk.store.write { records in
            try records.save(mark.with(externalID: "1/../../users/1"))
        }
        #expect(
            try await live.sync().report.refused.first?.reasons == ["'1/../../users/1' is no number of an issue"]
        )
    }

    @Test func `an issue that nobody here sent and that differs is a conflict`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        let body = """
            <issue><project_id>csp-refunds</project_id><tracker_id>3</tracker_id><subject>Something else</subject>\
            <custom_fields type="array"><custom_field id="1"><value>\(ticket.id)</value></custom_field></custom_fields></issue>
            """
        _ = try await live.client { try await $0.post("/issues.xml", Array(body.utf8)) }
        let outcome = try await live.sync()
        #expect(
            outcome.report.conflicts.first?.reasons.first?.contains("which was never sent there, and differs in")
                == true
        )
        #expect(try await live.issues(of: ticket) == 1)
    }

    @Test func `two issues of one request are refused with their numbers`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        let body = """
            <issue><project_id>csp-refunds</project_id><tracker_id>3</tracker_id><subject>Twin</subject>\
            <custom_fields type="array"><custom_field id="1"><value>\(ticket.id)</value></custom_field></custom_fields></issue>
            """
        for _ in 0..<2 { _ = try await live.client { try await $0.post("/issues.xml", Array(body.utf8)) } }
        let outcome = try await live.sync()
        #expect(
            outcome.report.refused.first?.reasons.first?.hasSuffix(
                "hold the id of the same request; take it out of all but one"
            ) == true
        )
        #expect(try await live.issues(of: ticket) == 2)
    }
}
