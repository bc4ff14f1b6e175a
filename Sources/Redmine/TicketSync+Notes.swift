import Casework
import Exchange
import Tickets

extension TicketSync {
    // MARK: Status and notes

    func statusFields(_ ticket: ForeignTicket) -> [ForeignField] {
        ticket["status"].map { [$0] } ?? []
    }

    func needsStatus(_ ticket: ForeignTicket, _ there: RedmineIssues.Issue) -> Bool {
        ticket["status"].map { !mapping.isSame($0, there.ticket["status"]) } ?? false
    }

    mutating func setStatus(_ ticket: ForeignTicket, _ there: RedmineIssues.Issue) async throws {
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
    func newComments(_ outgoing: OutgoingTicket, _ there: RedmineIssues.Issue) -> [ForeignComment] {
        var known = there.ticket.comments.map(\.text)
        let isTheirs = outgoing.ticket.source == nil || outgoing.ticket.source?.system == mapping.system
        let messages = isTheirs ? outgoing.written : outgoing.messages
        let written = OutgoingTicket(ticket: outgoing.ticket, messages: messages, files: [])
        return mapping.write(written).ticket.comments.filter { Self.isNew($0, among: &known) }
    }

    /// Whether none of the texts is the comment's; the one that is, is taken out.
    static func isNew(_ comment: ForeignComment, among known: inout [String]) -> Bool {
        guard let index = known.firstIndex(where: { Mapping.isSameText($0, comment.text) }) else { return true }
        known.remove(at: index)
        return false
    }

    /// Without the internal ones, when Redmine would make public notes of them.
    mutating func sendable(
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
    func add(_ comments: [ForeignComment], to there: RedmineIssues.Issue) async throws {
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
}
