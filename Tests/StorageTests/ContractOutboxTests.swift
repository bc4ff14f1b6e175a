import Basics
import Casework
import SampleDesk
import Testing
import Tickets

struct ContractOutboxTests {
    private static func entry(
        _ id: OutboxEntry.ID,
        kind: Notice.Kind = .asked,
        language: Language = .english,
        createdAt: Instant = SampleClock.start,
        attempts: Int = 0,
        _ state: OutboxEntry.State,
        lastError: String? = nil
    ) throws -> OutboxEntry {
        OutboxEntry(
            id: id,
            kind: kind,
            recipient: try EmailAddress("Kim+x@fabrikam.com"),
            language: language,
            createdAt: createdAt,
            attempts: attempts,
            state: state,
            lastError: lastError
        )
    }

    private static func at(_ minutes: Int64) -> Instant { SampleClock.start.adding(milliseconds: minutes * 60_000) }

    @Test(arguments: ContractBackend.allCases)
    func `every state of a mail is read back as it was written`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let ticket = try await sample.ticket(in: .underReview)
            let id = OutboxEntry.ID(ticket: ticket.id, version: 2)
            let states: [OutboxEntry.State] = [
                .waiting(until: Self.at(1)), .sending(until: Self.at(2)), .failed(at: Self.at(3)),
                .sent(at: Self.at(4)),
            ]
            try await sample.desk.store.write { try $0.append(Self.entry(id, .waiting(until: Self.at(0)))) }
            for (attempts, state) in states.enumerated() {
                let error = attempts == 3 ? nil : "e\u{301} 환불 '\(attempts)'"
                let mail = try Self.entry(id, attempts: attempts, state, lastError: error)
                try await sample.desk.store.write { try $0.save(mail) }
                #expect(try await sample.desk.store.read { try $0.mail(id) } == mail)
                #expect(try await sample.desk.store.read { try $0.mails(limit: 5) } == [mail])
            }
            for (index, kind) in Notice.Kind.allCases.enumerated() {
                let other = try await sample.file()
                let mail = try Self.entry(
                    OutboxEntry.ID(ticket: other.id, version: 1),
                    kind: kind,
                    language: index % 2 == 0 ? .korean : .english,
                    .waiting(until: Self.at(0))
                )
                try await sample.desk.store.write { try $0.append(mail) }
                #expect(try await sample.desk.store.read { try $0.mail(mail.id) } == mail)
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `the mail that has been due the longest comes first, and only what is due`(
        backend: ContractBackend
    ) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            let (first, second) = (try await sample.ticket(in: .underReview), try await sample.ticket(in: .underReview))
            func id(_ ticket: Ticket, _ version: Int) -> OutboxEntry.ID {
                OutboxEntry.ID(ticket: ticket.id, version: version)
            }
            let mails = [
                try Self.entry(id(first, 1), .waiting(until: Self.at(10))),
                try Self.entry(id(first, 2), createdAt: Self.at(-5), .sending(until: Self.at(5))),
                try Self.entry(id(second, 1), createdAt: Self.at(-1), .waiting(until: Self.at(10))),
                try Self.entry(id(second, 2), createdAt: Self.at(-9), .sent(at: Self.at(-9))),
            ]
            try await store.write { (records: any MutableRecords) throws in
                for mail in mails { try records.append(mail) }
            }
            try await store.read { (records: any Records) throws in
                #expect(try records.dueMail(at: Self.at(5).adding(milliseconds: -1)) == nil)
                #expect(try records.dueMail(at: Self.at(5)) == mails[1])
                #expect(try records.dueMail(at: Self.at(60)) == mails[1])
                #expect(try records.mails(limit: 3) == [mails[0], mails[2], mails[1]])
                #expect(try records.mails(limit: 9).last == mails[3])
            }
            let given = try Self.entry(id(first, 2), createdAt: Self.at(-5), attempts: 6, .failed(at: Self.at(6)))
            try await store.write { try $0.save(given) }
            // Of the same instant, the older one.
            #expect(try await store.read { try $0.dueMail(at: Self.at(10)) } == mails[2])
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a mail needs its event, and an event has one mail`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            let ticket = try await sample.file()
            let mail = try Self.entry(OutboxEntry.ID(ticket: ticket.id, version: 1), .waiting(until: Self.at(0)))
            let unborn = try Self.entry(OutboxEntry.ID(ticket: ticket.id, version: 2), .waiting(until: Self.at(0)))
            let absent = OutboxEntry.ID(ticket: Ticket.ID(GUID(high: .max, low: .max)), version: 1)
            let lost = try Self.entry(absent, .waiting(until: Self.at(0)))
            await #expect(throws: StoreError.unexpected("there is no mail \(mail.id)")) {
                try await store.write { try $0.save(mail) }
            }
            for missing in [unborn, lost] {
                await #expect(throws: StoreError.unexpected("there is no event \(missing.id) to send a mail of")) {
                    try await store.write { try $0.append(missing) }
                }
            }
            try await store.write { try $0.append(mail) }
            await #expect(throws: Overtaken()) { try await store.write { try $0.append(mail) } }
            #expect(try await store.read { try $0.mails(limit: 9) } == [mail])
            #expect(try await store.read { try $0.mail(unborn.id) } == nil)
            #expect(try await store.read { try $0.dueMail(at: Self.at(0)) } == mail)
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a mail is kept with its event or not at all, and is delivered once`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let ticket = try await sample.ticket(in: .underReview)
            await #expect(throws: DeskError.self) {
                try await sample.perform(.credit(reference: "x"), on: ticket, by: SamplePeople.adminAgent)
            }
            #expect(try await sample.desk.store.read { try $0.mails(limit: 9) } == [])
            for question in 1...20 {
                let other = try await sample.ticket(in: .underReview)
                try await sample.perform(.ask("\(question)"), on: other, by: SamplePeople.agent)
            }
            // Three rounds at once.
            let reports = try await withThrowingTaskGroup(of: DeliveryReport.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        try await sample.desk.deliver(with: Bin(), by: .sample(SamplePeople.system)) { _ in [] }
                    }
                }
                return try await group.reduce(into: [OutboxEntry]()) { $0 += $1.sent }
            }
            #expect(reports.count == 20 && Set(reports.map(\.id)).count == 20)
            #expect(reports.allSatisfy { $0.attempts == 1 && $0.state == .sent(at: SampleClock.start) })
        }
    }
}

/// Takes everything.
private struct Bin: Courier {
    func deliver(_ parcel: Parcel) async throws(Undeliverable) {}
}
