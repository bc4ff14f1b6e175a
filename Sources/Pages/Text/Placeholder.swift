/// What a reply or a mail may mention of a ticket, as `{{number}}`.
package enum Placeholder: String, CaseIterable, Hashable, Sendable {
    /// R-10001.
    case number
    case title
    /// The customer's tenant, as the request names it.
    case tenant
    /// The customer's name.
    case customer
    /// The order or the subscription.
    case purchase
    /// What was granted.
    case amount
    /// What was asked for.
    case requested
    /// The most that can still be refunded.
    case maximum
    /// Until when the purchase can be cancelled, and how long that still is.
    case deadline, daysLeft
    /// The name of the contact.
    case contact
    /// The name of whoever at the desk writes.
    case agent
    /// Until when an answer counts.
    case due
    /// For how long an ended request can be opened again.
    case reopenDays
    /// Why the customer wants the purchase undone.
    case reason
    /// What the desk decided and why.
    case decision
    /// What the desk asked.
    case question
    /// What the desk wrote in a comment.
    case note
    /// The invoice that showed the credit.
    case invoice
    /// The reference of the credit in Partner Center.
    case reference
    case status
}
