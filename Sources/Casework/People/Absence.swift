package import Basics
package import Tickets

/// Somebody is away, and somebody else stands in for them.
package struct Absence: Hashable, Sendable {
    package let person: Person.ID
    package let deputy: Person.ID
    package let from: Instant
    /// The first instant at which they are back.
    package let until: Instant

    package init(person: Person.ID, deputy: Person.ID, from: Instant, until: Instant) {
        self.person = person
        self.deputy = deputy
        self.from = from
        self.until = until
    }

    package func isNow(_ now: Instant) -> Bool { from <= now && now < until }
}

/// What can be read of absences in one transaction.
package protocol AbsenceRecords {
    /// All of them, past and future ones too, by person.
    func absences() throws -> [Absence]
}

/// What can be written of absences in one transaction.
package protocol MutableAbsenceRecords: AbsenceRecords {
    /// Keeps it in place of what was known of the person.
    func save(_ absence: Absence) throws
    func removeAbsence(of person: Person.ID) throws
}

extension Records {
    /// The actor with those whom they stand in for now.
    func standing(_ actor: Actor, at now: Instant) throws -> Actor {
        let ids = try absences().filter { $0.deputy == actor.person.id && $0.isNow(now) }.map(\.person)
        guard !ids.isEmpty else { return actor }
        return actor.standing(for: try ids.compactMap { try person($0) })
    }

    /// Who stands in for somebody now; nil when they are here.
    func deputy(of id: Person.ID, at now: Instant) throws -> (deputy: Person, until: Instant)? {
        guard let absence = try absences().first(where: { $0.person == id && $0.isNow(now) }),
            let deputy = try person(absence.deputy)
        else { return nil }
        return (deputy, absence.until)
    }
}

extension Desk {
    /// Notes that somebody is away until the end of a day (UTC) and who stands in for them: the deputy acts with their roles at
    /// the desk and counts as them. Everybody may say so of themselves; of others it takes ``Permission/managePeople``.
    package func setAway(_ name: String, deputy deputyName: String, through day: Day, by actor: Actor) async throws
        -> Absence
    {
        let now = now()
        return try await store.write { records in
            guard let person = try records.person(named: name) else { throw DeskError.noSuchPerson(name) }
            guard let deputy = try records.person(named: deputyName) else { throw DeskError.noSuchPerson(deputyName) }
            if person.id != actor.person.id { try actor.person.require(.managePeople) }
            var problems: [Problem] = []
            if deputy.id == person.id { problems.append(Problem("deputy", .duplicateName(deputyName))) }
            if day < now.day { problems.append(Problem("through", .beforeStart(day: day, start: now.day))) }
            guard problems.isEmpty else { throw DeskError.invalid(Problems(problems)) }
            let absence = Absence(person: person.id, deputy: deputy.id, from: now, until: day.adding(days: 1).start)
            try records.save(absence)
            return absence
        }
    }

    /// Notes that somebody is back. As ``setAway(_:deputy:through:by:)``.
    package func setBack(_ name: String, by actor: Actor) async throws {
        try await store.write { records in
            guard let person = try records.person(named: name) else { throw DeskError.noSuchPerson(name) }
            if person.id != actor.person.id { try actor.person.require(.managePeople) }
            try records.removeAbsence(of: person.id)
        }
    }

    /// Who is away now, and who stands in. Takes ``Permission/seeAllTickets``.
    package func absences(for actor: Actor) async throws -> [(person: Person, deputy: Person, until: Instant)] {
        try actor.person.require(.seeAllTickets)
        let now = now()
        return try await store.read { records in
            try records.absences().filter { $0.isNow(now) }.compactMap { absence in
                guard let person = try records.person(absence.person), let deputy = try records.person(absence.deputy)
                else { return nil }
                return (person, deputy, absence.until)
            }
        }
    }
}
