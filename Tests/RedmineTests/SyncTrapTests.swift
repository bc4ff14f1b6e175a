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

/// What Redmine does not do as it was asked, and does not say.
@Suite struct SyncTrapTests {
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
}
