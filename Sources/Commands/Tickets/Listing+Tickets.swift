import Basics
import Tickets

extension Listing where Row == TicketSummary {
    /// Tickets as the queue shows them.
    static func tickets(at now: Instant) -> Listing<TicketSummary> {
        Listing(
            names: ("tickets", "ticket"),
            columns: [
                Column(title: "TICKET", shown: { ($0.displayNumber, .strong) }, exact: \.displayNumber),
                Column(
                    title: "STATUS",
                    shown: { ($0.status.rawValue, $0.status.style) },
                    exact: \.status.rawValue
                ),
                Column(
                    title: "IMPACT",
                    rank: 3,
                    shown: { ($0.impact?.rawValue ?? "", $0.impact?.style) },
                    exact: { $0.impact?.rawValue ?? "" }
                ),
                Column(
                    title: "AMOUNT",
                    isRightAligned: true,
                    rank: 1,
                    shown: { ($0.amount?.description ?? "", nil) },
                    exact: { $0.amount?.description ?? "" }
                ),
                Column(
                    title: "TENANT",
                    minimum: 12,
                    rank: 4,
                    shown: { ($0.tenant ?? "", nil) },
                    exact: { $0.tenant ?? "" }
                ),
                Column(title: "TITLE", minimum: 18, shown: { ($0.title, nil) }, exact: \.title),
                Column(
                    title: "ASSIGNEE",
                    minimum: 8,
                    rank: 5,
                    shown: { ($0.assignee?.name ?? "", nil) },
                    exact: { $0.assignee?.name ?? "" }
                ),
                Column(
                    title: "AGE",
                    isRightAligned: true,
                    rank: 6,
                    shown: { (Moments.age(of: $0.createdAt, at: now), .faint) },
                    exact: \.createdAt.description
                ),
                Column(
                    title: "DUE",
                    isRightAligned: true,
                    rank: 2,
                    shown: { due($0.dueAt, at: now) },
                    exact: { $0.dueAt?.description ?? "" }
                ),
            ],
            fields: fields,
            name: { $0.number.map { TicketNumber($0).description } ?? $0.id.description }
        )
    }

    private static func due(_ instant: Instant?, at now: Instant) -> (String, Style?) {
        guard let instant else { return ("", nil) }
        return (Moments.due(instant, at: now), instant < now ? .bad : nil)
    }

    private static func fields(_ ticket: TicketSummary) -> [(key: String, value: JSON)] {
        [
            ("number", .text(orNull: ticket.number.map { TicketNumber($0).description })),
            ("id", .text(ticket.id.description)),
            ("status", .text(ticket.status.rawValue)),
            ("version", .integer(ticket.version)),
            ("problem", .text(orNull: ticket.problem?.rawValue)),
            ("impact", .text(orNull: ticket.impact?.rawValue)),
            ("title", .text(ticket.title)),
            ("tenant", .text(orNull: ticket.tenant)),
            ("purchase", .text(orNull: ticket.purchase)),
            ("reason", .text(orNull: ticket.reason?.rawValue)),
            ("amount", .text(orNull: ticket.amount?.number)),
            ("currency", .text(orNull: ticket.amount?.currency.code)),
            ("contact", .text(orNull: ticket.contactName)),
            ("assignee", .text(orNull: ticket.assignee?.name)),
            ("source", .text(orNull: ticket.source?.system)),
            ("external", .text(orNull: ticket.source?.externalID)),
            ("files", .integer(ticket.attachmentCount)),
            ("created", .text(ticket.createdAt.description)),
            ("updated", .text(ticket.updatedAt.description)),
            ("submitted", .text(orNull: ticket.submittedAt?.description)),
            ("due", .text(orNull: ticket.dueAt?.description)),
        ]
    }
}

extension TicketStatus {
    /// Waiting for the desk, being worked on, well ended, in trouble, over.
    var style: Style {
        switch self {
        case .submitted, .approved, .creditPending: .waiting
        case .underReview, .awaitingInformation, .escalated: .working
        case .settled: .good
        case .disputed, .declined: .bad
        case .draft, .discarded, .withdrawn, .closed: .faint
        }
    }
}

extension Impact {
    var style: Style? {
        switch self {
        case .critical: .bad
        case .moderate, .minimal: nil
        }
    }
}
