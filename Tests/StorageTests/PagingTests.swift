import Basics
import Casework
import SampleDesk
import Testing
import Tickets

@Suite struct PagingTests {
    @Test(
        arguments: Backing.allCases,
        [
            "", "sort:updated", "sort:-created", "sort:amount", "sort:-amount", "sort:number", "sort:-number",
            "sort:due", "sort:-due",
        ]
    )
    func `pages show every ticket once while others are added`(backing: Backing, text: String) async throws {
        try await backing.withDesk { sample, _ in
            var known: Set<Ticket.ID> = []
            for index in 0..<23 {
                if index % 3 == 0 { sample.clock.advance(hours: 1) }
                let form = FactsForm.sample([.amount: "\(1 + index % 4)00.00"])
                known.insert(try await sample.file(form, isDraft: index % 5 == 0).id)
            }
            let query = try TicketQuery(text)
            var seen: [Ticket.ID] = []
            var cursor: Cursor?
            repeat {
                let page = try await sample.desk.list(query, for: .sample(SamplePeople.agent), after: cursor, limit: 4)
                seen += page.items.map(\.id)
                // What people are sent is text.
                cursor = page.next.flatMap { Cursor($0.description) }
                #expect((page.next == nil) == (cursor == nil))
                sample.clock.advance(milliseconds: 1)
                if seen.count < 30 { _ = try await sample.file(.sample([.amount: "250.00"])) }
            } while cursor != nil
            #expect(Set(seen).count == seen.count)
            #expect(known.subtracting(seen) == [])
        }
    }

    @Test(arguments: Backing.allCases)
    func `the last page has no next one, also when it is full`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            for _ in 0..<4 { _ = try await sample.file() }
            let first = try await sample.desk.list(TicketQuery(terms: []), for: .sample(SamplePeople.agent), limit: 2)
            let second = try await sample.desk.list(
                TicketQuery(terms: []),
                for: .sample(SamplePeople.agent),
                after: first.next,
                limit: 2
            )
            #expect(first.items.map(\.number) == [10_004, 10_003])
            #expect(second.items.map(\.number) == [10_002, 10_001])
            #expect(second.next == nil)
        }
    }
}
