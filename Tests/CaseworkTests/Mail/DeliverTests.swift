import Basics
import Casework
import MemoryStore
import SampleDesk
import Testing
import Tickets

@Suite struct DeliverTests {
    private let courier = SampleCourier()

    private func minutes(_ count: Int64) -> Instant { SampleClock.start.adding(milliseconds: count * 60_000) }

    @Test func `what is due is delivered once, the oldest first`() async throws {
        let fixture = try await Fixture()
        let first = try await fixture.sample.ticket(in: .awaitingInformation)
        fixture.sample.clock.advance(hours: 1)
        let second = try await fixture.sample.ticket(in: .approved)
        let report = try await fixture.deliver(with: courier)
        #expect(report.sent.map(\.id.ticket) == [first.id, second.id])
        #expect(report.postponed == [] && report.failed == [])
        let kim = try EmailAddress("kim@fabrikam.com")
        #expect(
            courier.parcels == [
                Parcel(id: OutboxEntry.ID(ticket: first.id, version: 3), recipient: kim, message: Array("asked".utf8)),
                Parcel(
                    id: OutboxEntry.ID(ticket: second.id, version: 3),
                    recipient: kim,
                    message: Array("approved".utf8)
                ),
            ]
        )
        for mail in await fixture.mails() {
            #expect(mail.state == .sent(at: minutes(60)) && mail.attempts == 1 && mail.lastError == nil)
        }
        #expect(try await fixture.deliver(with: courier) == DeliveryReport())
        #expect(courier.parcels.count == 2)
    }

    @Test func `a mail is made of the events up to its own, as a requester sees them`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .awaitingInformation)
        try await fixture.sample.perform(.reply("G1"), on: ticket, by: SamplePeople.requester)
        try await fixture.sample.perform(.edit(FactsForm([.title: "New"])), on: ticket, by: SamplePeople.agent)
        try await fixture.deliver(with: courier) { (posting: Posting) throws(Undeliverable) in
            #expect(posting.ticket.status == .awaitingInformation)
            #expect(posting.ticket.number == 10_001)
            #expect(posting.ticket.facts?.title == "Licences bought twice")
            #expect(posting.event.action == .ask && posting.event.version == 3)
            #expect(posting.author == "Ada Agent")
            // Monday, 30 November, five working days later.
            #expect(posting.answerBy == SampleClock.start.adding(days: 7))
            return []
        }
        #expect(courier.parcels.count == 1)
    }

    @Test func `a mail says for how long the rules in force let a request be opened again`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.sample.ticket(in: .declined)
        try await fixture.desk.set(.tickets(.reopenDays), to: "30", by: .sample(SamplePeople.administrator))
        try await fixture.deliver(with: courier) { (posting: Posting) throws(Undeliverable) in
            #expect(posting.reopenDays == 30)
            return []
        }
        #expect(courier.parcels.count == 1)
    }

    @Test func `what stays inside the desk is not handed to a mail`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.sample.ticket(in: .disputed)
        try await fixture.deliver(with: courier) { (posting: Posting) throws(Undeliverable) in
            if posting.entry.kind == .disputed {
                #expect(posting.event.detail == Fields())
                guard case .disputed(_, let why) = posting.ticket.phase else {
                    throw Undeliverable("not disputed")
                }
                #expect(why == "")
            }
            return []
        }
        #expect(courier.parcels.count == 3)
    }

    @Test func `a failure is tried again after 1, 5, 30, 120 and 480 minutes, then given up`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.sample.ticket(in: .awaitingInformation)
        courier.refuse("no route\nto host\u{0}")
        var minute: Int64 = 0
        for (attempt, pause) in [1, 5, 30, 120, 480].enumerated() {
            let report = try await fixture.deliver(with: courier)
            let mail = try #require(await fixture.mail())
            #expect(report.postponed == [mail] && report.count == 1)
            #expect(mail.attempts == attempt + 1)
            #expect(mail.state == .waiting(until: minutes(minute + Int64(pause))))
            #expect(mail.lastError == "no route to host")
            fixture.sample.clock.advance(milliseconds: Int64(pause) * 60_000 - 1)
            #expect(try await fixture.deliver(with: courier).count == 0)
            fixture.sample.clock.advance(milliseconds: 1)
            minute += Int64(pause)
        }
        let last = try await fixture.deliver(with: courier)
        let mail = try #require(await fixture.mail())
        #expect(last.failed == [mail] && mail.state == .failed(at: minutes(636)) && mail.attempts == 6)
        fixture.sample.clock.advance(days: 30)
        #expect(try await fixture.deliver(with: courier).count == 0)
        #expect(courier.parcels.count == 6)
        #expect(Set(courier.parcels).count == 1)
    }

    @Test func `one that fails stops no other, and goes out when the way is free`() async throws {
        let fixture = try await Fixture()
        let first = try await fixture.sample.ticket(in: .awaitingInformation)
        _ = try await fixture.sample.ticket(in: .awaitingInformation)
        let report = try await fixture.deliver(with: courier) { (posting: Posting) throws(Undeliverable) in
            if posting.ticket.id == first.id { throw Undeliverable("it says {{invoice}}") }
            return []
        }
        #expect(report.sent.count == 1 && report.postponed.map(\.lastError) == ["it says {{invoice}}"])
        fixture.sample.clock.advance(milliseconds: 60_000)
        let again = try await fixture.deliver(with: courier)
        #expect(again.sent.map(\.id.ticket) == [first.id])
        #expect(again.sent.map(\.lastError) == [nil])
    }

    @Test func `a mail whose delivery was cut off is delivered again when its lease has ended`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.sample.ticket(in: .awaitingInformation)
        let waiting = try #require(await fixture.mail())
        let cut = OutboxEntry(
            id: waiting.id,
            kind: waiting.kind,
            recipient: waiting.recipient,
            language: waiting.language,
            createdAt: waiting.createdAt,
            attempts: 1,
            state: .sending(until: minutes(10)),
            lastError: nil
        )
        try await fixture.store.write { try $0.save(cut) }
        fixture.sample.clock.advance(milliseconds: 599_999)
        #expect(try await fixture.deliver(with: courier).count == 0)
        fixture.sample.clock.advance(milliseconds: 1)
        let report = try await fixture.deliver(with: courier)
        #expect(report.sent.map(\.id) == [waiting.id] && report.sent.map(\.attempts) == [2])
        #expect(courier.parcels.map(\.id) == [waiting.id])
    }

    @Test func `a mail that cuts off every delivery is given up`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.sample.ticket(in: .awaitingInformation)
        let waiting = try #require(await fixture.mail())
        let cut = OutboxEntry(
            id: waiting.id,
            kind: waiting.kind,
            recipient: waiting.recipient,
            language: waiting.language,
            createdAt: waiting.createdAt,
            attempts: OutboxEntry.attemptLimit,
            state: .sending(until: SampleClock.start),
            lastError: nil
        )
        try await fixture.store.write { try $0.save(cut) }
        let report = try await fixture.deliver(with: courier)
        #expect(report.failed.map(\.state) == [.failed(at: SampleClock.start)])
        #expect(report.failed.map(\.lastError) == ["the last attempt was cut off"])
        #expect(courier.parcels == [])
    }

    @Test func `while one delivers a mail, nobody else does`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.sample.ticket(in: .awaitingInformation)
        let courier = courier
        let slow = InterruptedCourier {
            let other = try? await fixture.deliver(with: courier)
            #expect(other?.count == 0)
        }
        #expect(try await fixture.deliver(with: slow).sent.count == 1)
        #expect(courier.parcels == [])
    }

    @Test func `a failure that comes after another has sent the mail changes nothing`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.sample.ticket(in: .awaitingInformation)
        let courier = courier
        let slow = InterruptedCourier(
            meanwhile: {
                fixture.sample.clock.advance(hours: 1)
                _ = try? await fixture.deliver(with: courier)
            },
            refusal: "too late"
        )
        let report = try await fixture.deliver(with: slow)
        let mail = try #require(await fixture.mail())
        #expect(report.sent == [mail])
        #expect(mail.state == .sent(at: minutes(60)) && mail.attempts == 2 && mail.lastError == nil)
    }

    @Test func `a round ends at its limit`() async throws {
        let fixture = try await Fixture()
        for _ in 0..<3 { _ = try await fixture.sample.ticket(in: .awaitingInformation) }
        #expect(try await fixture.deliver(with: courier, limit: 2).sent.count == 2)
        #expect(try await fixture.deliver(with: courier, limit: 2).sent.count == 1)
    }

    @Test func `who may not run the clock delivers nothing`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.sample.ticket(in: .awaitingInformation)
        await fixture.expectRefusal(.notAllowed(.runTheClock)) {
            try await fixture.deliver(with: courier, by: SamplePeople.agent)
        }
        #expect(courier.parcels == [])
    }

    @Test func `the log shows the latest first, with the number of the ticket`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.sample.ticket(in: .awaitingInformation)
        fixture.sample.clock.advance(hours: 1)
        _ = try await fixture.sample.ticket(in: .declined)
        let log = try await fixture.desk.mailLog(for: .sample(SamplePeople.auditor))
        #expect(log.map(\.mail.kind) == [.declined, .asked])
        #expect(log.map(\.number) == [TicketNumber(10_002), TicketNumber(10_001)])
        #expect(try await fixture.desk.mailLog(limit: 1, for: .sample(SamplePeople.agent)).count == 1)
        await fixture.expectRefusal(.notAllowed(.seeAllTickets)) {
            _ = try await fixture.desk.mailLog(for: .sample(SamplePeople.requester))
        }
    }
}
