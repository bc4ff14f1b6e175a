package import Basics

/// Somebody acting, and through which door.
package struct Actor: Hashable, Sendable {
    package let person: Person
    /// The account of the machine that the program ran under, so that acting as somebody else leaves a trace.
    package let account: String
    package let origin: Origin
    /// True for words that were meant for a request which was merged into this one: they are let in like the requester's.
    package let isRelayed: Bool
    /// Those whom the person stands in for while they are away: the deputy counts as each of them.
    package private(set) var represented: [Person] = []

    package init(person: Person, account: String, origin: Origin, isRelayed: Bool = false) {
        self.person = person
        self.account = account
        self.origin = origin
        self.isRelayed = isRelayed
    }

    package func standing(for people: [Person]) -> Actor {
        var actor = self
        actor.represented = people
        return actor
    }

    /// A deputy counts as those whom they stand in for.
    func counts(as id: Person.ID) -> Bool { person.id == id || represented.contains { $0.id == id } }

    /// Whether the person, or somebody whom they stand in for at the desk, may do it.
    func may(_ permission: Permission) -> Bool {
        person.may(permission) || represented.contains { $0.may(permission) }
    }
}

/// Through which door a change came. The raw values stand in hashed events; never renamed.
package enum Origin: String, CaseIterable, Hashable, Sendable {
    case web, api, cli, `import`, system
}
