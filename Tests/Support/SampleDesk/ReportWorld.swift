import Basics
package import Casework
import MemoryStore
import Orders
import Tickets

/// Six requests whose numbers are known, filed on Monday, 2026-11-23 at 08:15 UTC unless they say otherwise:
///
/// - R-10001, critical, duplicate, 1250.00 USD of Windows Server: taken and approved by the rules after 2 hours, credited
///   after 3, settled after 4.
/// - R-10002, moderate, accidental, 900.00 USD of a purchase that the books do not know: approved on Olga's word after 50
///   hours, credited after 51, disputed.
/// - R-10003, minimal, other, of fabrikam.com and of a purchase that nobody knows: asked after 10 minutes, waiting since.
/// - A draft that says nothing but its title.
/// - R-10004, moderate, accidental: filed 20 days later, granted as goodwill against the verdict by Otto after 1 hour,
///   revoked after 2, granted again by Olga after 3.
/// - R-10005, moderate, accidental: filed with it and merged into R-10004.
package struct ReportWorld: Sendable {
    package let sample: SampleDesk
    package var desk: Desk { sample.desk }

    private static let order = "a1b2c3d40001"
    private static let late = "a1b2c3d40004"

    /// Files and decides them in an empty store.
    package init(on store: any DeskStore = MemoryStore()) async throws {
        sample = try await SampleDesk(on: store)
        let contoso = try SampleOrders.contoso()
        let orders = try [(Self.order, SampleClock.start), (Self.late, SampleClock.start.adding(days: -60))].map {
            try SampleOrders.requested(paid: Money("1250.00 USD"), by: contoso, id: $0, at: $1)
        }
        try await store.write { records in
            try records.save(contoso)
            try records.insert(orders)
        }
        let first = try await file(.critical, .duplicate, "1250.00", Self.order)
        let second = try await file(.moderate, .accidental, "900.00", "a1b2c3d40002")
        let third = try await file(.minimal, .other, "10.00", "a1b2c3d40003", tenant: "fabrikam.com")
        _ = try await sample.file(FactsForm([.title: "Later"]), isDraft: true)
        sample.clock.advance(milliseconds: 600_000)
        try await perform(.take, on: third, by: SamplePeople.agent)
        try await perform(.ask("Which one?"), on: third, by: SamplePeople.agent)
        sample.clock.advance(milliseconds: 3_000_000)
        try await perform(.take, on: first, by: SamplePeople.agent)
        sample.clock.advance(hours: 1)
        try await perform(.approve(Grant(.cancellation, usd("1250.00"))), on: first, by: SamplePeople.approver)
        sample.clock.advance(hours: 1)
        try await perform(.credit(reference: "PC-1"), on: first, by: SamplePeople.adminAgent)
        sample.clock.advance(hours: 1)
        _ = try await desk.runInvoices(Month("2026-11"), early: true, by: .sample(SamplePeople.billing))
        try await perform(.take, on: second, by: SamplePeople.agent)
        sample.clock.advance(hours: 46)
        try await perform(.approve(.vouched(usd("900.00"))), on: second, by: SamplePeople.approver)
        sample.clock.advance(hours: 1)
        try await perform(.credit(reference: "PC-2"), on: second, by: SamplePeople.adminAgent)
        try await perform(.dispute("Not there"), on: second, by: SamplePeople.billing)
        try await fileLate()
    }

    private func fileLate() async throws {
        sample.clock.advance(hours: 20 * 24 - 51)
        let fourth = try await file(.moderate, .accidental, "40.00", Self.late)
        let fifth = try await file(.moderate, .accidental, "41.00", Self.late)
        let name = TicketName(id: fourth.id, name: TicketNumber(fourth.number ?? 0).description)
        try await perform(.merge(into: name, nil), on: fifth, by: SamplePeople.agent)
        try await perform(.take, on: fourth, by: SamplePeople.agent)
        sample.clock.advance(hours: 1)
        let grant = Grant(.goodwill, try usd("40.00"), override: "An old customer")
        try await perform(.approve(grant), on: fourth, by: SamplePeople.otherApprover)
        sample.clock.advance(hours: 1)
        try await perform(.revoke("Too early"), on: fourth, by: SamplePeople.approver)
        sample.clock.advance(hours: 1)
        try await perform(.approve(grant), on: fourth, by: SamplePeople.approver)
    }

    private func usd(_ number: String) throws(Fault) -> Money { try Money(number, Currency("USD")) }

    private func file(
        _ impact: Impact,
        _ reason: RefundReason,
        _ amount: String,
        _ order: String,
        tenant: String = "contoso.com"
    ) async throws -> Ticket {
        try await sample.file(
            .sample([
                .impact: impact.rawValue, .reason: reason.rawValue, .amount: amount, .purchase: "order:\(order)",
                .tenant: tenant,
            ])
        )
    }

    private func perform(_ command: TicketCommand, on ticket: Ticket, by person: Person) async throws {
        _ = try await desk.perform(command, on: .id(ticket.id), by: .sample(person))
    }
}
