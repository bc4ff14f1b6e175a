import Basics
import Casework
import SQL
import Tickets

/// The row of a ticket: what lists show and filter by. Everything in it follows from the events.
enum TicketRow {
    static let insert: SQLText = """
        insert into ticket (
            seq, id, requester, filer, filed_from, source_system, source_id, mark_digest, mark_ms, created_ms,
            number, status, version, head, title, impact, problem, reason, tenant, tenant_written, purchase,
            amount_minor, currency, amount_scaled, contact_name, assignee, assignee_name,
            updated_ms, submitted_ms, due_ms, files, merged_into, deadline_ms, urgent_ms
        ) values (
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
            $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, $23, $24, $25, $26, $27,
            $28, $29, $30, $31, $32, $33, $34
        )
        """

    static func values(_ new: NewRecord, seq: Int64, under rules: TicketRules) -> [Value] {
        let ticket = new.ticket
        return [
            .integer(seq), .id(ticket.id), .id(orNull: ticket.requester), .id(ticket.filer), .word(ticket.filedFrom),
            .text(orNull: ticket.source?.system), .text(orNull: ticket.source?.externalID),
            .digest(orNull: new.mark?.digest), .instant(orNull: new.mark?.modifiedAt), .instant(ticket.createdAt),
        ] + changing(ticket, deadline: nil, under: rules)
    }

    /// Only while the row stands at version `$26`: otherwise somebody else was faster.
    static let update: SQLText = """
        update ticket set
            number = $1, status = $2, version = $3, head = $4, title = $5, impact = $6, problem = $7, reason = $8,
            tenant = $9, tenant_written = $10, purchase = $11, amount_minor = $12, currency = $13,
            amount_scaled = $14, contact_name = $15, assignee = $16, assignee_name = $17, updated_ms = $18,
            submitted_ms = $19, due_ms = $20, files = $21, merged_into = $22,
            deadline_ms = $23, urgent_ms = $24
        where seq = $25 and version = $26
        """

    static func values(
        _ ticket: Ticket,
        seq: Int64,
        expecting version: Int,
        deadline: Instant?,
        under rules: TicketRules
    ) -> [Value] {
        changing(ticket, deadline: deadline, under: rules) + [.integer(seq), .integer(version)]
    }

    /// What follows from the rules and the books besides the events.
    static let refresh: SQLText = "update ticket set due_ms = $1, deadline_ms = $2, urgent_ms = $3 where id = $4"

    static func values(refreshing ticket: Ticket, deadline: Instant?, under rules: TicketRules) -> [Value] {
        [
            .instant(orNull: ticket.dueAt(under: rules)), .instant(orNull: deadline),
            urgency(of: ticket, deadline, rules), .id(ticket.id),
        ]
    }

    /// The greatest number where nobody has to do anything.
    private static func urgency(of ticket: Ticket, _ deadline: Instant?, _ rules: TicketRules) -> Value {
        .integer(Urgency(of: ticket, deadline: deadline, under: rules)?.at.milliseconds ?? .max)
    }

    private static func changing(_ ticket: Ticket, deadline: Instant?, under rules: TicketRules) -> [Value] {
        let summary = TicketSummary(of: ticket, under: rules)
        let tenant = summary.tenant?.lowercased()
        let isAsWritten = tenant.map { $0.utf8.elementsEqual((summary.tenant ?? "").utf8) } ?? true
        return [
            .integer(orNull: summary.number), .word(summary.status), .integer(summary.version), .digest(ticket.head),
            .text(summary.title), .word(orNull: summary.impact), .word(orNull: summary.problem),
            .word(orNull: summary.reason), .text(orNull: tenant),
            .text(orNull: isAsWritten ? nil : summary.tenant), .text(orNull: summary.purchase),
            .integer(orNull: summary.amount?.minorUnits), .text(orNull: summary.amount?.currency.code),
            .integer(orNull: summary.amount?.tenThousandths), .text(orNull: summary.contactName),
            .id(orNull: summary.assignee?.id), .text(orNull: summary.assignee?.name), .instant(summary.updatedAt),
            .instant(orNull: summary.submittedAt), .instant(orNull: summary.dueAt), .integer(summary.attachmentCount),
            .id(orNull: summary.mergedInto), .instant(orNull: deadline), urgency(of: ticket, deadline, rules),
        ]
    }

    /// What a summary is read from, in the order in which ``summary(_:)`` reads it.
    static let summaryColumns: SQLText = """
        id, number, status, version, title, impact, problem, reason, coalesce(tenant_written, tenant) as tenant, purchase, \
        amount_minor, currency, contact_name, requester, assignee, assignee_name, merged_into, source_system, source_id, created_ms, \
        updated_ms, submitted_ms, due_ms, files
        """

    static func summary(_ reader: inout ColumnReader) throws -> TicketSummary {
        let id: Ticket.ID = try reader.id()
        return try reading("ticket \(id)") { try summary(of: id, &reader) }
    }

    private static func summary(of id: Ticket.ID, _ reader: inout ColumnReader) throws -> TicketSummary {
        TicketSummary(
            id: id,
            number: try reader.integerOrNil(),
            status: try reader.word(),
            version: try reader.int(),
            title: try reader.text(),
            impact: try reader.wordOrNil(),
            problem: try reader.wordOrNil(),
            reason: try reader.wordOrNil(),
            tenant: try reader.textOrNil(),
            purchase: try reader.textOrNil(),
            amount: try amount(&reader),
            contactName: try reader.textOrNil(),
            requester: try reader.idOrNil(),
            assignee: try assignee(&reader),
            mergedInto: try reader.idOrNil(),
            source: try source(&reader),
            createdAt: try reader.instant(),
            updatedAt: try reader.instant(),
            submittedAt: try reader.instantOrNil(),
            dueAt: try reader.instantOrNil(),
            attachmentCount: try reader.int()
        )
    }

    private static func amount(_ reader: inout ColumnReader) throws -> Money? {
        let units = try reader.integerOrNil()
        let code = try reader.textOrNil()
        guard let units, let code else { return nil }
        return Money(minorUnits: units, try Currency(code))
    }

    private static func assignee(_ reader: inout ColumnReader) throws -> Assignee? {
        let id: Person.ID? = try reader.idOrNil()
        let name = try reader.textOrNil()
        guard let id, let name else { return nil }
        return Assignee(id: id, name: name)
    }

    private static func source(_ reader: inout ColumnReader) throws -> Source? {
        let system = try reader.textOrNil()
        let externalID = try reader.textOrNil()
        guard let system, let externalID else { return nil }
        return try Source(system: system, externalID: externalID)
    }
}
