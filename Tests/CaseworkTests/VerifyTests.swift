import Basics
import Casework
import MemoryStore
import SampleDesk
import Testing
import Tickets
import Workflows

struct VerifyTests {
    @Test func `a record as it was written is clean, and its head is over every ticket`() async throws {
        let fixture = try await Fixture()
        let empty = try await fixture.verify()
        #expect(empty.isClean && empty.head == Digest.of("recoup-head-1\n") && empty.tickets == 0)
        let first = try await fixture.sample.ticket(in: .underReview)
        let second = try await fixture.sample.file(files: [.sample("a.txt", "abc")])
        let report = try await fixture.verify()
        #expect(report.isClean && report.tickets == 2 && report.events == 3 && report.files == 1)
        #expect(
            report.head
                == Digest.of("recoup-head-1\n\(first.id) 2 \(first.head)\n\(second.id) 1 \(second.head)\n")
        )
        #expect(try await fixture.verify(expecting: report.head).matchesExpected == true)
        #expect(try await fixture.verify(expecting: empty.head).isClean == false)
        await fixture.expectRefusal(.notAllowed(.verifyAudit)) {
            _ = try await fixture.desk.verify(for: .sample(SamplePeople.agent))
        }
    }

    @Test func `a changed event is found and named`() async throws {
        let found = try await findings { kept in
            kept.events[1] = Event(changing: kept.events[1], byName: "olga")
        }
        // The list still shows the agent who took it.
        #expect(
            found == [
                "R-10001: event 2 was changed after it was written",
                "R-10001: the list shows another assignee name than the events give",
            ]
        )
    }

    @Test func `a removed event is found and named`() async throws {
        let found = try await findings { $0.events.remove(at: 1) }
        #expect(
            found == [
                "R-10001: event 2 was removed",
                "R-10001: event 3 is 'approve', which a ticket that is submitted cannot do",
            ]
        )
    }

    @Test func `a removed tail is found as long as the list was not changed with it`() async throws {
        let found = try await findings { $0.events.removeLast() }
        #expect(
            found == [
                "R-10001: events are missing at its end, or were added past the program",
                "R-10001: the list shows another status, version, due than the events give",
            ]
        )
    }

    @Test func `a tail removed with all its traces is found by the expected head`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .approved)
        let head = try await fixture.verify().head
        await fixture.store.tamper { state in
            state.change(ticket.id) { kept in
                kept.events.removeLast()
                guard let shorter = try? Ticket(replaying: kept.events, number: 10_001) else { return }
                kept.ticket = shorter
                kept.head = StoredHead(summary: TicketSummary(of: shorter), head: shorter.head)
            }
        }
        let report = try await fixture.verify(expecting: head)
        #expect(report.findings == [] && report.matchesExpected == false && !report.isClean)
    }

    @Test func `a changed list row is found with its columns`() async throws {
        let found = try await findings { kept in
            let other = SampleVerification.row
            kept.head = StoredHead(summary: other(kept.head.summary), head: kept.head.head)
        }
        #expect(
            found == ["R-10001: the list shows another title, tenant, status, amount than the events give"]
        )
    }

    @Test func `changed and missing files are found by name`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.sample.file(files: [.sample("a.txt", "abc"), .sample("b.txt", "x")])
        await fixture.store.tamper { state in
            state.files[Digest.of("abc")] = Array("abd".utf8)
            state.files[Digest.of("x")] = nil
        }
        let report = try await fixture.verify()
        #expect(
            report.findings.map(\.sentence) == [
                "R-10001: the bytes of 'a.txt' were changed", "R-10001: the bytes of 'b.txt' are missing",
            ]
        )
    }

    private func findings(_ change: @Sendable @escaping (inout MemoryTicket) -> Void) async throws -> [String] {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .approved)
        await fixture.store.tamper { $0.change(ticket.id, change) }
        return try await fixture.verify().findings.map(\.sentence)
    }
}

/// A list row changed by hand.
private enum SampleVerification {
    @Sendable static func row(_ old: TicketSummary) -> TicketSummary {
        TicketSummary(
            id: old.id,
            number: old.number,
            status: .settled,
            version: old.version,
            title: old.title + "!",
            impact: old.impact,
            problem: old.problem,
            reason: old.reason,
            tenant: "evil.com",
            purchase: old.purchase,
            amount: old.amount.map { Money(minorUnits: $0.minorUnits + 1, $0.currency) },
            contactName: old.contactName,
            requester: old.requester,
            assignee: old.assignee,
            mergedInto: old.mergedInto,
            source: old.source,
            createdAt: old.createdAt,
            updatedAt: old.updatedAt,
            submittedAt: old.submittedAt,
            dueAt: old.dueAt,
            attachmentCount: old.attachmentCount
        )
    }
}

extension Fixture {
    fileprivate func verify(expecting head: Digest? = nil) async throws -> AuditReport {
        try await desk.verify(expecting: head, for: .sample(SamplePeople.auditor))
    }
}
