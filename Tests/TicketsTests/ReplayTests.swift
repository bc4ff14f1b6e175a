import Basics
import SampleDesk
import Testing
import Tickets
import Workflows

struct ReplayTests {
    @Test(arguments: TicketAction.allCases)
    func `every command is read back from its fields`(action: TicketAction) throws {
        guard let command = try TicketCommand.sample(action) else {
            #expect(try TicketCommand(action, Fields()) == nil)
            return
        }
        #expect(command.action == action)
        // A submission's fields are the facts that it filed; the command itself carries none.
        let parsed = try Fields(parsing: command.fields.bytes)
        #expect(try TicketCommand(action, parsed) == command)
        #expect(try TicketCommand(action, parsed)?.fields == command.fields)
    }

    @Test func `absent and empty words stay apart, and so do all rulings`() throws {
        let amount = try Money.usd(1)
        let commands: [TicketCommand] = [
            .withdraw(nil), .withdraw(""), .decline(.noAnswer, nil), .approve(Grant(.goodwill, amount)), .reopen(nil),
            .escalate(reference: nil, text: nil), .settle(invoice: "G1", line: nil),
            .answer(VendorAnswer(ruling: .refused, reference: "r", text: nil)),
            .answer(VendorAnswer(ruling: .question, reference: "r", text: "t")),
            .note(Message(text: "x\n", visibility: .internal, author: "A", writtenAt: Instant(milliseconds: -5))),
        ]
        for command in commands { #expect(try TicketCommand(command.action, command.fields) == command) }
        #expect(Set(commands.map(\.fields.bytes)).count == 8)
    }

    @Test func `fields that no command writes are refused`() {
        var fields = Fields()
        fields.append("ruling", "maybe")
        let choices = ["granted", "refused", "question"]
        #expect(throws: Fault.unknownChoice("maybe", known: choices)) { try TicketCommand(.answer, fields) }
        #expect(throws: Fault.missingField("text")) { try TicketCommand(.ask, Fields()) }
        #expect(throws: Fault.missingField("kind")) { try TicketCommand(.approve, Fields()) }
    }

    /// Random walks: whatever the events are, adding them up again gives the ticket that performed them.
    @Test func `a ticket is the sum of its events`() throws {
        let seed = SplitMix64.freshSeed()
        var random = SplitMix64(seed: seed)
        var steps = 0
        var reached: Set<TicketStatus> = []
        for walk in 0..<150 {
            let start: TicketStatus = walk % 3 == 0 ? .draft : .submitted
            var sample = try SampleTicket(in: start, id: UInt64(walk))
            var now = SampleClock.start
            for _ in 0..<25 {
                now = now.adding(hours: Int64(random.below(60)))
                let exits = sample.ticket.status.exits
                guard !exits.isEmpty else { break }
                let action = exits[random.below(exits.count)].action
                guard let command = try TicketCommand.random(action, &random) else { continue }
                // Some people, so that somebody may; most may not, and are refused.
                for _ in 0..<4 {
                    let person = SamplePeople.named[random.below(SamplePeople.named.count)]
                    guard (try? sample.perform(command, by: person, at: now)) != nil else { continue }
                    steps += 1
                    break
                }
                reached.insert(sample.ticket.status)
                #expect(try Ticket(replaying: sample.events, number: nil) == sample.ticket, "seed \(seed)")
            }
            #expect(Chain.breaks(in: sample.events) == [], "seed \(seed)")
            #expect(sample.events.map(\.version) == Array(1...sample.events.count), "seed \(seed)")
            #expect(TicketSummary(of: sample.ticket).status == sample.events.last?.to, "seed \(seed)")
        }
        #expect(steps > 300, "seed \(seed)")
        #expect(reached.isSuperset(of: [.approved, .creditPending]), "seed \(seed)")
    }

    @Test func `events that are no story of one ticket are refused with the event`() throws {
        let events = try SampleTicket(in: .approved).events
        let other = Ticket.ID(GUID(high: 9, low: 9))
        var bad = Fields()
        bad.append("kind", "bribe")
        let cases: [([Event], ReplayFault, String)] = [
            ([], .empty, "there are no events"),
            (
                Array(events[1...]), .notAWayIn(.take), "the first event is 'take', which opens no ticket"
            ),
            (
                [events[0], events[1].with(ticket: other)], .wrongTicket(version: 2),
                "event 2 belongs to another ticket"
            ),
            (
                [events[0], events[2]], .impossible(version: 3, .approve, from: .submitted),
                "event 3 is 'approve', which a ticket that is submitted cannot do"
            ),
            (
                [events[0], events[1].with(to: .approved)], .impossible(version: 2, .take, from: .submitted),
                "event 2 is 'take', which a ticket that is submitted cannot do"
            ),
            (
                [events[0], events[1], events[2].with(detail: bad)],
                .unreadable(version: 3, .unknownChoice("bribe", known: ["cancellation", "goodwill"])),
                "event 3 cannot be read: 'bribe' is not one of cancellation, goodwill"
            ),
            (
                [events[0].with(detail: Fields())], .unreadable(version: 1, .missingField("organisation")),
                "event 1 cannot be read: lacks the field 'organisation'"
            ),
        ]
        for (list, fault, sentence) in cases {
            #expect(throws: fault) { try Ticket(replaying: list, number: nil) }
            #expect(fault.sentence == sentence)
        }
    }
}

extension TicketCommand {
    /// The sample command of an action, with other words and amounts now and then.
    fileprivate static func random(_ action: TicketAction, _ random: inout SplitMix64) throws -> TicketCommand? {
        let words = ["환불", "e\u{301}", "two\nlines", "x"]
        let word = words[random.below(words.count)]
        switch action {
        case .edit:
            let field = [FactField.title, .explanation, .contactPhone, .amount][random.below(4)]
            let value = ["Other", "", "555-0100", "900"][random.below(4)]
            return .edit(FactsForm([field: value]))
        case .note:
            return .note(Message(text: word, visibility: random.below(2) == 0 ? .public : .internal))
        case .approve:
            // Now and then more than was asked for. The books do not know the purchase.
            let amount = try Money.usd(Int64(random.below(1_500_00) + 1))
            return .approve(Grant(.goodwill, amount, text: word, attested: try .usd(1_250_00)))
        case .attach:
            let name = "\(random.below(20)).txt"
            return .attach([try Attachment(name: name, mediaType: "text/plain", size: 3, digest: Digest.of("abc"))])
        default: return try sample(action)
        }
    }
}
