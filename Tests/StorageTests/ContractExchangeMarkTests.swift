import Basics
import Casework
import SampleDesk
import Testing
import Tickets

struct ContractExchangeMarkTests {
    private static func mark(
        _ ticket: Ticket.ID,
        _ system: String,
        externalID: String? = nil,
        version: Int = 1,
        title: String = "e\u{301}",
        digest: Digest? = nil
    ) -> ExchangeMark {
        ExchangeMark(
            system: system,
            ticket: ticket,
            externalID: externalID,
            version: version,
            form: FactsForm([.title: title, .explanation: "a\r\nb", .amount: ""]),
            note: digest == nil ? nil : "Status there: 환불",
            digest: digest,
            modifiedAt: digest == nil ? nil : SampleClock.start,
            at: SampleClock.start.adding(hours: Int64(version))
        )
    }

    @Test(arguments: ContractBackend.allCases)
    func `a mark is read back by ticket and by key, and the later one replaces it`(
        backend: ContractBackend
    ) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            let ticket = try await sample.ticket(in: .submitted).id
            let other = try await sample.ticket(in: .submitted).id
            let first = Self.mark(ticket, "crm")
            let second = Self.mark(ticket, "crm", externalID: "É1", version: 2, digest: Digest.of([1]))
            try await store.write { try $0.save(first) }
            #expect(try await store.read { try $0.exchangeMark(of: ticket, with: "crm") } == first)
            #expect(try await store.read { try $0.exchangeMark(of: ticket, with: "desk") } == nil)
            try await store.write { try $0.save(second) }
            #expect(try await store.read { try $0.exchangeMark(of: "É1", in: "crm") } == second)
            #expect(try await store.read { try $0.exchangeMark(of: "E\u{301}1", in: "crm") } == nil)
            #expect(try await store.read { try $0.exchangeMark(of: "É1", in: "desk") } == nil)
            let elsewhere = Self.mark(other, "desk", externalID: "É1")
            try await store.write { try $0.save(elsewhere) }
            var all: [ExchangeMark] = []
            all = try await store.read { records in
                var found: [ExchangeMark] = []
                try records.eachExchangeMark(with: "crm") { found.append($0) }
                return found
            }
            #expect(all == [second])
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `no two tickets have one key in a system`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            let ticket = try await sample.ticket(in: .submitted).id
            let other = try await sample.ticket(in: .submitted).id
            let first = Self.mark(ticket, "crm", externalID: "1")
            try await store.write { try $0.save(first) }
            await #expect(throws: Overtaken.self) {
                try await store.write { try $0.save(Self.mark(other, "crm", externalID: "1")) }
            }
            #expect(try await store.read { try $0.exchangeMark(of: "1", in: "crm") } == first)
            #expect(try await store.read { try $0.exchangeMark(of: other, with: "crm") } == nil)
        }
    }
}
