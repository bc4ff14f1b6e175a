import Basics
import SampleDesk
import Testing
import Tickets
import Workflows

struct ShownTests {
    /// What a requester may see of each action: all of it, only the step, or nothing.
    private enum Share { case all, amount, step, nothing }

    private func share(_ action: TicketAction) -> Share {
        switch action {
        case .give, .link: .nothing
        case .approve: .amount
        case .escalate, .answer, .release, .revoke, .reverse, .dispute, .correct, .merge, .unmerge: .step
        case .draft, .file, .submit, .discard, .take, .withdraw, .ask, .decline, .reply, .lapse, .credit,
            .settle, .close, .reopen, .edit, .note, .attach:
            .all
        }
    }

    @Test func `a requester sees exactly what is not internal`() throws {
        var seen: Set<TicketAction> = []
        for status in TicketStatus.allCases {
            for action in TicketAction.allCases {
                var sample = try SampleTicket(in: status)
                if action == .unmerge {
                    guard status.exits.contains(where: { $0.action == .merge }) else { continue }
                    try sample.perform(.merge(into: .other, nil), by: SamplePeople.agent)
                }
                guard let command = try TicketCommand.sample(action) else { continue }
                let later = SampleClock.start.adding(days: 10)
                guard SamplePeople.named.contains(where: { (try? sample.perform(command, by: $0, at: later)) != nil })
                else { continue }
                seen.insert(action)
                let event = try #require(sample.events.last)
                let shown = event.shown(toInsider: false)
                #expect(event.shown(toInsider: true) == event)
                switch share(action) {
                case .all: #expect(shown == event.with(account: ""), "\(action)")
                case .amount:
                    let told = Grant(.goodwill, try .usd(400_00), text: "As agreed")
                    #expect(shown == event.with(account: "", detail: TicketCommand.approve(told).fields), "\(action)")
                case .step: #expect(shown == event.with(account: "", detail: Fields()), "\(action)")
                case .nothing: #expect(shown == nil, "\(action)")
                }
            }
        }
        #expect(seen == Set(TicketAction.allCases).subtracting([.draft, .file]))
    }

    @Test func `an approval that cannot be read tells a requester nothing but the step`() throws {
        let sample = try SampleTicket(in: .approved)
        var detail = Fields()
        detail.append("override", "because I say so")
        let event = try #require(sample.events.last).with(detail: detail)
        #expect(event.action == .approve)
        #expect(event.shown(toInsider: false) == event.with(account: "", detail: Fields()))
    }

    @Test(arguments: [TicketStatus.approved, .creditPending, .disputed, .settled, .closed])
    func `a requester sees what was granted, not on what grounds`(status: TicketStatus) throws {
        let ticket = try Ticket.sample(in: status)
        let kept = try #require(ticket.approval)
        let shown = try #require(ticket.shown(toInsider: false).approval)
        #expect(ticket.shown(toInsider: true) == ticket)
        #expect(kept.verdict != nil && kept.shares.count == 1)
        #expect(shown.verdict == nil && shown.override == nil && shown.shares == [])
        #expect(shown.amount == kept.amount && shown.kind == kept.kind && shown.version == kept.version)
    }

    @Test func `an internal note and the first of two approvals stay inside`() throws {
        var sample = try SampleTicket.underReview(cents: 5_000_00)
        let note = try sample.perform(
            .note(Message(text: "x", visibility: .internal)),
            by: SamplePeople.agent
        )
        let assent = try sample.perform(
            .approve(Grant(.cancellation, .usd(5_000_00), text: "y")),
            by: SamplePeople.approver
        )
        #expect(note.shown(toInsider: false) == nil)
        #expect(assent.shown(toInsider: false) == nil)
    }

    @Test func `words that stay inside are found only inside`() throws {
        var sample = try SampleTicket(in: .underReview, form: .sample([.amount: "5000.00"]))
        let amount = try Money.usd(5_000_00)
        try sample.perform(
            .note(Message(text: "hidden1", visibility: .internal, author: "hidden2")),
            by: SamplePeople.agent
        )
        try sample.perform(.note(Message(text: "open1", visibility: .public)), by: SamplePeople.agent)
        let first = Grant(.cancellation, amount, text: "hidden3", attested: amount)
        try sample.perform(.approve(first), by: SamplePeople.approver)
        let second = Grant(.cancellation, amount, text: "open2", attested: amount)
        try sample.perform(.approve(second), by: SamplePeople.otherApprover)
        try sample.perform(.credit(reference: "open3"), by: SamplePeople.adminAgent)
        try sample.perform(.dispute("hidden4"), by: SamplePeople.billing)
        try sample.perform(.settle(invoice: "open4", line: nil), by: SamplePeople.billing)
        let text = SearchText(of: sample.ticket, events: sample.events)
        let open = TicketQuery.searchWords(in: text.open)
        let inside = TicketQuery.searchWords(in: text.inside)
        #expect(inside == ["hidden1", "hidden2", "hidden3", "hidden4"])
        #expect(open.suffix(4) == ["open1", "open2", "open3", "open4"])
        #expect(!open.contains { $0.hasPrefix("hidden") })
        for word in ["Licences", "pressed", "contoso", "a1b2c3d4e5f6", "Minji", "fabrikam"] {
            #expect(open.contains(word), "\(word)")
        }
    }

    @Test func `an event that is said to change no word changes none`() throws {
        for status in TicketStatus.allCases {
            for exit in status.exits {
                guard let full = try TicketCommand.sample(exit.action) else { continue }
                for command in [full, full.withoutText] {
                    var sample = try SampleTicket(in: status)
                    let before = SearchText(of: sample.ticket, events: sample.events)
                    var event: Event?
                    for person in SamplePeople.named where event == nil {
                        event = try? sample.perform(command, by: person)
                    }
                    guard let event else { continue }
                    let after = SearchText(of: sample.ticket, events: sample.events)
                    #expect(SearchText.isChanged(by: event) || before == after, "\(command)")
                }
            }
        }
    }

    @Test func `a summary shows what the ticket says`() throws {
        let ticket = try Ticket.sample(in: .settled)
        let summary = TicketSummary(of: ticket)
        #expect(summary.id == ticket.id && summary.version == 5 && summary.status == .settled)
        #expect(summary.title == "Licences bought twice" && summary.tenant == "contoso.com")
        #expect(summary.purchase == "a1b2c3d4e5f6" && summary.amount?.minorUnits == 1_250_00)
        #expect(summary.assignee?.name == "ada" && summary.dueAt == nil && summary.attachmentCount == 0)
        #expect(summary.displayNumber == "(draft)")
        let draft = TicketSummary(
            of: try Ticket.sample(in: .discarded, form: FactsForm([.title: "t", .impact: "huge", .tenant: "T"]))
        )
        #expect(draft.displayNumber == "(discarded)" && draft.title == "t" && draft.tenant == "T")
        #expect(draft.impact == nil && draft.amount == nil && draft.submittedAt == nil)
    }
}

extension TicketCommand {
    /// The same without a word, where it may have none.
    fileprivate var withoutText: TicketCommand {
        switch self {
        case .withdraw: .withdraw(nil)
        case .release: .release(nil)
        case .decline(let reason, _): .decline(reason, nil)
        case .reopen: .reopen(nil)
        case .merge(let survivor, _): .merge(into: survivor, nil)
        case .unmerge: .unmerge(nil)
        case .escalate: .escalate(reference: nil, text: nil)
        case .approve(let grant): .approve(Grant(grant.kind, grant.amount, attested: grant.attested))
        case .submit, .discard, .take, .ask, .reply, .lapse, .answer, .credit, .revoke, .settle, .dispute, .reverse,
            .correct, .close, .edit, .note, .attach, .give, .link:
            self
        }
    }
}
