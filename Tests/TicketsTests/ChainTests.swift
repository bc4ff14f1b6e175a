import Basics
import SampleDesk
import Testing
import Tickets

struct ChainTests {
    /// The frozen form of an event, byte for byte. When this test fails, every chain ever written would fail: repair the
    /// program, not the test.
    @Test func `the preimage and the digest of an event never change`() throws {
        let sample = try SampleTicket(in: .underReview)
        let filed = """
            recoup-event-1 0

            ticket 36
            00000000-0c00-7000-8000-000000000001
            version 1
            1
            action 4
            file
            to 9
            submitted
            by 36
            00000000-0e00-7000-8000-000000000001
            byName 3
            kim
            account 4
            desk
            origin 3
            cli
            at 13
            1795421700000
            organisation 36
            00000000-0a00-7000-8000-000000000001
            requester 36
            00000000-0e00-7000-8000-000000000001
            problem 6
            refund
            impact 8
            moderate
            title 21
            Licences bought twice
            tenant 11
            contoso.com
            purchase 18
            order:a1b2c3d4e5f6
            reason 10
            accidental
            explanation 38
            The customer pressed the button twice.
            amount 7
            1250.00
            currency 3
            USD
            contact.name 9
            Kim Minji
            contact.email 16
            kim@fabrikam.com
            contact.phone 15
            +82 2 1234 5678

            """
        let first = "ec4223c25991e3d07797dd32a5e939460291ef94e080030dff182c92c5f9c529"
        #expect(Digest.of(filed).description == first)
        #expect(sample.events[0].digest.description == first)

        let taken = """
            recoup-event-1 64
            \(first)
            ticket 36
            00000000-0c00-7000-8000-000000000001
            version 1
            2
            action 4
            take
            from 9
            submitted
            to 11
            underReview
            by 36
            00000000-0e00-7000-8000-000000000003
            byName 3
            ada
            account 4
            desk
            origin 3
            cli
            at 13
            1795421700000

            """
        let second = "8c54ba3d44ede5d4e81b8262453bb9172c8b44ba102eec27d76be49f6af7c9fc"
        #expect(Digest.of(taken).description == second)
        #expect(sample.events[1].digest.description == second)
        #expect(sample.events[1].previous == sample.events[0].digest)
        #expect(sample.ticket.head == sample.events[1].digest)
    }

    @Test func `a chain as it was written has no break`() throws {
        for status in TicketStatus.allCases {
            #expect(Chain.breaks(in: try SampleTicket(in: status).events) == [])
        }
        #expect(Chain.breaks(in: []) == [])
    }

    @Test func `every changed field is found`() throws {
        let events = try SampleTicket(in: .approved).events
        let original = events[1]
        var detail = Fields()
        detail.append("text", "x")
        let changed: [Event] = [
            original.with(ticket: Ticket.ID(GUID(high: 1, low: 1))),
            original.with(action: .release),
            original.with(from: .some(nil)),
            original.with(to: .escalated),
            original.with(by: SamplePeople.otherAgent.id),
            original.with(byName: "adá"),
            original.with(account: "root"),
            original.with(origin: .web),
            original.with(at: original.at.adding(milliseconds: 1)),
            original.with(detail: detail),
            original.with(previous: .some(nil)),
            original.with(digest: Digest.of("x")),
        ]
        for event in changed {
            let breaks = Chain.breaks(in: [events[0], event, events[2]])
            #expect(breaks.first == .changed(version: 2))
        }
    }

    @Test func `texts that Swift calls equal are different records`() throws {
        var sample = try SampleTicket(in: .submitted)
        let event = try sample.perform(
            .note(Message(text: "e\u{301}", visibility: .public)),
            by: SamplePeople.requester
        )
        var detail = Fields()
        detail.append("visibility", "public")
        detail.append("text", "\u{e9}")
        #expect("e\u{301}" == "\u{e9}")
        #expect(Chain.breaks(in: [sample.events[0], event.with(detail: detail)]) == [.changed(version: 2)])
    }

    @Test func `a removed event is found and named`() throws {
        let events = try SampleTicket(in: .closed).events
        #expect(events.count == 6)
        for index in 0..<5 {
            var kept = events
            kept.remove(at: index)
            #expect(Chain.breaks(in: kept) == [.missing(version: index + 1)])
        }
        #expect(Chain.breaks(in: Array(events[3...])) == [1, 2, 3].map { .missing(version: $0) })
    }

    @Test func `events that changed places are found and named`() throws {
        let events = try SampleTicket(in: .closed).events
        var swapped = events
        swapped[2] = events[3].with(version: 3)
        swapped[3] = events[2].with(version: 4)
        #expect(Chain.breaks(in: swapped) == [.moved(from: 4, to: 3), .moved(from: 3, to: 4)])
    }

    @Test func `an event put in is found and named`() throws {
        var sample = try SampleTicket(in: .underReview)
        var forged = sample
        try forged.perform(.note(Message(text: "forged", visibility: .public)), by: SamplePeople.agent)
        try sample.perform(.ask("Which?"), by: SamplePeople.agent)
        try sample.perform(.reply("That"), by: SamplePeople.requester)
        // In the place of another: what follows links to what is gone.
        let replaced = sample.events[..<2] + [forged.events[2]] + sample.events[3...]
        #expect(Chain.breaks(in: Array(replaced)) == [.inserted(version: 4)])
        // Beside another.
        let beside = sample.events[..<3] + [forged.events[2]] + sample.events[3...]
        #expect(Chain.breaks(in: Array(beside)) == [.inserted(version: 3)])
        // Before others, which were moved up.
        let moved =
            sample.events[..<2] + [forged.events[2]]
            + sample.events[2...].map { $0.with(version: $0.version + 1) }
        #expect(Chain.breaks(in: Array(moved)) == [.moved(from: 3, to: 4), .moved(from: 4, to: 5)])
    }

    @Test func `a removed tail leaves a chain that is whole, and another head`() throws {
        let events = try SampleTicket(in: .closed).events
        #expect(Chain.breaks(in: Array(events[..<4])) == [])
        var whole = Chain.Head()
        whole.add(events[0].ticket, version: 6, head: events[5].digest)
        var cut = Chain.Head()
        cut.add(events[0].ticket, version: 4, head: events[3].digest)
        #expect(whole.digest != cut.digest)
        #expect(Chain.Head().digest == Digest.of("recoup-head-1\n"))
        #expect(whole.digest == Digest.of("recoup-head-1\n\(events[0].ticket) 6 \(events[5].digest)\n"))
    }

    @Test func `every break has its sentence`() {
        #expect(Chain.Break.changed(version: 2).sentence == "event 2 was changed after it was written")
        #expect(Chain.Break.missing(version: 2).sentence == "event 2 was removed")
        #expect(Chain.Break.inserted(version: 2).sentence == "event 2 was put in")
        #expect(Chain.Break.moved(from: 2, to: 3).sentence == "event 2 stands where event 3 belongs")
    }
}

extension Event {
    /// The event as somebody changed it, with the digest that it was kept with.
    func with(
        ticket: Ticket.ID? = nil,
        version: Int? = nil,
        action: TicketAction? = nil,
        from: TicketStatus?? = .none,
        to: TicketStatus? = nil,
        by: Person.ID? = nil,
        byName: String? = nil,
        account: String? = nil,
        origin: Origin? = nil,
        at: Instant? = nil,
        detail: Fields? = nil,
        previous: Digest?? = .none,
        digest: Digest? = nil
    ) -> Event {
        Event(
            restoring: ticket ?? self.ticket,
            version: version ?? self.version,
            action: action ?? self.action,
            from: from ?? self.from,
            to: to ?? self.to,
            by: by ?? self.by,
            byName: byName ?? self.byName,
            account: account ?? self.account,
            origin: origin ?? self.origin,
            at: at ?? self.at,
            detail: detail ?? self.detail,
            previous: previous ?? self.previous,
            digest: digest ?? self.digest
        )
    }
}
