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
    private(set) var losses: [Loss] = []

    private var mapping: Mapping { sync.mapping }
    private var desk: Desk { sync.desk }

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
        let uploads = try await upload(desired.ticket.files, there: [])
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
        let uploads = try await upload(files, there: there.ticket.files)
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

    // MARK: Parts

    private func statusFields(_ ticket: ForeignTicket) -> [ForeignField] {
        ticket["status"].map { [$0] } ?? []
    }

    private func needsStatus(_ ticket: ForeignTicket, _ there: RedmineIssues.Issue) -> Bool {
        ticket["status"].map { !mapping.isSame($0, there.ticket["status"]) } ?? false
    }

    private mutating func setStatus(_ ticket: ForeignTicket, _ there: RedmineIssues.Issue) async throws {
        guard let field = ticket["status"], !mapping.isSame(field, there.ticket["status"]) else { return }
        var request = RedmineRequest(issues.names)
        if let body = try request.status(field) {
            do { try await issues.client.put(issues.path(there.number), body) } catch RedmineFault.refused(let why) {
                losses.append(Loss("status", .leftOut("Redmine: " + why.joined(separator: "; "))))
            }
        }
        losses += request.losses
    }

    /// What was written here and does not stand there. What came in with an import is theirs, or another system's that
    /// has its own way there.
    private func newComments(_ outgoing: OutgoingTicket, _ there: RedmineIssues.Issue) -> [ForeignComment] {
        var known = there.ticket.comments.map(\.text)
        let isTheirs = outgoing.ticket.source == nil || outgoing.ticket.source?.system == mapping.system
        let messages = isTheirs ? outgoing.written : outgoing.messages
        let written = OutgoingTicket(ticket: outgoing.ticket, messages: messages, files: [])
        return mapping.write(written).ticket.comments.filter { Self.isNew($0, among: &known) }
    }

    /// Whether none of the texts is the comment's; the one that is, is taken out.
    private static func isNew(_ comment: ForeignComment, among known: inout [String]) -> Bool {
        guard let index = known.firstIndex(where: { Mapping.isSameText($0, comment.text) }) else { return true }
        known.remove(at: index)
        return false
    }

    /// Without the internal ones, when Redmine would make public notes of them.
    private mutating func sendable(
        _ comments: [ForeignComment],
        _ there: RedmineIssues.Issue
    ) async throws -> [ForeignComment] {
        guard comments.contains(where: { !$0.isPublic }),
            try await !issues.mayWritePrivately(in: there.ticket["project"]?.value)
        else { return comments }
        let held = comments.count { !$0.isPublic }
        losses.append(
            Loss(
                "\(held) internal notes",
                .leftOut("the owner of the API key may not write private notes in that project")
            )
        )
        return comments.filter(\.isPublic)
    }

    /// One request each. When an answer is lost, whether the note is there is looked up before it is sent again.
    private func add(_ comments: [ForeignComment], to there: RedmineIssues.Issue) async throws {
        let path = issues.path(there.number)
        for (index, comment) in comments.enumerated() {
            let body = try RedmineRequest.note(comment)
            do { try await issues.client.putOnce(path, body) } catch RedmineFault.lost {
                let now = try await issues.issue(there.number).ticket.comments
                let expected = Self.count(comment, in: there.ticket.comments + comments[...index])
                if Self.count(comment, in: now) < expected { try await issues.client.putOnce(path, body) }
            }
        }
    }

    private static func count(_ comment: ForeignComment, in others: [ForeignComment]) -> Int {
        others.count { Mapping.isSameText($0.text, comment.text) }
    }

    /// Redmine keeps the last part of a name, without what file systems do not take.
    private static func nameThere(_ name: String) -> String {
        let last = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        var result = ""
        var isInside = false
        for character in last {
            let isTaken = "/?%*:|\"'<>\n\r".contains(character)
            if !isTaken { result.append(character) } else if !isInside { result.append("_") }
            isInside = isTaken
        }
        return result
    }

    private static func isThere(_ file: ForeignFile, in files: [ForeignFile]) -> Bool {
        files.contains { Mapping.isSameText($0.name, file.name) || Mapping.isSameText($0.name, nameThere(file.name)) }
    }

    private var uploadLimit: Int64 { mapping.option("upload-limit").flatMap(Int64.init) ?? 5 << 20 }

    private func fits(_ file: ForeignFile) -> Bool { (file.size ?? 0) <= uploadLimit }

    /// Files come before the issue that takes them.
    private mutating func upload(
        _ files: [ForeignFile],
        there: [ForeignFile]
    ) async throws -> [RedmineRequest.Upload] {
        var uploads: [RedmineRequest.Upload] = []
        for file in files {
            let field = "file '\(file.name)'"
            guard fits(file) else {
                losses.append(Loss(field, .fileTooLarge(limit: uploadLimit, actual: file.size ?? 0)))
                continue
            }
            let bytes = try await bytes(of: file)
            do {
                let token = try await issues.client.upload(bytes, named: file.name)
                uploads.append(RedmineRequest.Upload(token: token, name: file.name, mediaType: file.mediaType))
                let name = Self.nameThere(file.name)
                if !Mapping.isSameText(name, file.name) { losses.append(Loss(field, .altered(to: name))) }
            } catch RedmineFault.refused(let why) {
                losses.append(Loss(field, .leftOut("Redmine: " + why.joined(separator: "; "))))
            } catch RedmineFault.tooLarge(let what) {
                losses.append(Loss(field, .leftOut(RedmineFault.tooLarge(what).sentence)))
            }
        }
        return uploads
    }

    private func bytes(of file: ForeignFile) async throws -> [UInt8] {
        try await desk.store.read { records in
            var bytes: [UInt8] = []
            try file.eachChunk(from: FileStore(records)) { bytes += $0 }
            return bytes
        }
    }

    // MARK: Confirming and remembering

    /// Compares what was sent with what stands there now: Redmine drops fields and answers 201.
    private mutating func confirm(
        _ fields: [ForeignField],
        comments: [ForeignComment],
        uploads: [RedmineRequest.Upload],
        _ there: RedmineIssues.Issue
    ) {
        for field in fields {
            let stands = there.ticket[field.name]
            // The mapping may name a project by its identifier, of which an issue shows the name.
            if field.name == "project", stands?.value == issues.names.number(of: field.value, .project) { continue }
            guard !mapping.isSame(field, stands) else { continue }
            losses.append(Loss(field.name, .notConfirmed(there: stands.map { $0.label ?? $0.value })))
        }
        var known = there.ticket.comments
        for comment in comments {
            let isSame = { (other: ForeignComment) in Mapping.isSameText(other.text, comment.text) }
            let index =
                known.firstIndex { isSame($0) && $0.isPublic == comment.isPublic } ?? known.firstIndex(where: isSame)
            guard let index else {
                losses.append(Loss("note", .notConfirmed(there: nil)))
                continue
            }
            if known[index].isPublic != comment.isPublic {
                losses.append(
                    Loss("note", .notConfirmed(there: known[index].isPublic ? "a public note" : "a private note"))
                )
            }
            known.remove(at: index)
        }
        for upload in uploads
        where !there.ticket.files.contains(where: {
            Mapping.isSameText($0.name, upload.name) || Mapping.isSameText($0.name, Self.nameThere(upload.name))
        }) {
            losses.append(Loss("file '\(upload.name)'", .notConfirmed(there: nil)))
        }
    }

    /// - Parameter isRead: whether `there` is what both agree on; false when it is still to be read in.
    private func remember(
        _ outgoing: OutgoingTicket,
        as there: RedmineIssues.Issue?,
        form: FactsForm,
        isRead: Bool = true
    ) async throws {
        let intake = there?.mapped.intake
        let mark = ExchangeMark(
            system: mapping.system,
            ticket: outgoing.ticket.id,
            externalID: there?.number,
            version: outgoing.ticket.version,
            form: form,
            note: intake?.quotedNote,
            digest: isRead ? intake?.digest : nil,
            modifiedAt: isRead ? intake?.modifiedAt : nil,
            at: desk.now()
        )
        try await desk.remember([mark], by: actor)
    }
}
