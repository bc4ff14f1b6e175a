import Basics
import Casework
import SampleDesk
import Testing
import Tickets

@Suite struct ExceptionReportTests {
    private let auditor = Actor.sample(SamplePeople.auditor)

    @Test func `what was granted against policy is listed with its grounds`() async throws {
        let report = try await ReportWorld().desk.exceptions(for: auditor)
        #expect(report.exceptions.map(\.number) == [10_002, 10_004, 10_004])
        let vouched = try #require(report.exceptions.first)
        #expect(vouched.customer == "Contoso")
        #expect(vouched.tenant == "contoso.com")
        #expect(vouched.amount.description == "900.00 USD")
        #expect(vouched.attested?.description == "900.00 USD")
        #expect(vouched.override == nil)
        #expect(vouched.ruling == .needsHuman)
        #expect(vouched.reasons.map(\.check) == [.order])
        #expect(vouched.byName == "olga")
        #expect(vouched.at == SampleClock.start.adding(hours: 50))
        #expect(vouched.stands)
        let late = report.exceptions[1]
        #expect(late.ruling == .ineligible)
        #expect(late.reasons.map(\.check).contains(.window))
        #expect(late.override == "An old customer")
        #expect([late.byName, report.exceptions[2].byName] == ["otto", "olga"])
    }

    @Test func `only what still stands is summed`() async throws {
        let report = try await ReportWorld().desk.exceptions(for: auditor)
        #expect(report.exceptions.map(\.stands) == [true, false, true])
        #expect(report.byCurrency.map { "\($0.count) \($0.amount)" } == ["2 940.00 USD"])
        #expect(report.byApprover.map { "\($0.approver ?? "") \($0.count) \($0.amount)" } == ["olga 2 940.00 USD"])
    }

    @Test func `the period is that of the approval`() async throws {
        let desk = try await ReportWorld().desk
        let granted = SampleClock.start.adding(hours: 50)
        func numbers(_ period: Period) async throws -> [Int64?] {
            try await desk.exceptions(period, for: auditor).exceptions.map(\.number)
        }
        #expect(try await numbers(Period(before: granted)) == [])
        #expect(try await numbers(Period(from: granted, before: granted.adding(milliseconds: 1))) == [10_002])
        #expect(try await numbers(Period(from: granted.adding(milliseconds: 1))) == [10_004, 10_004])
    }

    @Test func `the grounds stay inside of the desk`() async throws {
        let desk = try await ReportWorld().desk
        await #expect(throws: DeskError.notAllowed(.seeInternalNotes)) {
            _ = try await desk.exceptions(for: .sample(SamplePeople.adminAgent))
        }
        await #expect(throws: DeskError.notAllowed(.seeAllTickets)) {
            _ = try await desk.exceptions(for: .sample(SamplePeople.requester))
        }
    }
}
