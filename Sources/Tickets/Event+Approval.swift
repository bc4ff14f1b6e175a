package import Basics

extension Approval {
    /// What an approving event grants. Throws a ``Fault`` for fields that no approval writes.
    init(_ grant: Grant, of event: Event, _ field: FieldReader) throws(Fault) {
        self.init(
            kind: grant.kind,
            amount: grant.amount,
            by: event.by,
            at: event.at,
            version: event.version,
            shares: try field.shares(in: grant.amount.currency),
            verdict: try VerdictRecord(field),
            override: grant.override
        )
    }
}

extension Event {
    /// The approval that the event grants, with what the approver asked for; nil for every other event, as the first of
    /// two approvals. Throws a ``Fault`` for fields that no approval writes.
    package func granted() throws(Fault) -> (approval: Approval, grant: Grant)? {
        guard to == .approved, let command = try TicketCommand(action, detail), case .approve(let grant) = command
        else {
            return nil
        }
        return (try Approval(grant, of: self, FieldReader(detail)), grant)
    }
}
