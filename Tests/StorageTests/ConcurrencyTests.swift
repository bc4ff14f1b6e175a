import Basics
import Casework
import SampleDesk
import Testing
import Tickets

@Suite struct ConcurrencyTests {
    private struct Abandoned: Error {}

    @Test(arguments: Backing.allCases)
    func `numbers have no gap and no double, whoever gives up`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            let store = sample.desk.store
            let taken = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for task in 0..<50 {
                    group.addTask {
                        do {
                            return try await store.write { records in
                                let number = try records.takeNumbers(1)
                                if task % 2 == 1 { throw Abandoned() }
                                return number
                            }
                        } catch is Abandoned { return nil }
                    }
                }
                return try await group.reduce(into: [Int64]()) { list, number in
                    if let number { list.append(number) }
                }
            }
            #expect(taken.sorted() == Array(10_001...10_025))
            #expect(try await store.write { try $0.takeNumbers(3) } == 10_026)
            #expect(try await store.write { try $0.takeNumbers(1) } == 10_029)
        }
    }

    @Test(arguments: Backing.allCases)
    func `fifty approvals at once make one transition`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            let ticket = try await sample.ticket(in: .underReview)
            let amount = try #require(ticket.facts?.amount)
            let desk = sample.desk
            try await desk.store.write { try $0.save(SampleOrders.contoso()) }
            let conflicts = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        do {
                            let approved = try await desk.perform(
                                .approve(.vouched(amount)),
                                on: .id(ticket.id),
                                by: .sample(SamplePeople.approver)
                            )
                            #expect(approved.status == .approved)
                            return false
                        } catch DeskError.conflict { return true }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            let stored = try #require(try await sample.stored(ticket.id))
            #expect(conflicts == 49)
            #expect(stored.events.map(\.action) == [.file, .take, .approve])
            #expect(stored.ticket.status == .approved)
            let counts = try await desk.store.read { try $0.queueCounts() }
            #expect(counts == [QueueCount(status: .approved, assignee: SamplePeople.agent.id, count: 1)])
        }
    }

    @Test(arguments: Backing.allCases)
    func `tickets filed at once all get a number and are counted`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            let numbers = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for _ in 0..<30 { group.addTask { try await sample.file().number } }
                return try await group.reduce(into: [Int64]()) { $0.append($1 ?? 0) }
            }
            #expect(numbers.sorted() == Array(10_001...10_030))
            let counts = try await sample.desk.store.read { try $0.queueCounts() }
            #expect(counts == [QueueCount(status: .submitted, assignee: nil, count: 30)])
        }
    }
}
