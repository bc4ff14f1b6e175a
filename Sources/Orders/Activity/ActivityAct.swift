package import Basics

/// What happened, before it has its place in the chain.
package struct ActivityAct: Hashable, Sendable {
    package let customer: Customer.ID
    package let kind: ActivityEntry.Kind
    /// Nil when it was granted; else why it was refused, in English.
    package var refusal: String?
    package let at: Instant
    package let by: Person.ID
    package var byName: String
    /// The account of the machine that the program ran under.
    package let account: String
    /// The door: web, api, cli, import, system.
    package let door: String
    package let order: Order.ID?
    package let line: Int?
    /// What it was about, in English: a version and a language, an amount. Never a key, never a link.
    package var detail: String

    package init(
        customer: Customer.ID,
        kind: ActivityEntry.Kind,
        refusal: String? = nil,
        at: Instant,
        by: Person.ID,
        byName: String,
        account: String,
        door: String,
        order: Order.ID?,
        line: Int?,
        detail: String
    ) {
        self.customer = customer
        self.kind = kind
        self.refusal = refusal
        self.at = at
        self.by = by
        self.byName = byName
        self.account = account
        self.door = door
        self.order = order
        self.line = line
        self.detail = detail
    }
}
