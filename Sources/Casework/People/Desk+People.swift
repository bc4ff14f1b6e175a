package import Basics
package import Tickets

extension Desk {
    /// Who acts under a system name. On a desk without people the first one has every role and is not kept yet:
    /// ``settle(_:organisation:)`` does that before the first change.
    package func person(named name: String) async throws -> (person: Person, isFirst: Bool) {
        let checked: String
        do throws(Fault) { checked = try Person.checked(systemName: name) } catch {
            throw DeskError.invalid(Problems([Problem("name", error)]))
        }
        let makeID = makeID
        return try await store.read { records in
            if let person = try records.person(named: checked) { return (person, false) }
            guard try records.people().isEmpty else { throw DeskError.noSuchPerson(checked) }
            let person = Person(
                id: Person.ID(makeID()),
                systemName: checked,
                displayName: checked,
                email: nil,
                language: .english,
                organisation: Organisation.ID(makeID()),
                roles: Set(Role.allCases).subtracting([.customerGlobalAdmin])
            )
            return (person, true)
        }
    }

    /// Keeps the first person and their organisation, unless somebody else was first after all.
    package func settle(_ first: Person, organisation: String) async throws -> Person {
        try await store.write { records in
            if let person = try records.person(named: first.systemName) { return person }
            guard try records.people().isEmpty else { throw DeskError.noSuchPerson(first.systemName) }
            try records.save(Organisation(id: first.organisation, name: organisation, parent: nil))
            try records.save(first)
            return first
        }
    }

    /// Everybody, by system name.
    package func people(for actor: Actor) async throws -> [Person] {
        guard actor.person.may(.seeAllTickets) else { throw DeskError.notAllowed(.seeAllTickets) }
        return try await store.read { try $0.people().sorted { $0.systemName < $1.systemName } }
    }

    /// Adds somebody. Throws when the name is taken or a field is wrong. `tenant` is the GUID of the tenant that a customer's
    /// global admin administers: that role needs it, and nobody else has one.
    package func addPerson(
        named name: String,
        displayName: String?,
        email: String?,
        language: Language,
        roles: Set<Role>,
        tenant: String? = nil,
        by actor: Actor
    ) async throws -> Person {
        guard actor.person.may(.managePeople) else { throw DeskError.notAllowed(.managePeople) }
        var problems: [Problem] = []
        func checked<Value>(_ field: String, _ read: () throws(Fault) -> Value) -> Value? {
            do throws(Fault) { return try read() } catch {
                problems.append(Problem(field, error))
                return nil
            }
        }
        let systemName = checked("name") { () throws(Fault) in try Person.checked(systemName: name) }
        let shown = checked("display-name") { () throws(Fault) in try Text.line(displayName ?? name, limit: 200) }
        let address = email.map { email in checked("email") { () throws(Fault) in try EmailAddress(email) } } ?? nil
        let administered = Self.tenant(tenant, of: roles, else: nil, &problems)
        guard problems.isEmpty, let systemName, let shown else { throw DeskError.invalid(Problems(problems)) }
        let person = Person(
            id: Person.ID(makeID()),
            systemName: systemName,
            displayName: shown,
            email: address,
            language: language,
            organisation: actor.person.organisation,
            roles: roles,
            tenant: administered
        )
        return try await store.write { records in
            if try records.person(named: systemName) != nil {
                throw DeskError.invalid(Problems([Problem("name", .duplicateName(systemName))]))
            }
            try records.save(person)
            return person
        }
    }

    /// Gives somebody roles and takes others away. The last administrator stays one. `tenant` as in
    /// ``addPerson(named:displayName:email:language:roles:tenant:by:)``; nil leaves what is there.
    package func changeRoles(
        of name: String,
        adding: Set<Role>,
        removing: Set<Role>,
        tenant: String? = nil,
        by actor: Actor
    ) async throws -> Person {
        guard actor.person.may(.managePeople) else { throw DeskError.notAllowed(.managePeople) }
        return try await store.write { records in
            guard let person = try records.person(named: name) else { throw DeskError.noSuchPerson(name) }
            let roles = person.roles.union(adding).subtracting(removing)
            var problems: [Problem] = []
            let administered = Self.tenant(tenant, of: roles, else: person.tenant, &problems)
            guard problems.isEmpty else { throw DeskError.invalid(Problems(problems)) }
            let changed = person.with(roles: roles, tenant: administered)
            let others = try records.people().filter { $0.id != person.id && $0.may(.managePeople) }
            if !changed.may(.managePeople), others.isEmpty {
                throw DeskError.invalid(Problems([Problem("roles", .lastAdministrator)]))
            }
            try records.save(changed)
            return changed
        }
    }

    /// The tenant that goes with these roles; nil for all but a customer's global admin, who needs one.
    private static func tenant(
        _ text: String?,
        of roles: Set<Role>,
        else known: GUID?,
        _ problems: inout [Problem]
    ) -> GUID? {
        guard roles.contains(.customerGlobalAdmin) else { return nil }
        guard let text else {
            if known == nil { problems.append(Problem("tenant", .missing)) }
            return known
        }
        do throws(Fault) { return try GUID(text.trimmed) } catch {
            problems.append(Problem("tenant", error))
            return nil
        }
    }
}
