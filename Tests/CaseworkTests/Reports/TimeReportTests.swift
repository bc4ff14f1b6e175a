import Basics
import Casework
import SampleDesk
import Testing
import Tickets

@Suite struct TimeReportTests {
    private let auditor = Actor.sample(SamplePeople.auditor)
    private static let hour: Int64 = 3_600_000

    /// Group, tickets, and for each measure its count, median and 90th percentile in minutes.
    private func lines(_ report: TimeReport, business: Bool = false) -> [String] {
        (report.groups + [report.all]).map { group in
            let times = TimeMeasure.allCases.map { measure in
                let found = business ? group[measure].business : group[measure].elapsed
                return found.map { "\($0.count):\($0.median / 60_000):\($0.ninetieth / 60_000)" } ?? "-"
            }
            return "\(group.key?.text ?? "all") \(group.tickets) " + times.joined(separator: " ")
        }
    }

    @Test func `times run from the submission to the first of each milestone`() async throws {
        let desk = try await ReportWorld().desk
        #expect(
            lines(try await desk.times(by: .impact, for: auditor)) == [
                "critical 1 1:120:120 1:120:120 1:240:240",
                "moderate 3 2:60:3000 2:60:3000 -",
                "minimal 1 1:10:10 - -",
                "all 5 4:60:3000 3:120:3000 1:240:240",
            ]
        )
        #expect(
            lines(try await desk.times(by: .month, for: auditor)) == [
                "2026-11 3 3:120:3000 2:120:3000 1:240:240", "2026-12 2 1:60:60 1:60:60 -",
                "all 5 4:60:3000 3:120:3000 1:240:240",
            ]
        )
        #expect(
            lines(try await desk.times(by: .reason, for: auditor)).map { $0.prefix { $0 != " " } } == [
                "accidental", "duplicate", "other", "all",
            ]
        )
    }

    @Test func `the period is that of the submission`() async throws {
        let desk = try await ReportWorld().desk
        let december = try Day("2026-12-01").start
        #expect(
            lines(try await desk.times(Period(before: december), for: auditor)) == [
                "all 3 3:120:3000 2:120:3000 1:240:240"
            ]
        )
        #expect(lines(try await desk.times(Period(from: december), for: auditor)) == ["all 2 1:60:60 1:60:60 -"])
        #expect(lines(try await desk.times(Period(from: december, before: december), for: auditor)) == ["all 0 - - -"])
    }

    @Test func `business time counts the hours of the calendar`() async throws {
        let desk = try await ReportWorld().desk
        let calendar = try BusinessCalendar("zone UTC\nmon-fri 09:00-17:00\n")
        let report = try await desk.times(Period(before: try Day("2026-12-01").start), in: calendar, for: auditor)
        #expect(report.hasBusinessTime)
        // From Monday, 08:15: to 08:25 nothing, to 10:15 75 minutes; to Wednesday, 10:15 two days of 8 hours more.
        #expect(lines(report, business: true) == ["all 3 3:75:1035 2:75:1035 1:195:195"])
        #expect(lines(report) == ["all 3 3:120:3000 2:120:3000 1:240:240"])
        let without = try await desk.times(for: auditor)
        #expect(!without.hasBusinessTime)
        #expect(without.all.decision.business == nil)
    }

    @Test func `who does not see all tickets is refused`() async throws {
        let desk = try await ReportWorld().desk
        await #expect(throws: DeskError.notAllowed(.seeAllTickets)) {
            _ = try await desk.times(for: .sample(SamplePeople.requester))
        }
    }
}

@Suite struct PercentileTests {
    @Test func `the percentile of a list is the value of the nearest rank`() {
        #expect(Percentiles(of: []) == nil)
        let one = Percentiles(of: [7])
        #expect([one?.count.description, one?.median.description, one?.ninetieth.description] == ["1", "7", "7"])
        let ten = Percentiles(of: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
        #expect([ten?.median, ten?.ninetieth] == [5, 9])
        let eleven = Percentiles(of: Array(1...11))
        #expect([eleven?.median, eleven?.ninetieth] == [6, 10])
        #expect(Percentiles.nearestRank(100, of: [1, 2, 3]) == 3)
        #expect(Percentiles.nearestRank(1, of: [1, 2, 3]) == 1)
    }

    @Test func `it occurs in the list, at least so many are no greater, and fewer are less`() throws {
        var random = SplitMix64(seed: 9)
        for _ in 0..<500 {
            let values = (0..<(1 + random.below(60))).map { _ in Int64(random.below(40)) - 20 }
            let found = try #require(Percentiles(of: values))
            #expect(found.count == values.count)
            for (percent, value) in [(50, found.median), (90, found.ninetieth)] {
                #expect(values.contains(value))
                #expect(values.count { $0 <= value } * 100 >= percent * values.count)
                #expect(values.count { $0 < value } * 100 < percent * values.count)
            }
            #expect(found.median <= found.ninetieth)
            #expect(Percentiles(of: values.shuffled(using: &random)) == found)
            #expect(Percentiles(of: values.map { $0 + 5 })?.median == found.median + 5)
        }
    }
}
