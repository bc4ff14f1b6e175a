package import Basics

/// Somebody acting, and through which door.
package struct Actor: Hashable, Sendable {
    package let person: Person
    /// The account of the machine that the program ran under, so that acting as somebody else leaves a trace.
    package let account: String
    package let origin: Origin

    package init(person: Person, account: String, origin: Origin) {
        self.person = person
        self.account = account
        self.origin = origin
    }
}

/// Through which door a change came. The raw values stand in hashed events; never renamed.
package enum Origin: String, CaseIterable, Hashable, Sendable {
    case web, api, cli, `import`, system
}
