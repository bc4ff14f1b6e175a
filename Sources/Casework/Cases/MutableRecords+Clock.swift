package import Basics
import Orders
package import Tickets

extension MutableRecords {
    /// The desk itself, acting because time has passed or an invoice has come; added when it acts for the first time.
    package func clock(in organisation: Organisation.ID, makeID: () -> GUID, account: String) throws -> Actor {
        if let known = try person(named: Person.clockName) {
            return Actor(person: known, account: account, origin: .system)
        }
        let clock = Person(
            id: Person.ID(makeID()),
            systemName: Person.clockName,
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
