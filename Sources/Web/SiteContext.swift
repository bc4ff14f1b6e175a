package import Basics
package import Hummingbird

/// What is known of one request on its way: who asks, in which language.
package struct SiteContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Decided before anything can go wrong, so that errors speak it too.
    package var language = Language.english
    /// Nil when the desk does not know the person, or could not look.
    package var person: Person?
    package var lookup: (any Error)?

    package init(source: Source) {
        coreContext = .init(source: source)
    }

    /// The person who acts. Throws what stood in the way of finding them.
    func requirePerson() throws -> Person {
        if let person { return person }
        throw lookup ?? WebFault.nobody(name: "")
    }
}
