import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

@Suite struct CreditReportTests {
    private let billing = Actor.sample(SamplePeople.billing)

    private func lines(_ report: CreditReport) -> [String] {
        report.parts.flatMap { part in
            (part.rows.map { ($0.month.description, $0.figures) } + [("total", part.total)]).map { name, figures in
                [
                    name, "\(figures.count)", figures.promised.description, figures.settled.number,
                    figures.open.number, figures.overdue.number, figures.disputed?.number ?? "-",
                ].joined(separator: " ")
            }
        }
    }

    @Test func `credits are summed by the month they are due in, and balance`() async throws {
        let world = try await ReportWorld()
        #expect(
            lines(try await world.desk.creditReport(for: billing)) == [
                "2026-11 2 2150.00 USD 1250.00 900.00 900.00 900.00",
                "total 2 2150.00 USD 1250.00 900.00 900.00 900.00",
            ]
        )
        let december = MonthSpan(from: try Month("2026-12"))
        #expect(try await world.desk.creditReport(december, for: billing).parts == [])
        let november = MonthSpan(from: try Month("2026-11"), through: try Month("2026-11"))
        #expect(try await world.desk.creditReport(november, for: billing).parts.map(\.total.count) == [2])
    }

    @Test func `a credit is overdue when the invoice that should have shown it is out`() async throws {
        let desk = try await OrderDesk()
        try await desk.cancel(try await desk.buy())
        func overdue() async throws -> [String] {
            try await desk.desk.creditReport(for: billing).parts.map(\.total.overdue.description)
        }
        desk.clock.advance(days: 15)
        #expect(try await overdue() == ["0.00 USD"])
        desk.clock.advance(days: 1)
        #expect(try await overdue() == ["5880.00 USD"])
    }

    @Test func `currencies stand apart`() async throws {
        let desk = try await OrderDesk()
        try await desk.cancel(try await desk.buy("0001", for: desk.other))
        try await desk.cancel(try await desk.buy("0001"))
        #expect(
            lines(try await desk.desk.creditReport(for: billing)) == [
                "2026-11 1 7500000 KRW 0 7500000 0 0", "total 1 7500000 KRW 0 7500000 0 0",
                "2026-11 1 5880.00 USD 0.00 5880.00 0.00 0.00", "total 1 5880.00 USD 0.00 5880.00 0.00 0.00",
            ]
        )
    }

    @Test func `who sees invoices but not all tickets is not told what is disputed`() async throws {
        let world = try await ReportWorld()
        let report = try await world.desk.creditReport(for: .sample(SamplePeople.with(.billingAdmin)))
        #expect(report.parts.map(\.total.disputed) == [nil])
        #expect(report.parts.map(\.total.promised.description) == ["2150.00 USD"])
        await #expect(throws: DeskError.notAllowed(.seeInvoices)) {
            _ = try await world.desk.creditReport(for: .sample(SamplePeople.requester))
        }
    }
}
