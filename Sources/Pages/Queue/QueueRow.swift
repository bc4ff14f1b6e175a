import Basics
import Casework
import Tickets

/// One line of the queue.
package struct QueueRow: Sendable {
    package let number: String
    package let path: String
    package let title: String
    package let tenant: String
    package let amount: String
    package let impact: String
    package let impactKey: String
    package let status: String
    package let statusKey: String
    package let assignee: String
    package let hasAssignee: Bool
    package let created: Moment
    package let age: String
    package let hasDue: Bool
    package let due: String
    package let dueAt: String
    package let isOverdue: Bool
    package let hasFiles: Bool
    package let files: String

    init(_ summary: TicketSummary, _ words: Words, now: Instant) {
        let reference: TicketReference = summary.number.map { .number(TicketNumber($0)) } ?? .id(summary.id)
        number = summary.number.map { TicketNumber($0).description } ?? words.name(summary.status)
        path = Paths.ticket(reference)
        title = summary.title.isEmpty ? words("queue.untitled") : summary.title
        tenant = summary.tenant ?? ""
        amount = summary.amount.map { words.amount($0) } ?? ""
        impact = summary.impact.map { words.name($0) } ?? ""
        impactKey = summary.impact?.rawValue ?? "none"
        status = words.name(summary.status)
        statusKey = summary.status.rawValue
        assignee = summary.assignee?.name ?? words("queue.nobody")
        hasAssignee = summary.assignee != nil
        created = words.moment(summary.createdAt, now: now)
        age = words.span(max(0, now.milliseconds - summary.createdAt.milliseconds))
        hasDue = summary.dueAt != nil
        due = summary.dueAt.map { words.due($0, now: now) } ?? ""
        dueAt = summary.dueAt.map { words.absolute($0) } ?? ""
        isOverdue = summary.dueAt.map { $0 < now } ?? false
        hasFiles = summary.attachmentCount > 0
        files = words.count("queue.files", summary.attachmentCount)
    }
}
