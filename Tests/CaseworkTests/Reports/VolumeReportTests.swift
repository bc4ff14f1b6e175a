import Basics
import Casework
import SampleDesk
import Testing
import Tickets

@Suite struct VolumeReportTests {
    private let auditor = Actor.sample(SamplePeople.auditor)

    private func rows(_ grouping: VolumeGrouping, _ query: String = "") async throws -> [String] {
        let report = try await ReportWorld().desk.volumes(by: grouping, TicketQuery(query), for: auditor)
        return (report.rows.map { ($0.key.text, $0.volume) } + [("all", report.total)])
            .map { "\($0.0) \($0.1.tickets) \($0.1.open)" }
    }

    @Test func `tickets are counted by each of their properties`() async throws {
        #expect(
            try await rows(.status) == [
                "draft 1 1", "awaitingInformation 1 1", "approved 1 1", "disputed 1 1", "settled 1 0", "merged 1 0",
                "all 6 4",
            ]
        )
        #expect(
            try await rows(.reason) == ["accidental 3 2", "duplicate 1 0", "other 1 1", "(not said) 1 1", "all 6 4"]
        )
        #expect(
            try await rows(.impact) == ["critical 1 0", "moderate 3 2", "minimal 1 1", "(not said) 1 1", "all 6 4"]
        )
        #expect(
            try await rows(.tenant) == ["contoso.com 4 2", "fabrikam.com 1 1", "(not said) 1 1", "all 6 4"]
        )
    }

    @Test func `a product is what the books say was bought`() async throws {
        // The purchase that an approver vouched for is in the books under their words.
        #expect(
            try await rows(.product) == [
                "Windows Server 3 1", "(not in the books) 1 1", "Attested purchase 1 1", "(not said) 1 1", "all 6 4",
            ]
        )
    }

    @Test func `ages are those of open tickets`() async throws {
        #expect(try await rows(.age) == ["under1d 1 1", "7dTo30d 3 3", "all 4 4"])
        #expect(try await rows(.age, "status:settled") == ["all 0 0"])
    }

    @Test func `the query narrows what is counted`() async throws {
        #expect(try await rows(.reason, "tenant:fabrikam.com") == ["other 1 1", "all 1 1"])
        #expect(try await rows(.status, "amount>5000") == ["all 0 0"])
    }

    @Test func `a class of ages holds its first millisecond and not its last`() {
        let day: Int64 = 86_400_000
        let ages: [Int64] = [-1, 0, day - 1, day, 3 * day - 1, 3 * day, 7 * day, 30 * day - 1, 30 * day, .max]
        #expect(
            ages.map { AgeClass(ofAge: $0).rawValue } == [
                "under1d", "under1d", "under1d", "1dTo3d", "1dTo3d", "3dTo7d", "7dTo30d", "7dTo30d", "30dAndMore",
                "30dAndMore",
            ]
        )
    }

    @Test func `who does not see all tickets is refused`() async throws {
        let desk = try await ReportWorld().desk
        await #expect(throws: DeskError.notAllowed(.seeAllTickets)) {
            _ = try await desk.volumes(by: .status, for: .sample(SamplePeople.requester))
        }
    }
}
