import Basics
import Casework
import SampleDesk
import Tickets
import Workflows

/// Tickets that a seed makes: every status, every source of rows, hostile and Korean texts.
struct ContractData {
    let seed: UInt64
    /// In the order of their creation, each with the events that it is inserted with and those appended later.
    private(set) var stories: [Story] = []

    struct Story {
        let new: NewRecord
        let later: [(event: Event, ticket: Ticket)]
    }

    private var random: SplitMix64

    init(seed: UInt64, count: Int) throws {
        self.seed = seed
        random = SplitMix64(seed: seed)
        for index in 0..<count { stories.append(try story(index)) }
    }

    private mutating func story(_ index: Int) throws -> Story {
        var now = SampleClock.start.adding(hours: Int64(random.below(400)) - 200)
        var sample = try opened(index, at: now)
        var tickets = [sample.ticket]
        for _ in 0..<random.below(9) {
            now = now.adding(milliseconds: Int64(random.below(90_000_000)))
            let exits = sample.ticket.status.exits
            guard !exits.isEmpty else { break }
            let command = try command(exits[random.below(exits.count)].action)
            let person = SamplePeople.named[random.below(SamplePeople.named.count)]
            guard let command, (try? sample.perform(command, by: person, at: now)) != nil else { continue }
            tickets.append(sample.ticket)
        }
        let kept = 1 + random.below(tickets.count)
        let number: Int64 = 10_001 + Int64(index)
        func numbered(_ ticket: Ticket) -> Ticket {
            var ticket = ticket
            ticket.number = ticket.submittedAt == nil ? nil : number
            return ticket
        }
        let mark = sample.ticket.source.map { source in
            IntakeMark(ticket: sample.ticket.id, digest: Digest.of(source.externalID), modifiedAt: now)
        }
        return Story(
            new: NewRecord(
                ticket: numbered(tickets[kept - 1]),
                events: Array(sample.events[..<kept]),
                mark: random.below(3) == 0 ? nil : mark
            ),
            later: (kept..<tickets.count).map { (sample.events[$0], numbered(tickets[$0])) }
        )
    }

    private mutating func opened(_ index: Int, at now: Instant) throws -> SampleTicket {
        let form = try form()
        let people = [SamplePeople.requester, SamplePeople.otherRequester, SamplePeople.agent]
        let person = people[random.below(3)]
        let isDraft = random.below(5) == 0
        let content: TicketContent = isDraft ? .rough(draft(form)) : .complete(try form.facts())
        let isImported = !isDraft && random.below(3) == 0
        let source = isImported ? try Source(system: pick(["crm", "Crm", "환불 desk"]), externalID: "INC-\(index)") : nil
        let requester = isImported ? pick([nil, SamplePeople.requester.id, SamplePeople.otherRequester.id]) : person.id
        let opening = TicketOpening(
            organisation: SamplePeople.organisation.id,
            requester: requester,
            source: source,
            content: content,
            attachments: random.below(4) == 0 ? [try file("first.txt")] : []
        )
        let actor = Actor.sample(isImported ? SamplePeople.agent : person, from: isImported ? .import : .web)
        // Ids are not in the order of creation.
        return try SampleTicket(opening: opening, id: UInt64((index * 7_919) % 10_007 + 1), by: actor, at: now)
    }

    private mutating func form() throws -> FactsForm {
        let currency = pick(["USD", "KRW", "KWD", "EUR"])
        return FactsForm.sample([
            .problem: pick(ProblemType.allCases).rawValue,
            .impact: pick(Impact.allCases).rawValue,
            .title: pick(["Refund for 환불을 원함", "Licences, bought twice", "e\u{301}t\u{e9} 'quoted' \"x\" ; -- %_\\"]),
            .tenant: pick(["contoso.com", "fabrikam.onmicrosoft.com", "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"]),
            .purchase: pick(["order:a1b2c3d4e5f6", "order:ffffffffffff", "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"]),
            .reason: pick(RefundReason.allCases).rawValue,
            .explanation: pick(["", "one two three", "two three\r\n\tone", "\u{10ffff}\u{7f} Windows 11\n"]),
            .currency: currency,
            .amount: "\(1 + random.below(3_000))",
        ])
    }

    private mutating func draft(_ form: FactsForm) -> FactsForm {
        var form = form
        for field in FactField.allCases where random.below(3) == 0 { form[field] = nil }
        if random.below(2) == 0 { form[.tenant] = "Contoso.COM" }
        return form
    }

    private mutating func command(_ action: TicketAction) throws -> TicketCommand? {
        let word = pick(["환불 완료", "one two", "secret word", "three"])
        return switch action {
        case .draft, .file: nil
        case .submit: .submit
        case .discard: .discard
        case .take: .take
        case .withdraw: .withdraw(word)
        case .ask: .ask(word)
        case .escalate: .escalate(reference: word, text: nil)
        case .release: .release(nil)
        case .decline: .decline(.other, word)
        case .approve:
            .approve(try grant(word))
        case .reply: .reply(word)
        case .lapse: .lapse
        case .answer: .answer(VendorAnswer(ruling: .refused, reference: word, text: nil))
        case .credit: .credit(reference: "PC 1")
        case .revoke: .revoke(word)
        case .settle: .settle(invoice: "G1", line: nil)
        case .dispute: .dispute(word)
        case .reverse: .reverse(word)
        case .correct: .correct(word)
        case .close: .close
        case .reopen: .reopen(nil)
        case .edit: .edit(FactsForm([.title: pick(["Edited title", "환불"]), .amount: "\(1 + random.below(900))"]))
        case .note: .note(Message(text: word, visibility: pick(Visibility.allCases)))
        case .attach: .attach([try file("\(random.below(5)).txt")])
        case .give: .give(Assignee(id: SamplePeople.otherAgent.id, name: SamplePeople.otherAgent.systemName))
        case .merge: .merge(into: other, word)
        case .unmerge: .unmerge(nil)
        case .link: .link(TicketLink(pick(TicketLink.Relation.allCases), other))
        }
    }

    /// Goodwill of at most 500 minor units, of a purchase that cost 3,000 on the approver's word.
    private mutating func grant(_ word: String) throws -> Grant {
        let currency = try Currency(pick(["USD", "KRW"]))
        let amount = Money(minorUnits: 1 + Int64(random.below(500)), currency)
        return Grant(.goodwill, amount, text: word, attested: Money(minorUnits: 3_000, currency))
    }

    private var other: TicketName {
        TicketName(id: Ticket.ID(GUID(high: 0x0c00_7000, low: 0x8000_0000_0000_0fff)), name: "R-10999")
    }

    private func file(_ name: String) throws -> Tickets.Attachment {
        try Tickets.Attachment(name: name, mediaType: "text/plain", size: 3, digest: Digest.of("abc"))
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[random.below(values.count)] }

    /// Writes them: inserted in batches, then one transaction for each later event.
    func write(to store: any DeskStore) async throws {
        let stories = stories
        try await store.write { (records: any MutableRecords) throws in
            try records.save(FileContent(Array("abc".utf8)))
            for start in stride(from: 0, to: stories.count, by: 13) {
                try records.insert(stories[start..<min(start + 13, stories.count)].map(\.new))
            }
            try records.raiseNumbers(above: 10_000 + Int64(stories.count))
        }
        try await store.write { (records: any MutableRecords) throws in
            for story in stories {
                for (event, ticket) in story.later { try records.append([event], to: ticket) }
            }
        }
    }
}
