import Basics
package import Tickets

/// What a sweep did because time had passed.
package struct SweepReport: Hashable, Sendable {
    /// Declined because no answer came in time.
    package var lapsed: [TicketName] = []
    /// Closed because nothing more was said.
    package var closed: [TicketName] = []
    /// Put back into the queue because whoever took them said nothing.
    package var returned: [TicketName] = []
    /// Given to the deputies of those who are away.
    package var handedOver: [TicketName] = []

    package init() {}
}

extension Desk {
    /// Does what is due because time has passed: questions without an answer lapse, ended requests are closed, requests that
    /// somebody took and left go back to the queue. Each is an ordinary action of the desk itself, in a transaction of its own:
    /// what cannot be done stops nothing else, and doing it again does nothing. Nothing happens on a desk without people.
    package func sweep(account: String) async throws -> SweepReport {
        var report = SweepReport()
        let now = now()
        let rules = try await ticketRules()
        let due = try await store.read { try $0.due(at: now, under: rules) }
        guard !due.isEmpty, let clock = try await clock(account: account) else { return report }
        for entry in due {
            do {
                _ = try await perform(entry.command, on: .id(entry.ticket.id), seen: entry.version, by: clock)
            } catch is DeskError { continue }
            switch entry.kind {
            case .lapse: report.lapsed.append(entry.ticket)
            case .close: report.closed.append(entry.ticket)
            case .giveBack: report.returned.append(entry.ticket)
            case .handOver: report.handedOver.append(entry.ticket)
            }
        }
        return report
    }

    /// Whether a mail is to be delivered now.
    package func hasDueMail() async throws -> Bool {
        let now = now()
        return try await store.read { try $0.dueMail(at: now) != nil }
    }

    /// The desk itself, as an actor; nil on a desk without people.
    package func clock(account: String) async throws -> Actor? {
        let makeID = makeID
        return try await store.write { records in
            guard let organisation = try records.people().first?.organisation else { return nil }
            return try records.clock(in: organisation, makeID: makeID, account: account)
        }
    }
}

/// Something that the desk does by itself.
private struct DueStep {
    enum Kind { case lapse, close, giveBack, handOver }

    let kind: Kind
    let ticket: TicketName
    /// The version that it is due for: whoever does something meanwhile makes it wait for the next sweep.
    let version: Int
    let command: TicketCommand

    init(_ kind: Kind, _ ticket: Ticket, _ command: TicketCommand) {
        self.kind = kind
        self.ticket = TicketName(of: ticket)
        version = ticket.version
        self.command = command
    }
}

extension Records {
    fileprivate func due(at now: Instant, under rules: TicketRules) throws -> [DueStep] {
        guard let anybody = try people().first else { return [] }
        let clock = anybody.with(roles: [.system])
        return try lapsing(at: now, under: rules, for: clock) + closing(at: now, under: rules, for: clock)
            + handingOver(at: now, for: clock) + returning(at: now, under: rules, for: clock)
    }

    private func lapsing(at now: Instant, under rules: TicketRules, for clock: Person) throws -> [DueStep] {
        var steps: [DueStep] = []
        let query = TicketQuery(terms: [TicketQuery.Term(.status([.awaitingInformation]))])
        try eachTicket(query, for: clock, at: now) { stored in
            let until = stored.ticket.statusSince.adding(workingDays: rules.answerDays)
            if until <= now {
                steps.append(DueStep(.lapse, stored.ticket, .lapse))
            }
        }
        return steps
    }

    private func closing(at now: Instant, under rules: TicketRules, for clock: Person) throws -> [DueStep] {
        let idle = TicketQuery.Filter.idle(.atLeast, rules.closeDays * 86_400_000)
        let query = TicketQuery(terms: [
            TicketQuery.Term(.status([.settled, .declined, .withdrawn])), TicketQuery.Term(idle),
        ])
        var steps: [DueStep] = []
        try eachTicket(query, for: clock, at: now) { stored in
            steps.append(DueStep(.close, stored.ticket, .close))
        }
        return steps
    }

    private func handingOver(at now: Instant, for clock: Person) throws -> [DueStep] {
        var steps: [DueStep] = []
        for absence in try absences() where absence.isNow(now) {
            guard let person = try person(absence.person), let deputy = try self.person(absence.deputy),
                deputy.may(.workTickets)
            else { continue }
            let query = TicketQuery(terms: [
                TicketQuery.Term(.status([.underReview, .awaitingInformation, .escalated])),
                TicketQuery.Term(.assignee(.named(person.systemName))),
            ])
            let recipient = Assignee(id: deputy.id, name: deputy.systemName)
            try eachTicket(query, for: clock, at: now) { stored in
                steps.append(DueStep(.handOver, stored.ticket, .give(recipient)))
            }
        }
        return steps
    }

    private func returning(at now: Instant, under rules: TicketRules, for clock: Person) throws -> [DueStep] {
        let limit = rules.returnAfter.milliseconds(in: rules.calendar)
        let query = TicketQuery(terms: [
            TicketQuery.Term(.status([.underReview])), TicketQuery.Term(.assignee(.nobody), isNegated: true),
            TicketQuery.Term(.idle(.atLeast, limit)),
        ])
        var steps: [DueStep] = []
        try eachTicket(query, for: clock, at: now) { stored in
            let ticket = stored.ticket
            guard ticket.mergedInto == nil, rules.calendar.elapsed(from: ticket.updatedAt, to: now) >= limit else {
                return
            }
            let text = "nothing was done with it for \(rules.returnAfter.text) of business time"
            steps.append(DueStep(.giveBack, ticket, .release(text)))
        }
        return steps
    }
}
