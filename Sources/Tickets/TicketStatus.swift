package import Workflows

/// Where a ticket stands. The raw value is what the database, the XML and the pages see; it is never renamed.
package enum TicketStatus: String, WorkflowStatus {
    case draft, discarded, submitted, underReview, awaitingInformation, escalated
    case approved, creditPending, disputed, settled, declined, withdrawn, closed

    package static let entries: [Exit<Self>] = [
        .on(.draft, to: .draft, by: .requester, .agent),
        .on(.file, to: .submitted, by: .requester, .agent),
    ]

    package var exits: [Exit<Self>] { Self.table[self] ?? [] }

    /// The exits of every status, made once: every act asks for them.
    private static let table = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.listedExits) })

    private var listedExits: [Exit<Self>] {
        switch self {
        case .draft:
            [
                .on(.submit, to: .submitted, by: .requester, .agent),
                .on(.discard, to: .discarded, by: .requester, .agent),
                stay(.edit), stay(.attach),
            ]
        case .discarded: []
        case .submitted:
            [
                .on(.take, to: .underReview, by: .agent),
                .on(.withdraw, to: .withdrawn, by: .requester),
                stay(.edit), stay(.note), stay(.attach), stay(.merge), stay(.unmerge), stay(.link),
            ]
        case .underReview:
            [
                .on(.ask, to: .awaitingInformation, by: .agent),
                .on(.escalate, to: .escalated, by: .agent),
                .on(.release, to: .submitted, by: .agent, .system),
                .on(.decline, to: .declined, by: .agent, .approver),
                .on(.approve, to: .approved, by: .agent, .approver, orStay: true),
                .on(.withdraw, to: .withdrawn, by: .requester),
                stay(.edit), stay(.note), stay(.attach), stay(.give), stay(.merge), stay(.unmerge), stay(.link),
            ]
        case .awaitingInformation:
            [
                .on(.reply, to: .underReview, by: .requester, .agent),
                .on(.lapse, to: .declined, by: .system),
                .on(.withdraw, to: .withdrawn, by: .requester),
                stay(.edit), stay(.note), stay(.attach), stay(.give), stay(.merge), stay(.unmerge), stay(.link),
            ]
        case .escalated:
            [
                .on(.answer, to: .underReview, by: .agent),
                .on(.withdraw, to: .withdrawn, by: .requester),
                stay(.edit), stay(.note), stay(.attach), stay(.give), stay(.merge), stay(.unmerge), stay(.link),
            ]
        case .approved:
            [
                .on(.credit, to: .creditPending, by: .adminAgent, .billing),
                .on(.revoke, to: .underReview, by: .approver),
                stay(.note), stay(.attach), stay(.give), stay(.link),
            ]
        case .creditPending:
            [
                .on(.settle, to: .settled, by: .billing, .system),
                .on(.dispute, to: .disputed, by: .billing, .system),
                .on(.reverse, to: .underReview, by: .approver),
                stay(.note), stay(.attach), stay(.give), stay(.link),
            ]
        case .disputed:
            [
                .on(.settle, to: .settled, by: .billing, .system),
                .on(.correct, to: .creditPending, by: .billing),
                .on(.reverse, to: .underReview, by: .approver),
                stay(.note), stay(.attach), stay(.give), stay(.link),
            ]
        case .settled:
            [
                .on(.close, to: .closed, by: .agent, .system),
                .on(.dispute, to: .disputed, by: .billing),
                stay(.note), stay(.attach), stay(.link),
            ]
        case .declined, .withdrawn:
            [
                .on(.reopen, to: .underReview, by: .requester, .agent),
                .on(.close, to: .closed, by: .agent, .system),
                stay(.note), stay(.attach), stay(.link),
            ]
        case .closed:
            [.on(.reopen, to: .underReview, by: .agent), stay(.note), stay(.link)]
        }
    }

    /// What may be done without leaving a status is the same wherever it may be done at all.
    private func stay(_ action: TicketAction) -> Exit<Self> {
        switch action {
        case .note: .on(action, to: self, by: .requester, .agent, .approver, .adminAgent, .billing)
        case .attach: .on(action, to: self, by: .requester, .agent, .approver, .billing)
        case .give: .on(action, to: self, by: .agent, .approver, .system)
        case .merge, .unmerge: .on(action, to: self, by: .agent)
        case .link: .on(action, to: self, by: .agent, .approver, .billing, .system)
        case .edit, .draft, .file, .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .approve,
            .reply, .lapse, .answer, .credit, .revoke, .settle, .dispute, .reverse, .correct, .close, .reopen:
            .on(action, to: self, by: .requester, .agent)
        }
    }

    /// Still on the way to a decision: facts may change.
    package var isBeforeDecision: Bool {
        switch self {
        case .draft, .submitted, .underReview, .awaitingInformation, .escalated: true
        case .discarded, .approved, .creditPending, .disputed, .settled, .declined, .withdrawn, .closed: false
        }
    }

    /// Somebody still has to do something.
    package var isOpen: Bool {
        switch self {
        case .draft, .submitted, .underReview, .awaitingInformation, .escalated, .approved, .creditPending, .disputed:
            true
        case .discarded, .settled, .declined, .withdrawn, .closed: false
        }
    }
}

extension TicketStatus {
    package typealias Action = TicketAction
    package typealias Part = TicketPart
}
