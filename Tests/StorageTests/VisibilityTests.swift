import Basics
import Casework
import SampleDesk
import Testing
import Tickets

@Suite struct VisibilityTests {
    @Test(arguments: Backing.allCases)
    func `requesters find their own tickets and nothing inside them`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            let mine = try await sample.file(.sample([.title: "Mine is blue"]))
            let other = try await sample.file(.sample([.title: "Theirs is blue"]), by: SamplePeople.otherRequester)
            for ticket in [mine, other] {
                try await sample.perform(
                    .note(Message(text: "the zebra stays inside", visibility: .internal)),
                    on: ticket,
                    by: SamplePeople.agent
                )
            }
            let found: [(text: String, requester: [Int64], agent: [Int64])] = [
                ("", [10_001], [10_002, 10_001]),
                ("blue", [10_001], [10_002, 10_001]),
                ("zebra", [], [10_002, 10_001]),
                ("\"zebra stays\"", [], [10_002, 10_001]),
                ("-zebra", [10_001], []),
                ("status:submitted", [10_001], [10_002, 10_001]),
                ("number:10002", [], [10_002]),
                ("requester:lee", [], [10_002]),
            ]
            for (text, requester, agent) in found {
                let query = try TicketQuery(text)
                for (person, expected) in [(SamplePeople.requester, requester), (SamplePeople.agent, agent)] {
                    let list = try await sample.desk.list(query, for: .sample(person))
                    let count = try await sample.desk.count(query, for: .sample(person), exactly: true)
                    #expect(list.items.map(\.number) == expected, "\(person.systemName): \(text)")
                    #expect(count == expected.count, "\(person.systemName): \(text)")
                }
            }
        }
    }

    @Test(arguments: Backing.allCases)
    func `words follow what is edited`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            let ticket = try await sample.file(.sample([.title: "환불을 요청합니다", .explanation: "crimson"]))
            try await sample.perform(
                .note(Message(text: "kept words", visibility: .public)),
                on: ticket,
                by: SamplePeople.agent
            )
            try await sample.perform(
                .edit(FactsForm([.explanation: "turquoise"])),
                on: ticket,
                by: SamplePeople.requester
            )
            let found = [
                "환불": 1, "환불을": 1, "불을": 0, "crimson": 0, "turquoise": 1, "TURQ": 1, "\"turq\"": 0, "kept": 1,
                "\"kept words\"": 1, "\"words kept\"": 0, "contoso.com": 1, "\"contoso com\"": 1, "kept turquoise": 1,
                "kept crimson": 0, "-crimson": 1,
            ]
            for (text, count) in found {
                let query = try TicketQuery(text)
                #expect(try await sample.desk.count(query, for: .sample(SamplePeople.agent)) == count, "\(text)")
                #expect(
                    try await sample.desk.list(query, for: .sample(SamplePeople.agent)).items.count == count,
                    "\(text)"
                )
            }
        }
    }

    @Test(arguments: Backing.allCases)
    func `a draft is found by its tenant in any case`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            let draft = try await sample.file(FactsForm([.tenant: "Contoso.COM"]), isDraft: true)
            let page = try await sample.desk.list(TicketQuery("tenant:CONTOSO.com"), for: .sample(SamplePeople.agent))
            #expect(page.items.map(\.id) == [draft.id])
            #expect(page.items.map(\.tenant) == ["Contoso.COM"])
        }
    }
}
