import Basics
import Casework
import Tickets

/// A ticket with everything that its reader may see, for `--json` and `--xml`. The keys are stable.
enum TicketFields {
    static func of(_ view: TicketView, showsRefusals: Bool) -> [(key: String, value: JSON)] {
        let ticket = view.ticket
        let form = ticket.content.form
        return [
            ("number", .text(orNull: ticket.number.map { TicketNumber($0).description })),
            ("id", .text(ticket.id.description)),
            ("status", .text(ticket.status.rawValue)),
            ("version", .integer(ticket.version)),
            ("facts", .object(FactField.allCases.map { (key($0), .text(orNull: form[$0])) })),
            ("requester", .text(orNull: ticket.requester.map { view.names[$0] ?? $0.description })),
            ("assignee", .text(orNull: ticket.assignee?.name)),
            ("source", .text(orNull: ticket.source?.system)),
            ("external", .text(orNull: ticket.source?.externalID)),
            ("created", .text(ticket.createdAt.description)),
            ("updated", .text(ticket.updatedAt.description)),
            ("submitted", .text(orNull: ticket.submittedAt?.description)),
            ("due", .text(orNull: ticket.dueAt(under: view.rules)?.description)),
            ("mergedInto", .text(orNull: ticket.mergedInto?.name)),
            (
                "links",
                .list(
                    ticket.links.map {
                        .object([("relation", .text($0.relation.rawValue)), ("ticket", .text($0.other.name))])
                    }
                )
            ),
            ("verdict", view.judgement.map { VerdictCard.fields($0.verdict) } ?? .null),
            ("files", .list(ticket.attachments.map { .object(fields(of: $0)) })),
            ("timeline", .list(view.timeline.map { .object(fields(of: $0)) })),
            ("possible", .list(view.choices.filter(\.isAllowed).map { .text($0.action.rawValue) })),
        ] + (showsRefusals ? [("impossible", .list(view.choices.compactMap(refusal)))] : [])
    }

    /// The names of the list's columns, not those of the events.
    private static func key(_ field: FactField) -> String {
        switch field {
        case .contactName: "contactName"
        case .contactEmail: "contactEmail"
        case .contactPhone: "contactPhone"
        case .problem, .impact, .title, .tenant, .purchase, .reason, .explanation, .amount, .currency: field.rawValue
        }
    }

    private static func fields(of file: Attachment) -> [(key: String, value: JSON)] {
        [
            ("name", .text(file.name)), ("type", .text(file.mediaType)), ("size", .integer(file.size)),
            ("sha256", .text(file.digest.description)),
        ]
    }

    private static func fields(of event: Event) -> [(key: String, value: JSON)] {
        let detail = ((try? event.detail.list()) ?? []).map {
            JSON.object([("name", .text($0.name)), ("value", .text($0.value))])
        }
        return [
            ("version", .integer(event.version)), ("action", .text(event.action.rawValue)),
            ("from", .text(orNull: event.from?.rawValue)), ("to", .text(event.to.rawValue)),
            ("by", .text(event.byName)), ("account", .text(event.account)), ("origin", .text(event.origin.rawValue)),
            ("at", .text(event.at.description)), ("detail", .list(detail)), ("digest", .text(event.digest.description)),
        ]
    }

    private static func refusal(_ choice: TicketView.Choice) -> JSON? {
        choice.refusal.map {
            .object([("action", .text(choice.action.rawValue)), ("reason", .text($0.sentence))])
        }
    }
}
