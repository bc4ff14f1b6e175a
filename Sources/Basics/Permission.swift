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
    /// Save views of the queue that everybody sees, and remove them.
    case shareViews
    /// See customers, their orders and the catalogue.
    case seeOrders
    /// Bring in customers, price lists and orders, and change customers' data.
    case recordOrders
    /// Buy on behalf of customers.
    case buyProducts
    /// See keys and take downloads of every customer (seed: admin agents).
    case seeKeys
    /// See keys and take downloads of one's own tenant (seed: the customer's global admin).
    case seeOwnKeys
    /// Read who saw keys and took downloads (seed, "View activity for software key access").
    case readAccessLog
    /// See invoices and credits.
    case seeInvoices
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
