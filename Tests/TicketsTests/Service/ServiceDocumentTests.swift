import Basics
import Foundation
import SampleDesk
import Testing
import Tickets

/// What docs/service-targets.md says is what the program does.
struct ServiceDocumentTests {
    private let page: String

    init() throws {
        var root = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<4 { root.deleteLastPathComponent() }
        page = try String(contentsOf: root.appending(path: "docs/service-targets.md"), encoding: .utf8)
    }

    /// The text between the lines that open and close a block of code, without the last line end.
    private func block(after heading: String) throws -> String {
        let rest = try #require(page.components(separatedBy: "\n## \(heading)\n").last)
        return try #require(rest.components(separatedBy: "```\n").dropFirst().first)
    }

    @Test func `the page shows what each status does to the clocks`() {
        let clocks = TicketStatus.Clock.allCases.map { clock in
            let statuses = TicketStatus.allCases.filter { $0.clock == clock }.map(\.rawValue)
            return "| \(clock.rawValue) | \(statuses.joined(separator: ", ")) |"
        }
        #expect(page.contains(clocks.joined(separator: "\n")))
    }

    @Test func `the page shows the defaults`() throws {
        #expect(try block(after: "Targets") == ServiceTargets.standard.text)
        #expect(page.contains("`\(BusinessCalendar.standard.text.split(separator: "\n").joined(separator: "`, `"))`"))
    }

    @Test func `the page's calendar and its arithmetic are true`() throws {
        let calendar = try BusinessCalendar(try block(after: "The calendar"))
        let form = FactsForm.sample([.impact: "critical"])
        var sample = try SampleTicket(
            opening: .sample(.complete(form.facts())),
            by: .sample(SamplePeople.requester),
            at: Instant("2026-12-24T07:30:00Z")
        )
        try sample.perform(.take, by: SamplePeople.agent, at: Instant("2026-12-26T01:15:00Z"))
        try sample.perform(.ask("Which invoice?"), by: SamplePeople.agent, at: Instant("2026-12-26T02:00:00Z"))
        try sample.perform(.reply("This one"), by: SamplePeople.requester, at: Instant("2026-12-28T01:00:00Z"))
        let clock = ServiceClock(
            of: sample.ticket,
            under: try ServiceTargets("critical 4h 1d\nmoderate 1d 5d\nminimal 1d 5d"),
            in: calendar,
            at: try Instant("2026-12-28T05:30:00Z")
        )
        #expect(try block(after: "The arithmetic") == clock.lines(in: calendar).map { $0 + "\n" }.joined())
    }

    @Test func `the page names the limits of iCalendar files`() {
        #expect(page.contains("\(ICalendarHolidays.eventLimit / 1_000),000 events"))
        #expect(page.contains("\(ICalendarHolidays.sizeLimit / 1_000_000) MB"))
        #expect(page.contains("\(ICalendarHolidays.years) years"))
    }

    @Test func `the page stays under a hundred lines`() {
        #expect(page.split(separator: "\n", omittingEmptySubsequences: false).count <= 100)
    }
}
