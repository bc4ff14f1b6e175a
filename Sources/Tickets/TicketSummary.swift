package import Basics
private import Orders

/// A ticket as a list shows it: what stands in the queue's columns, without its events.
package struct TicketSummary: Hashable, Sendable {
    package let id: Ticket.ID
    package let number: Int64?
    package let status: TicketStatus
    package let version: Int
    package let title: String
    /// Nil in a draft that does not say it yet, as are the other facts below.
    package let impact: Impact?
    package let problem: ProblemType?
    package let reason: RefundReason?
    package let tenant: String?
    package let purchase: String?
    package let amount: Money?
    package let contactName: String?
    package let requester: Person.ID?
    package let assignee: Assignee?
    /// The request that goes on for this one.
    package let mergedInto: Ticket.ID?
    package let source: Source?
    package let createdAt: Instant
    package let updatedAt: Instant
    package let submittedAt: Instant?
    package let dueAt: Instant?
    package let attachmentCount: Int

    package init(
        id: Ticket.ID,
        number: Int64?,
        status: TicketStatus,
        version: Int,
        title: String,
        impact: Impact?,
        problem: ProblemType?,
        reason: RefundReason?,
        tenant: String?,
        purchase: String?,
        amount: Money?,
        contactName: String?,
        requester: Person.ID?,
        assignee: Assignee?,
        mergedInto: Ticket.ID?,
        source: Source?,
        createdAt: Instant,
        updatedAt: Instant,
        submittedAt: Instant?,
        dueAt: Instant?,
        attachmentCount: Int
    ) {
        self.id = id
        self.number = number
        self.status = status
        self.version = version
        self.title = title
        self.impact = impact
        self.problem = problem
        self.reason = reason
        self.tenant = tenant
        self.purchase = purchase
        self.amount = amount
        self.contactName = contactName
        self.requester = requester
        self.assignee = assignee
        self.mergedInto = mergedInto
        self.source = source
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.submittedAt = submittedAt
        self.dueAt = dueAt
        self.attachmentCount = attachmentCount
    }

    /// The summary of a ticket under the rules in force; what every store keeps beside the events.
    package init(of ticket: Ticket, under rules: TicketRules = TicketRules()) {
        let facts = ticket.facts
        let form = facts == nil ? ticket.content.form : FactsForm()
        self.init(
            id: ticket.id,
            number: ticket.number,
            status: ticket.status,
            version: ticket.version,
            title: facts?.title ?? form[.title] ?? "",
            impact: facts?.impact ?? form[.impact].flatMap(Impact.init(rawValue:)),
            problem: facts?.problem ?? form[.problem].flatMap(ProblemType.init(rawValue:)),
            reason: facts?.reason ?? form[.reason].flatMap(RefundReason.init(rawValue:)),
            tenant: facts?.tenant.description ?? form[.tenant],
            purchase: facts?.purchase.id ?? form[.purchase],
            amount: facts?.amount,
            contactName: facts?.contact.name ?? form[.contactName],
            requester: ticket.requester,
            assignee: ticket.assignee,
            mergedInto: ticket.mergedInto?.id,
            source: ticket.source,
            createdAt: ticket.createdAt,
            updatedAt: ticket.updatedAt,
            submittedAt: ticket.submittedAt,
            dueAt: ticket.dueAt(under: rules),
            attachmentCount: ticket.attachments.count
        )
    }

    package var displayNumber: String {
        number.map { TicketNumber($0).description } ?? (status == .discarded ? "(discarded)" : "(draft)")
    }
}
