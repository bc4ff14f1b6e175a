import Basics
import Casework
import Orders
import Tickets

/// One fact of a ticket, under its name.
package struct FactRow: Sendable {
    package let label: String
    package let value: String
    /// An id or a domain: set in a typeface in which l and 1 differ.
    package let isCode: Bool

    static func list(of view: TicketView, _ words: Words, now: Instant) -> [FactRow] {
        let ticket = view.ticket
        var rows: [FactRow] = []
        func add(_ label: String, _ value: String?, isCode: Bool = false) {
            if let value, !value.isEmpty { rows.append(FactRow(label: label, value: value, isCode: isCode)) }
        }
        if let facts = ticket.facts {
            add(words.name(.amount), words.amount(facts.amount))
            if let approval = ticket.approval {
                add(words("ticket.granted"), "\(words.amount(approval.amount)) (\(words.name(approval.kind)))")
            }
            add(words.name(.tenant), facts.tenant.description, isCode: true)
            add(words.name(.purchase), facts.purchase.description, isCode: true)
            add(words.name(.reason), words.name(facts.reason))
            add(words.name(.impact), words.name(facts.impact))
            add(words.name(.problem), words.name(facts.problem))
            add(words.name(.contactName), facts.contact.name)
            add(words.name(.contactEmail), facts.contact.email.text)
            add(words.name(.contactPhone), facts.contact.phone?.text)
        } else {
            for field in ticket.content.form.fields where field != .title && field != .explanation {
                add(words.name(field), ticket.content.form[field])
            }
        }
        add(words("ticket.requester"), ticket.requester.map { view.names[$0] ?? "" })
        add(
            words("ticket.assignee"),
            ticket.assignee.map { view.names[$0.id] ?? $0.name } ?? words("queue.nobody")
        )
        add(words("ticket.source"), ticket.source.map { "\($0.system) \($0.externalID)" }, isCode: true)
        add(words("ticket.reference"), ticket.credit?.reference, isCode: true)
        add(
            words("ticket.due"),
            ticket.dueAt(under: view.rules).map { "\(words.due($0, now: now)) (\(words.absolute($0)))" }
        )
        return rows
    }
}
