import Basics
import SampleDesk
import Testing
import Tickets
import Workflows

/// Every status × action × role: follows the table or is refused, and then nothing has changed.
struct WorkflowMatrixTests {
    static let later = SampleClock.start.adding(days: 10)

    @Test(arguments: TicketStatus.allCases)
    func `every status is reached through the front door`(status: TicketStatus) throws {
        let sample = try SampleTicket(in: status)
        #expect(sample.ticket.status == status)
        #expect(Chain.breaks(in: sample.events).isEmpty)
        #expect(try Ticket(replaying: sample.events, number: nil) == sample.ticket)
    }

    @Test func `no path leads to money except through approving`() {
        let ways = TicketStatus.transitions.filter { $0.exit.to == .approved && $0.from != .approved }
        #expect(ways.map(\.exit.action) == [.approve] && ways.map(\.from) == [.underReview])
        // Everywhere that the ways in lead to when nobody approves.
        var reached = Set(TicketStatus.entries.map(\.to))
        var isGrowing = true
        while isGrowing {
            let further = reached.flatMap { status in
                status.exits.filter { $0.action != .approve }.map(\.to)
            }
            isGrowing = !reached.isSuperset(of: further)
            reached.formUnion(further)
        }
        #expect(
            reached == [
                .draft, .discarded, .submitted, .underReview, .awaitingInformation, .escalated, .declined, .withdrawn,
                .closed,
            ]
        )
    }

    @Test(arguments: TicketStatus.allCases)
    func `an action follows the table or is refused and changes nothing`(status: TicketStatus) throws {
        let sample = try SampleTicket(in: status)
        for action in TicketAction.allCases {
            guard let command = try TicketCommand.sample(action) else { continue }
            for role in Role.allCases {
                // The requester of the sample stands for every role that only files.
                let person = role == .user ? SamplePeople.requester : SamplePeople.with(role)
                let exit = status.exits.first { $0.action == action }
                let parts = Self.parts(of: role)
                var changed = sample
                if let exit, !exit.parts.isDisjoint(with: parts) {
                    let stands = try Self.standsInTheWay(action, sample, role)
                    do {
                        let event = try changed.perform(command, by: person, at: Self.later)
                        #expect(!stands, "\(status) \(action) \(role)")
                        #expect(event.from == status && event.to == exit.to, "\(status) \(action) \(role)")
                        #expect(changed.ticket.status == exit.to && changed.ticket.version == sample.ticket.version + 1)
                        #expect(event.by == person.id && event.action == action)
                    } catch {
                        #expect(stands, "\(status) \(action) \(role): \(error.sentence)")
                        #expect(changed.ticket == sample.ticket)
                    }
                } else {
                    let refusal: Refusal<TicketStatus> =
                        exit.map { .wrongPart(from: status, exit: $0, held: parts) }
                        ?? .noSuchExit(from: status, action: action, instead: status.exits.map(\.action))
                    expectRefusal(.workflow(refusal), of: command, on: sample, by: person, at: Self.later)
                }
            }
        }
    }

    /// Written by hand from the permission table, for a person who has one role and did not file the request.
    private static func parts(of role: Role) -> Set<TicketPart> {
        switch role {
        case .user: [.requester]
        case .agent: [.agent]
        case .approver: [.approver]
        case .adminAgent: [.adminAgent]
        case .billing: [.billing]
        case .system: [.system]
        case .globalAdmin, .salesAgent, .helpdeskAgent, .billingAdmin, .userManagementAdmin, .accountAdmin,
            .referralAdmin, .marketingContentAdmin, .partnerAdmin, .customerGlobalAdmin, .auditor, .administrator:
            []
        }
    }

    /// What no table of parts can say: a settled refund is not opened again, only an approver vouches for what was paid, and
    /// nothing is taken out that was not merged.
    private static func standsInTheWay(_ action: TicketAction, _ sample: SampleTicket, _ role: Role) throws -> Bool {
        action == .reopen && sample.ticket.status == .closed || action == .approve && role == .agent
            || action == .unmerge
    }

    @Test(arguments: TicketStatus.allCases.filter { status in status.exits.contains { $0.action == .unmerge } })
    func `an agent takes out what was merged, wherever that stood, and nobody else does`(status: TicketStatus) throws {
        var merged = try SampleTicket(in: status)
        let before = merged.ticket
        try merged.perform(.merge(into: .other, nil), by: SamplePeople.agent)
        let unmerge = TicketCommand.unmerge("Another licence after all")
        for role in Role.allCases {
            let person = role == .user ? SamplePeople.requester : SamplePeople.with(role)
            var changed = merged
            if role == .agent {
                let event = try changed.perform(unmerge, by: person)
                #expect(event.from == status && event.to == status)
                #expect(changed.ticket.mergedInto == nil && changed.ticket.phase == before.phase)
            } else {
                #expect(throws: TicketRefusal.self) { try changed.perform(unmerge, by: person) }
                #expect(changed.ticket == merged.ticket)
            }
        }
    }

    @Test(arguments: TicketStatus.allCases)
    func `no action stands twice in one status, and every exit names somebody`(status: TicketStatus) {
        let actions = status.exits.map(\.action)
        #expect(Set(actions).count == actions.count)
        for exit in status.exits { #expect(!exit.parts.isEmpty) }
    }

    @Test func `every status can be reached and every unfinished one can be finished`() {
        var reached: Set<TicketStatus> = Set(TicketStatus.entries.map(\.to))
        var finishing: Set<TicketStatus> = [.discarded, .closed]
        for _ in TicketStatus.allCases {
            for status in TicketStatus.allCases {
                if reached.contains(status) { reached.formUnion(status.exits.map(\.to)) }
                if status.exits.contains(where: { finishing.contains($0.to) }) { finishing.insert(status) }
            }
        }
        #expect(reached == Set(TicketStatus.allCases))
        #expect(finishing == Set(TicketStatus.allCases))
        #expect(TicketStatus.allCases.filter(\.isFinal) == [.discarded])
    }

    @Test func `every action but the ways in stands somewhere in the table`() {
        let standing = Set(TicketStatus.transitions.map(\.exit.action))
        #expect(standing == Set(TicketAction.allCases))
        #expect(TicketStatus.entries.map(\.action) == [.draft, .file])
        #expect(Set(TicketAction.allCases.map(\.summary)).count == TicketAction.allCases.count)
    }

    @Test func `raw values never change`() {
        #expect(
            TicketStatus.allCases.map(\.rawValue).joined(separator: " ")
                == "draft discarded submitted underReview awaitingInformation escalated approved creditPending disputed "
                + "settled declined withdrawn closed"
        )
        #expect(
            TicketAction.allCases.map(\.rawValue).joined(separator: " ")
                == "draft file submit discard take withdraw ask escalate release decline approve reply lapse answer credit "
                + "revoke settle dispute reverse correct close reopen edit note attach give merge unmerge link"
        )
        #expect(Origin.allCases.map(\.rawValue) == ["web", "api", "cli", "import", "system"])
        #expect(
            FactField.allCases.map(\.rawValue).joined(separator: " ")
                == "problem impact title tenant purchase reason explanation amount currency contact.name contact.email "
                + "contact.phone"
        )
    }
}
