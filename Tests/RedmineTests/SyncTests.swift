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

    // MARK: The API's traps

    @Test func `a dropped field is said, although Redmine answered 201`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        let mapping = try LiveDesk.mapping { $0.replacing("theirs=\"cf:Tenant\"", with: "theirs=\"cf:Bugs only\"") }
        let outcome = try await live.sync(mapping)
        #expect(outcome.report.created == 1)
        #expect(outcome.losses == [Loss("cf:Bugs only", .notConfirmed(there: nil), of: "R-10001")], "\(outcome.losses)")
        #expect(outcome.losses.first?.sentence == "was sent and is not confirmed: there stands nothing")
        #expect(try await live.issues(of: ticket) == 1)
    }

    @Test func `a status that falls back to New at creation is set by a request of its own`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        try await live.perform(.take, on: ticket)
        let outcome = try await live.sync()
        #expect(outcome.report.created == 1 && outcome.losses.isEmpty, "\(outcome.losses)")
        #expect(try await live.issue(live.number(of: ticket))["status"]?.label == "In Progress")
        try await live.perform(.release(nil), on: ticket)
        _ = try await live.sync()
        #expect(try await live.issue(live.number(of: ticket))["status"]?.label == "New")
    }

    @Test func `a status that the workflow forbids is not confirmed`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        try await live.perform(.withdraw("Keeping it"), on: ticket, by: SamplePeople.requester)
        let mapping = try LiveDesk.mapping { text in
            // The clerk may not look custom fields up, and takes the numbers of the options.
            text
        }
        let outcome = try await live.sync(mapping, key: live.server.clerkKey)
        #expect(outcome.report.created == 1, "\(outcome.report)")
        #expect(
            outcome.losses.contains(Loss("status", .notConfirmed(there: "New"), of: "R-10001")),
            "\(outcome.losses)"
        )
    }

    @Test func `what Redmine refuses is reported in its own words, and the next ticket goes on`() async throws {
        let live = try await LiveDesk()
        let bad = try await live.file()
        try await live.file([.purchase: "order:b1b2c3d4e5f6", .reason: "duplicate"])
        // A word that the list there does not have.
        let mapping = try LiveDesk.mapping { $0.replacing("Accidental purchase", with: "Bored") }
        let outcome = try await live.sync(mapping)
        #expect(outcome.report.refused.map(\.ticket) == ["R-10001"])
        #expect(outcome.report.refused.first?.reasons == ["Refund reason is not included in the list"])
        #expect(outcome.report.created == 1)
        #expect(try await live.issues(of: bad) == 0)
        // Mended there, or here: the next run takes it up.
        let second = try await live.sync()
        #expect(second.report.created == 1 && second.report.isClean, "\(second.report)")
    }

    @Test func `a subject over 255 characters is cut and said, not refused`() async throws {
        let live = try await LiveDesk()
        let mapping = try LiveDesk.mapping {
            $0.replacing("theirs=\"subject\" limit=\"255\"", with: "theirs=\"subject\" limit=\"20\"")
        }
        try await live.file([.title: "A title of more than twenty characters"])
        let outcome = try await live.sync(mapping)
        #expect(outcome.report.created == 1)
        #expect(outcome.losses == [Loss("title", .cut(limit: 20, actual: 38), of: "R-10001")])
    }

    @Test func `files over the limit stay here and are said`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        try await live.attach("big.bin", [UInt8](repeating: 7, count: 5_242_881), to: ticket)
        try await live.attach("just.bin", [UInt8](repeating: 7, count: 5_242_880), to: ticket)
        let outcome = try await live.sync()
        #expect(outcome.report.created == 1)
        #expect(
            outcome.losses == [
                Loss("file 'big.bin'", .fileTooLarge(limit: 5_242_880, actual: 5_242_881), of: "R-10001")
            ]
        )
        #expect(try await live.issue(live.number(of: ticket)).files.map(\.name) == ["just.bin"])
        #expect(try await live.sync().report.unchanged == 1)
        // What the mapping lets through, Redmine itself refuses.
        let mapping = try LiveDesk.mapping { $0.replacing("value=\"5242880\"", with: "value=\"9999999\"") }
        let again = try await live.sync(mapping)
        #expect(
            again.losses.count == 1
                && again.losses.first?.sentence.contains("exceeds the maximum allowed file size") == true
        )
    }

    @Test func `names of files that Redmine changes are said, and the file is not sent again`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        try await live.attach("a \"b\" & <c>: 50% #1?.txt", Array("x".utf8), to: ticket)
        let outcome = try await live.sync()
        #expect(
            outcome.losses == [
                Loss("file 'a \"b\" & <c>: 50% #1?.txt'", .altered(to: "a _b_ & _c_ 50_ #1_.txt"), of: "R-10001")
            ]
        )
        #expect(try await live.issue(live.number(of: ticket)).files.map(\.name) == ["a _b_ & _c_ 50_ #1_.txt"])
        #expect(try await live.sync().report.unchanged == 1)
    }

    @Test func `internal notes go as private ones where the key may, and stay here where it may not`() async throws {
        let live = try await LiveDesk()
        let mapping = try LiveDesk.mapping {
            $0.replacing("<comments carry=\"public\"/>", with: "<comments carry=\"all\"/>")
        }
        let ticket = try await live.file()
        try await live.note("Among us", .internal, on: ticket)
        let clerk = try await live.sync(mapping, key: live.server.clerkKey)
        #expect(clerk.report.created == 1, "\(clerk.report)")
        #expect(clerk.losses.contains { $0.field == "1 internal notes" })
        let number = try await live.number(of: ticket)
        #expect(try await live.issue(number).comments.isEmpty)
        let administrator = try await live.sync(mapping)
        #expect(administrator.report.updated == 1 && administrator.losses.isEmpty, "\(administrator.losses)")
        let comments = try await live.issue(number).comments
        #expect(comments.map(\.text) == ["Among us"] && comments.map(\.isPublic) == [false])
        let before = try await live.stored(ticket).events.count
        #expect(try await live.sync(mapping).report.unchanged == 1)
        #expect(try await live.stored(ticket).events.count == before)
    }

    @Test func `a fact that is taken away here is taken away there`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        _ = try await live.sync()
        try await live.perform(.edit(FactsForm([.contactPhone: ""])), on: ticket, by: SamplePeople.requester)
        let outcome = try await live.sync()
        #expect(outcome.report.updated == 1 && outcome.losses.isEmpty, "\(outcome.losses)")
        #expect(try await live.issue(live.number(of: ticket))["cf:Contact phone"]?.value == "")
        #expect(try await live.sync().report.unchanged == 1)
    }

    @Test func `an issue that was opened there is taken in and then followed`() async throws {
        let live = try await LiveDesk()
        let values = [
            ("3", "contoso.com"), ("4", "c1c2c3d4e5f6"), ("6", "Other"), ("7", "10.00"), ("8", "USD"), ("9", "Kim"),
            ("10", "kim@fabrikam.com"),
        ].map { "<custom_field id=\"\($0.0)\"><value>\($0.1)</value></custom_field>" }.joined()
        let body = """
            <issue><project_id>csp-refunds</project_id><tracker_id>3</tracker_id><priority_id>2</priority_id>\
            <subject>Opened there</subject><description>By them</description>\
            <custom_fields type="array">\(values)</custom_fields></issue>
            """
        let answer = try await live.client { try await $0.post("/issues.xml", Array(body.utf8)) }
        let number = try #require(String(decoding: answer, as: UTF8.self).firstMatch(of: /<id>(\d+)<\/id>/)).1
        let report = try await Importer(desk: live.desk, schema: live.schema)
            .run(
                .bytes(
                    live.client { try await $0.get("/issues/\(number).xml", [("include", "journals,attachments")]) }
                ),
                named: "issue.xml",
                as: .foreign(LiveDesk.mapping()),
                by: .sample(LiveDesk.integrator)
            )
        #expect(report.counts.applied == 1, "\(report.quarantined)")
        live.clock.advance(milliseconds: 60_000)
        let first = try await live.sync()
        #expect(first.report.updated == 1 && first.report.isClean, "\(first.report)")
        let issue = try await live.issue(String(number))
        #expect(issue["subject"]?.value == "Opened there" && issue["cf:Recoup number"]?.value == "R-10001")
        #expect(try await live.sync().report.unchanged == 1)
        #expect(try await live.issue(String(number)).comments.isEmpty)
    }

    @Test func `an issue that is gone is refused with its number`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        _ = try await live.sync()
        let mark = try #require(try await live.mark(of: ticket))
        try await live.desk.store.write { records in
            try records.save(mark.with(externalID: "999999"))
        }
        let outcome = try await live.sync()
        #expect(
            outcome.report.refused.first?.reasons == [
                "GET /issues/999999.xml: is not there in Redmine, or the owner of the API key does not see it"
            ]
        )
    }

    // MARK: Names

    @Test func `names that Redmine does not have are an error that lists what there is`() async throws {
        let live = try await LiveDesk()
        try await live.file()
        let mapping = try LiveDesk.mapping {
            $0.replacing("theirs=\"Urgent\"", with: "theirs=\"Burning\"")
                .replacing("value=\"Support\"", with: "value=\"Helpdesk\"")
                .replacing("value=\"csp-refunds\"", with: "value=\"refunds\"")
                .replacing("theirs=\"cf:Tenant\"", with: "theirs=\"cf:Customer\"")
        }
        let error = await #expect(throws: RedmineFault.self) { _ = try await live.sync(mapping) }
        let sentence = error?.sentence ?? ""
        #expect(
            sentence.contains(
                "priority: there is no 'Burning' in Redmine; there are High, Immediate, Low, Normal, Urgent"
            )
        )
        #expect(sentence.contains("tracker: there is no 'Helpdesk' in Redmine; there are Bug, Feature, Support"))
        #expect(sentence.contains("project: there is no 'refunds' in Redmine; there are CSP Refunds, csp-refunds"))
        #expect(sentence.contains("cf: there is no 'Customer' in Redmine; there are Amount, Bugs only, Contact e-mail"))
    }

    @Test func `a field that Redmine does not search by cannot hold our id`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        let named = try LiveDesk.mapping { $0.replacing("theirs=\"cf:External ID\"", with: "theirs=\"cf:No filter\"") }
        await #expect(throws: RedmineFault.notAFilter("No filter")) { _ = try await live.sync(named) }
        // An issue is there, so that a search without a filter finds it.
        _ = try await live.sync()
        let other = try await LiveDesk()
        try await other.file()
        let numbered = try LiveDesk.mapping {
            $0.replacing("theirs=\"cf:External ID\"", with: "theirs=\"cf_13\"")
        }
        let outcome = try? await other.sync(numbered, key: live.server.clerkKey)
        #expect(outcome?.report.stoppedBecause?.contains("cf_13: Redmine does not search by this field") == true)
        #expect(try await live.issues(of: ticket) == 1)
    }

    @Test func `an unknown key stops at once and is in no sentence`() async throws {
        let live = try await LiveDesk()
        try await live.file()
        let error = await #expect(throws: RedmineFault.self) { _ = try await live.sync(key: "0123456789abcdef") }
        #expect(error == .unknownKey)
        #expect("\(String(reflecting: error))".contains("0123456789") == false)
        var dumped = ""
        let key = try RedmineKey("0123456789abcdef")
        dump(key, to: &dumped)
        #expect(!dumped.contains("0123456789") && !"\(key)".contains("0123456789"))
        #expect(!String(reflecting: key).contains("0123456789"))
    }

    @Test func `a run that was stopped goes on with what is left`() async throws {
        let live = try await LiveDesk()
        for number in 1...3 { try await live.file([.purchase: "order:a\(number)b2c3d4e5f6"]) }
        let asked = Mutex(0)
        let first = try await live.sync(isCancelled: {
            asked.withLock {
                $0 += 1; return $0 > 2
            }
        })
        #expect(first.report.created == 2 && first.report.wasInterrupted)
        let second = try await live.sync()
        #expect(second.report.created == 1 && second.report.unchanged == 2 && second.report.isClean, "\(second.report)")
    }

    @Test func `it takes the permission to export`() async throws {
        let live = try await LiveDesk()
        try await live.file()
        await #expect(throws: DeskError.notAllowed(.exportArchive)) {
            try await live.client { client in
                _ = try await RedmineSync(
                    desk: live.desk,
                    schema: live.schema,
                    mapping: LiveDesk.mapping(),
                    client: client
                ).run(TicketQuery(terms: []), by: .sample(SamplePeople.requester))
            }
        }
    }
}

extension ExchangeMark {
    /// As it was before anything was read there.
    fileprivate func with(externalID: String?) -> ExchangeMark {
        ExchangeMark(
            system: system,
            ticket: ticket,
            externalID: externalID,
            version: version,
            form: form,
            note: nil,
            at: at
        )
    }
}
