package import Basics
package import Orders
package import Tickets

/// The desk: everything that a person may ask for, and all it needs to do it.
///
/// Every use-case is a method in a file of its own under `UseCases`: load, pure step, save, in one transaction. Web, API,
/// command line, bulk and intake all go through them, so a rule has one home and gives the same answer at every door.
package struct Desk: Sendable {
    package let store: any DeskStore
    package let rules: TicketRules
    package let book: Book
    package let now: @Sendable () -> Instant
    /// A new identifier each time, later ones greater.
    package let makeID: @Sendable () -> GUID
    /// What keys are sealed with.
    package let secrets: Secrets

    package init(
        store: any DeskStore,
        rules: TicketRules = TicketRules(),
        book: Book,
        now: @escaping @Sendable () -> Instant,
        makeID: @escaping @Sendable () -> GUID,
        secrets: Secrets = .none
    ) {
        self.store = store
        self.rules = rules
        self.book = book
        self.now = now
        self.makeID = makeID
        self.secrets = secrets
    }
}
