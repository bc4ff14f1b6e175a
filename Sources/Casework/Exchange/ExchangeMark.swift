package import Basics
package import Tickets

/// What another system and the desk last agreed on about a ticket: the base against which both are compared when it comes
/// back.
package struct ExchangeMark: Hashable, Sendable {
    /// As a mapping names it.
    package let system: String
    package let ticket: Ticket.ID
    /// The key that the ticket has there; nil while nobody knows it.
    package let externalID: String?
    /// The ticket's version at that time.
    package let version: Int
    /// The facts in the words in which they came or went: what the format could carry, and not a field more.
    package let form: FactsForm
    /// What stood there about status and history, so that what was sent is not quoted back.
    package let note: String?
    /// SHA-256 over what was read there; nil when nothing was read since it was sent.
    package let digest: Digest?
    /// The other system's own time of its last change.
    package let modifiedAt: Instant?
    package let at: Instant

    package init(
        system: String,
        ticket: Ticket.ID,
        externalID: String?,
        version: Int,
        form: FactsForm,
        note: String?,
        digest: Digest? = nil,
        modifiedAt: Instant? = nil,
        at: Instant
    ) {
        self.system = system
        self.ticket = ticket
        self.externalID = externalID
        self.version = version
        self.form = form
        self.note = note
        self.digest = digest
        self.modifiedAt = modifiedAt
        self.at = at
    }
}
