/// One thing that a role may allow.
package enum Permission: String, Hashable, Sendable, CaseIterable {
    /// File refund requests, and act as requester on one's own.
    case fileTickets
    /// See every ticket, not only one's own.
    case seeAllTickets
    /// Read and write notes that requesters never see.
    case seeInternalNotes
    /// Take tickets and work on them.
    case workTickets
    /// Approve, refuse and revoke.
    case approveTickets
    /// Cancel orders at Microsoft, and record that it was done (Partner Center: admin agents only).
    case cancelOrders
    /// Ask for credits and record what an invoice showed.
    case settleCredits
    /// Act when time has passed.
    case runTheClock
    /// Bring in records from outside.
    case importRecords
    /// Take everything out, with events and internal notes.
    case exportArchive
    /// Bring an archive back as it was.
    case restoreArchive
    /// Check chains and books.
    case verifyAudit
    /// Add people and give them roles.
    case managePeople

    /// The roles that have it, in declaration order.
    package var roles: [Role] { Role.allCases.filter { $0.permissions.contains(self) } }
}
