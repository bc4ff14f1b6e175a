package import Basics
import Orders
package import Tickets

extension MutableRecords {
    /// The desk itself, acting because time has passed or an invoice has come; added when it acts for the first time.
    package func clock(in organisation: Organisation.ID, makeID: () -> GUID, account: String) throws -> Actor {
        // Somebody may be called as the clock is, or have been given its name; then it goes by its other one.
        var name = Person.clockName
        if let known = try person(named: name) {
            if known.roles == [.system] { return Actor(person: known, account: account, origin: .system) }
            name += ".clock"
        }
        if let known = try person(named: name) { return Actor(person: known, account: account, origin: .system) }
        let clock = Person(
            id: Person.ID(makeID()),
            systemName: name,
            displayName: "Recoup",
            email: nil,
            language: .english,
            organisation: organisation,
            roles: [.system]
        )
        try save(clock)
        return Actor(person: clock, account: account, origin: .system)
    }
}

extension Person {
    /// The system name under which the desk itself acts.
    package static let clockName = "recoup"
}
