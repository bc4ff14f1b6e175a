import Basics
import Casework
import MemoryStore
import SampleDesk
import Testing
import Tickets

/// Lists, counts and walks of every store against the memory's plain evaluation of the same tickets.
struct ContractListTests {
    static let filters = [
        "", "is:merged", "status:underReview", "status:draft,closed,declined", "is:open", "is:done", "impact:critical",
        "impact:critical,minimal", "reason:duplicate,other", "problem:refund", "tenant:contoso.com",
        "tenant:Contoso.COM",
        "tenant:0A1B2C3D-4e5f-6071-8293-a4b5c6d7e8f9", "order:a1b2c3d4e5f6", "order:nothing", "currency:USD",
        "currency:KRW,KWD", "amount>=1000", "amount<1000", "amount=250", "amount<=99.5", "amount>0", "number:10005",
        "number>10020", "number<=10010", "source:crm", "source:Crm", "external:INC-3", "assignee:none", "assignee:me",
        "assignee:alan", "assignee:zoe", "requester:none", "requester:me", "requester:kim", "age>3d", "age<=1d",
        "age>-5d",
        "idle<2h", "idle>=1d", "due<4h", "due>-1d", "due<=0h", "due:today", "created>=2026-11-20", "created=2026-11-23",
        "created<2026-11-23", "created>2026-11-23", "created<=2026-11-23", "has:files", "환불", "환", "REFUND", "two",
        "thre", "\"two three\"", "\"tw\"", "\"three one\"", "one two", "\"one two\"", "secret", "완료", "windows 11",
        "quoted", "INC-4", "status:underReview assignee:me 환불 -has:files", "is:open amount>=100 -impact:minimal",
    ]

    static let viewers = [
        SamplePeople.agent, SamplePeople.requester, SamplePeople.otherRequester, SamplePeople.adminAgent,
        SamplePeople.customer,
    ]

    @Test(arguments: ContractBackend.allCases)
    func `every filter finds what the reference finds, in its order, page by page`(backend: ContractBackend)
        async throws
    {
        let data = try ContractData(seed: SplitMix64.freshSeed(), count: 70)
        let reference = MemoryStore()
        _ = try await SampleDesk(on: reference)
        try await data.write(to: reference)
        try await backend.withDesk { sample in
            try await data.write(to: sample.desk.store)
            var random = SplitMix64(seed: data.seed)
            for text in Self.filters {
                for sign in text.isEmpty ? [""] : ["", "-"] {
                    let key = TicketQuery.Sort.Key.allCases[random.below(TicketQuery.Sort.Key.allCases.count)]
                    let order = " sort:\(random.below(2) == 0 ? "-" : "")\(key.rawValue)"
                    // An insider and somebody who sees less.
                    for viewer in [Self.viewers[0], Self.viewers[1 + random.below(4)]] {
                        try await compare(sign + text + order, viewer, sample.desk.store, reference, data.seed)
                    }
                }
            }
            // In whatever order: a merged ticket is in no status that is asked for, and in every one that is not.
            for text in ["-status:underReview", "-is:open"] {
                for key in TicketQuery.Sort.Key.allCases {
                    try await compare(
                        "\(text) sort:-\(key.rawValue)",
                        SamplePeople.agent,
                        sample.desk.store,
                        reference,
                        data.seed
                    )
                }
            }
            for key in TicketQuery.Sort.Key.allCases {
                for sign in ["", "-"] {
                    try await compare(
                        "sort:\(sign)\(key.rawValue)",
                        SamplePeople.agent,
                        sample.desk.store,
                        reference,
                        data.seed
                    )
                }
            }
        }
    }

    private func compare(
        _ text: String,
        _ viewer: Person,
        _ store: any DeskStore,
        _ reference: MemoryStore,
        _ seed: UInt64
    ) async throws {
        let query = try TicketQuery(text)
        let now = SampleClock.start.adding(hours: 5)
        let expected = try await reference.read { try Answers(query, viewer, now, page: .max - 1, $0) }
        let actual = try await store.read { try Answers(query, viewer, now, page: 7, $0) }
        let place: Comment = "seed \(seed): '\(text)' for \(viewer.systemName)"
        #expect(actual.listed == expected.listed, place)
        #expect(actual.counts == expected.counts, place)
        #expect(actual.walked == expected.walked, place)
    }

    /// What a store answers to one query, by every method that takes one.
    private struct Answers: Sendable {
        var listed: [TicketSummary] = []
        let counts: [Int]
        var walked: [StoredTicket] = []

        init(_ query: TicketQuery, _ viewer: Person, _ now: Instant, page: Int, _ records: any Records) throws {
            var cursor: Cursor?
            repeat {
                let part = try records.list(query, for: viewer, at: now, after: cursor, limit: page)
                listed += part.items
                cursor = part.next
            } while cursor != nil
            counts = try [nil, 1, 5].map { try records.count(query, for: viewer, at: now, upTo: $0) }
            var walked: [StoredTicket] = []
            try records.eachTicket(query, for: viewer, at: now) { walked.append($0) }
            self.walked = walked
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `nothing is listed twice or missed while tickets are added`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            for index in 0..<10 {
                _ = try await sample.file(.sample([.title: "t\(index)"]))
                if index % 2 == 0 { sample.clock.advance(hours: 1) }
            }
            var titles: [String] = []
            var cursor: Cursor?
            repeat {
                let page = try await sample.desk.list(
                    TicketQuery(),
                    for: .sample(SamplePeople.agent),
                    after: cursor,
                    limit: 3
                )
                titles += page.items.map(\.title)
                cursor = page.next.flatMap { Cursor($0.description) }
                sample.clock.advance(hours: 1)
                _ = try await sample.file(.sample([.title: "late"]))
            } while cursor != nil
            #expect(titles == (0..<10).reversed().map { "t\($0)" })
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `the queue's counts are those of a recount after random walks`(backend: ContractBackend) async throws {
        let data = try ContractData(seed: SplitMix64.freshSeed(), count: 60)
        try await backend.withDesk { sample in
            try await data.write(to: sample.desk.store)
            var expected: [QueueCount: Int] = [:]
            for story in data.stories {
                let ticket = story.later.last?.ticket ?? story.new.ticket
                guard ticket.mergedInto == nil else { continue }
                expected[QueueCount(status: ticket.status, assignee: ticket.assignee?.id, count: 0), default: 0] += 1
            }
            let recount = Set(
                expected.map { QueueCount(status: $0.key.status, assignee: $0.key.assignee, count: $0.value) }
            )
            let kept = try await sample.desk.store.read { try $0.queueCounts() }
            #expect(Set(kept) == recount, "seed \(data.seed)")
            #expect(kept.count == recount.count, "seed \(data.seed)")
        }
    }
}
