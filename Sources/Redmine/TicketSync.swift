import Basics
import Casework
import Exchange
import Tickets
import XML

/// One ticket and its issue.
struct TicketSync {
    let sync: RedmineSync
    let issues: RedmineIssues
    let number: Int64
    let actor: Actor
    let dryRun: Bool
    var losses: [Loss] = []

    var mapping: Mapping { sync.mapping }
    var desk: Desk { sync.desk }

    init(sync: RedmineSync, issues: RedmineIssues, number: Int64, actor: Actor, dryRun: Bool) {
        self.sync = sync
        self.issues = issues
        self.number = number
        self.actor = actor
        self.dryRun = dryRun
    }

    mutating func run() async throws -> RedmineReport.Outcome {
        guard let outgoing = try await sync.outgoing(number, actor) else { return .unchanged }
        guard let there = try await find(outgoing) else {
            if dryRun { return .created }
            return try await create(outgoing)
        }
        return try await follow(outgoing, there)
    }

    /// The issue of the ticket: by the number that is known, or by our id, so that an issue that was made and not remembered
    /// is not made again.
    private func find(_ outgoing: OutgoingTicket) async throws -> RedmineIssues.Issue? {
        let known = outgoing.externalID(in: mapping.system)
        guard let number = try await known != nil ? known : issues.number(holding: outgoing.ticket.id) else {
            return nil
        }
        let there = try await issues.issue(number)
        if let field = mapping[.id]?.theirs, let id = there.ticket[field]?.value, !id.isEmpty,
            id != outgoing.ticket.id.description
        {
            throw RedmineFault.refused(["issue #\(number) holds the id of another request, \(id)"])
        }
        return there
    }

    // MARK: Creating

    private mutating func create(_ outgoing: OutgoingTicket) async throws -> RedmineReport.Outcome {
        let desired = mapping.write(outgoing)
        losses += desired.losses
        // Before anything is sent: whatever happens now, the next run knows what stands there.
        try await remember(outgoing, as: nil, form: desired.carried)
        let uploads = try await upload(desired.ticket.files)
        var request = RedmineRequest(issues.names)
        let body = try request.issue(desired.ticket.fields, uploads: uploads)
        losses += request.losses
        let number = try await post(body, of: outgoing)
        let there = try await issues.issue(number)
        try await setStatus(desired.ticket, there)
        let comments = try await sendable(desired.ticket.comments, there)
        try await add(comments, to: there)
        let after = try await issues.issue(number)
        confirm(desired.ticket.fields, comments: comments, uploads: uploads, after)
        try await settle(outgoing, from: there, to: after, sent: comments, desired)
        return .created
    }

    /// Creates the issue, once: when the answer is lost, whether it is there is looked up.
    private func post(_ body: [UInt8], of outgoing: OutgoingTicket) async throws -> String {
        do { return try await post(body) } catch RedmineFault.lost {
            if let number = try await issues.number(holding: outgoing.ticket.id) { return number }
            return try await post(body)
        }
    }

    private func post(_ body: [UInt8]) async throws -> String {
        let answer = try await issues.client.post("/issues.xml", body)
        guard let id = try AnswerReader(answer, "POST /issues.xml").texts("issue")["id"], RedmineNames.isNumber(id)
        else {
            throw RedmineFault.unreadable("POST /issues.xml: the answer holds no number")
        }
        return id
    }

    // MARK: Following

    private mutating func follow(
        _ before: OutgoingTicket,
        _ there: RedmineIssues.Issue
    ) async throws -> RedmineReport.Outcome {
        var outgoing = before
        var received = false
        if before.mark == nil, before.ticket.source?.system != mapping.system {
            // Nobody remembers what was sent: nothing says which side a difference comes from.
            let desired = mapping.write(before)
            let differing = desired.carried.differences(from: there.mapped.intake.form).fields.filter {
                !Mapping.isSameText(desired.carried[$0] ?? "", there.mapped.intake.form[$0] ?? "")
            }
            guard differing.isEmpty else {
                return .conflict([
                    "issue #\(there.number) says that it is this request, which was never sent there, and differs in "
                        + differing.map(\.rawValue).joined(separator: ", ") + "; make them equal, or empty its id"
                ])
            }
        } else if before.mark?.digest != there.mapped.intake.digest {
            let report = try await takeIn(there)
            if report.counts.quarantined > 0 { return .conflict(report.quarantined.flatMap(\.reasons)) }
            received = report.counts.applied > 0
            if dryRun, received { return .received }
            guard let now = try await sync.outgoing(number, actor) else { return .unchanged }
            outgoing = now
        }
        // One that was made and never finished has whatever status Redmine gave it.
        let agreed = before.mark?.externalID == nil ? nil : before.mark?.at
        let sent = try await update(outgoing, there, statusSince: agreed)
        return sent ? .updated : received ? .received : .unchanged
    }

    /// Sends what is new here. Returns whether there was anything.
    private mutating func update(
        _ outgoing: OutgoingTicket,
        _ there: RedmineIssues.Issue,
        statusSince: Instant?
    ) async throws -> Bool {
        let desired = mapping.write(outgoing)
        let base = outgoing.mark?.form ?? there.mapped.intake.form
        let fields = mapping.changes(of: desired, from: there.ticket, since: base)
        let files = desired.ticket.files.filter { !Self.isThere($0, in: there.ticket.files) }
        let comments = try await sendable(newComments(outgoing, there), there)
        // Their people move the issue too: ours is sent when it moved here.
        let hasMoved = statusSince.map { outgoing.ticket.statusSince >= $0 } ?? true
        let moves = hasMoved && needsStatus(desired.ticket, there)
        guard !fields.isEmpty || !comments.isEmpty || moves || files.contains(where: { fits($0) }) else {
            if !dryRun, outgoing.mark?.digest != there.mapped.intake.digest {
                try await remember(outgoing, as: there, form: there.mapped.intake.form)
            }
            return false
        }
        if dryRun { return true }
        losses += desired.losses
        let uploads = try await upload(files)
        if !fields.isEmpty || !uploads.isEmpty {
            var request = RedmineRequest(issues.names)
            let body = try request.issue(fields, uploads: uploads)
            losses += request.losses
            try await issues.client.put(issues.path(there.number), body)
        }
        if moves { try await setStatus(desired.ticket, there) }
        try await add(comments, to: there)
        let after = try await issues.issue(there.number)
        confirm(moves ? fields + statusFields(desired.ticket) : fields, comments: comments, uploads: uploads, after)
        try await settle(outgoing, from: there, to: after, sent: comments, desired)
        return true
    }

    /// Remembers what stands there now. What somebody changed there meanwhile is no agreement: it comes in as a change.
    private func settle(
        _ outgoing: OutgoingTicket,
        from there: RedmineIssues.Issue,
        to after: RedmineIssues.Issue,
        sent comments: [ForeignComment],
        _ desired: MappedExport
    ) async throws {
        let before = there.mapped.intake.form
        let form = after.mapped.intake.form
        var agreed = form
        for fact in FactField.allCases where !Mapping.isSameText(form[fact] ?? "", before[fact] ?? "") {
            // What was sent may stand there as sent, or as Redmine made it; both are ours.
            let isOurs = !Mapping.isSameText(desired.carried[fact] ?? "", before[fact] ?? "")
            if !isOurs { agreed[fact] = before[fact] }
        }
        var known = (there.ticket.comments + comments).map(\.text)
        let strangers = after.ticket.comments.filter { Self.isNew($0, among: &known) }
        guard agreed != form || !strangers.isEmpty else {
            try await remember(outgoing, as: after, form: form)
            return
        }
        try await remember(outgoing, as: after, form: agreed, isRead: false)
        _ = try await takeIn(after)
    }

    /// What was changed there goes through the desk's own door.
    private func takeIn(_ there: RedmineIssues.Issue) async throws -> ImportReport {
        let report = try await Importer(desk: desk, schema: sync.schema)
            .run(
                .bytes(there.bytes),
                named: "Redmine issue \(there.number)",
                as: .foreign(mapping),
                options: ImportOptions(dryRun: dryRun),
                by: actor
            )
        if let fault = report.fault { throw RedmineFault.unreadable(fault) }
        return report
    }
}
