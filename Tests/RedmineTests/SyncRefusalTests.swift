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

/// What a synchronisation cannot begin with, or ends early at.
@Suite struct SyncRefusalTests {
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
