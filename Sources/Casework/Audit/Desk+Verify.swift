package import Basics
package import Tickets

extension Desk {
    /// Checks every chain, every list row, every file, every ledger and every invoice against what was written. Takes
    /// ``Permission/verifyAudit``.
    package func verify(expecting expected: Digest? = nil, for actor: Actor) async throws -> AuditReport {
        guard actor.person.may(.verifyAudit) else { throw DeskError.notAllowed(.verifyAudit) }
        return try await store.read { records in
            var audit = Audit(records: records, rules: try records.ticketRules())
            try records.eachHead { try audit.check($0) }
            try audit.checkActivity()
            try audit.checkOrders()
            try audit.checkInvoices()
            return audit.report(expecting: expected)
        }
    }
}

/// Gathers findings ticket by ticket, order by order.
struct Audit {
    let records: any Records
    let rules: TicketRules
    var tickets = 0
    var events = 0
    var orders = 0
    var movements = 0
    var activity = 0
    var invoices = 0
    /// What orders say of invoices, by number.
    var billed: [String: BilledByOrders] = [:]
    var checkedFiles: [Digest: Bool] = [:]
    var findings: [AuditFinding] = []
    var head = Chain.Head()

    init(records: any Records, rules: TicketRules) {
        self.records = records
        self.rules = rules
    }

    mutating func check(_ stored: StoredHead) throws {
        let list = try records.events(of: stored.summary.id)
        let name = stored.summary.number.map { TicketNumber($0).description } ?? stored.summary.id.description
        tickets += 1
        events += list.count
        head.add(stored.summary.id, version: list.last?.version ?? 0, head: list.last?.digest ?? Digest.of([]))
        findings += Chain.breaks(in: list).map { AuditFinding(subject: name, kind: .chain($0)) }
        if list.last?.digest != stored.head { findings.append(AuditFinding(subject: name, kind: .headDiffers)) }
        let ticket: Ticket
        do throws(ReplayFault) {
            ticket = try Ticket(replaying: list, number: stored.summary.number)
        } catch {
            findings.append(AuditFinding(subject: name, kind: .replay(error)))
            return
        }
        let columns = stored.summary.differences(from: TicketSummary(of: ticket, under: rules))
        if !columns.isEmpty { findings.append(AuditFinding(subject: name, kind: .shownOtherwise(columns))) }
        for file in ticket.attachments { try check(file, of: name) }
    }

    private mutating func check(_ file: Attachment, of ticket: String) throws {
        let isTrue: Bool
        if let known = checkedFiles[file.digest] {
            isTrue = known
        } else {
            guard try records.hasFile(file.digest) else {
                findings.append(AuditFinding(subject: ticket, kind: .fileMissing(file.name)))
                return
            }
            var hasher = DigestBuilder()
            try records.eachChunk(of: file.digest) { hasher.append($0) }
            isTrue = hasher.finish() == file.digest
            checkedFiles[file.digest] = isTrue
        }
        if !isTrue { findings.append(AuditFinding(subject: ticket, kind: .fileChanged(file.name))) }
    }

    func report(expecting expected: Digest?) -> AuditReport {
        AuditReport(
            tickets: tickets,
            events: events,
            files: checkedFiles.count,
            orders: orders,
            movements: movements,
            activity: activity,
            invoices: invoices,
            findings: findings,
            head: head.digest,
            matchesExpected: expected.map { $0 == head.digest }
        )
    }
}

extension TicketSummary {
    /// The names of what differs, compared byte for byte where it is text.
    fileprivate func differences(from other: TicketSummary) -> [String] {
        let texts: [(String, String?, String?)] = [
            ("title", title, other.title), ("tenant", tenant, other.tenant), ("purchase", purchase, other.purchase),
            ("contact", contactName, other.contactName), ("assignee name", assignee?.name, other.assignee?.name),
            ("source", source?.system, other.source?.system),
            ("source id", source?.externalID, other.source?.externalID),
        ]
        let values: [(String, Bool)] = [
            ("id", id == other.id), ("status", status == other.status), ("version", version == other.version),
            ("impact", impact == other.impact), ("problem", problem == other.problem),
            ("reason", reason == other.reason),
            ("amount", amount == other.amount), ("requester", requester == other.requester),
            ("assignee", assignee?.id == other.assignee?.id), ("merge", mergedInto == other.mergedInto),
            ("created", createdAt == other.createdAt),
            ("updated", updatedAt == other.updatedAt), ("submitted", submittedAt == other.submittedAt),
            ("due", dueAt == other.dueAt), ("files", attachmentCount == other.attachmentCount),
        ]
        return texts.filter { Array(($0.1 ?? "\u{0}").utf8) != Array(($0.2 ?? "\u{0}").utf8) }.map(\.0)
            + values.filter { !$0.1 }.map(\.0)
    }
}
