package import Basics

/// Somebody acting, and through which door.
package struct Actor: Hashable, Sendable {
    package let person: Person
    /// The account of the machine that the program ran under, so that acting as somebody else leaves a trace.
    package let account: String
    package let origin: Origin
    /// True for words that were meant for a request which was merged into this one: they are let in like the requester's.
    package let isRelayed: Bool

    package init(person: Person, account: String, origin: Origin, isRelayed: Bool = false) {
        self.person = person
        self.account = account
        self.origin = origin
        self.isRelayed = isRelayed
    }
}

/// Through which door a change came. The raw values stand in hashed events; never renamed.
package enum Origin: String, CaseIterable, Hashable, Sendable {
    case web, api, cli, `import`, system
}
