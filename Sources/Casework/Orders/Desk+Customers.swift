import Basics
package import Orders
package import Tickets

/// A customer's data as somebody wrote it; nil leaves what is there.
package struct CustomerForm: Hashable, Sendable {
    package var id: String?
    package var domain: String?
    package var name: String?
    package var market: String?
    package var segment: String?
    /// A day, or nothing.
    package var agreedOn: String?
    package var language: String?

    package init() {}

    /// The customer, on top of what is known of them. Throws every problem.
    func customer(over known: Customer?) throws(Problems) -> Customer {
        var problems: [Problem] = []
        func read<Value>(
            _ field: String,
            _ text: String?,
            _ kept: Value?,
            _ parse: (String) throws(Fault) -> Value
        ) -> Value? {
            guard let text, !text.trimmed.isEmpty else {
                if kept == nil { problems.append(Problem(field, .missing)) }
                return kept
            }
            do throws(Fault) { return try parse(text) } catch {
                problems.append(Problem(field, error))
                return nil
            }
        }
        func choice<Value: RawRepresentable<String> & CaseIterable>(_ text: String) throws(Fault) -> Value {
            guard let value = Value(rawValue: text.trimmed) else {
                throw .unknownChoice(text, known: Value.allCases.map(\.rawValue))
            }
            return value
        }
        let id = read("tenant", id, known?.id) { text throws(Fault) in try Customer.ID(text.trimmed) }
        let domain = read("domain", domain, known?.domain) { text throws(Fault) in try DomainName(text) }
        let name = read("name", name, known?.name) { text throws(Fault) in try Text.line(text, limit: 200) }
        let market = read("market", market, known?.market) { text throws(Fault) in try Market(text) }
        let segment: Segment? = read("segment", segment, known?.segment ?? .commercial) { text throws(Fault) in
            try choice(text)
        }
        var agreed = known?.agreedOn
        if let agreedOn, !agreedOn.trimmed.isEmpty {
            agreed = read("agreed", agreedOn, nil) { text throws(Fault) in try Day(text.trimmed) }
        }
        var language = known?.language
        if let text = self.language, !text.trimmed.isEmpty {
            language = read("language", text, nil) { text throws(Fault) in try choice(text) }
        }
        guard problems.isEmpty, let id, let domain, let name, let market, let segment else {
            throw Problems(problems)
        }
        return Customer(
            id: id,
            domain: domain,
            name: name,
            market: market,
            segment: segment,
            agreedOn: agreed,
            language: language
        )
    }
}

extension Desk {
    /// Customers by name, from behind `cursor` on. `limit` from 1 to 500. A customer's global admin sees their own tenant.
    package func customers(
        beginning: String? = nil,
        for actor: Actor,
        after cursor: CustomerCursor? = nil,
        limit: Int = 50
    ) async throws -> (customers: [Customer], next: CustomerCursor?) {
        let person = actor.person
        try person.requireSight()
        let limit = max(1, min(limit, 500))
        return try await store.read { records in
            guard person.may(.seeOrders) else {
                let own = try person.tenant.flatMap { try records.customer(Customer.ID($0)) }
                return (own.map { [$0] } ?? [], nil)
            }
            let found = try records.customers(beginning: beginning, after: cursor, limit: limit + 1)
            let page = Array(found.prefix(limit))
            return (page, found.count > limit ? page.last.map(CustomerCursor.init) : nil)
        }
    }

    /// One customer. Throws ``DeskError/noSuchCustomer(_:)``.
    package func customer(_ reference: CustomerReference, for actor: Actor) async throws -> Customer {
        try actor.person.requireSight()
        return try await store.read { try $0.customer(reference, for: actor.person) }
    }

    /// Adds a customer. Takes ``Permission/recordOrders``.
    package func addCustomer(_ form: CustomerForm, by actor: Actor) async throws -> Customer {
        try actor.person.require(.recordOrders)
        let customer: Customer
        do throws(Problems) { customer = try form.customer(over: nil) } catch { throw DeskError.invalid(error) }
        return try await keep(customer) { records in
            if try records.customer(customer.id) != nil {
                throw DeskError.invalid(Problems([Problem("tenant", .duplicateName(customer.id.description))]))
            }
        }
    }

    /// Changes a customer's data, all but the tenant's GUID. Takes ``Permission/recordOrders``.
    package func changeCustomer(_ reference: CustomerReference, _ form: CustomerForm, by actor: Actor) async throws
        -> Customer
    {
        try actor.person.require(.recordOrders)
        let known = try await customer(reference, for: actor)
        var changes = form
        changes.id = nil
        let changed: Customer
        do throws(Problems) { changed = try changes.customer(over: known) } catch { throw DeskError.invalid(error) }
        return try await keep(changed) { _ in }
    }

    private func keep(
        _ customer: Customer,
        _ check: @escaping @Sendable (any MutableRecords) throws -> Void
    ) async throws -> Customer {
        do {
            return try await store.write { records in
                try check(records)
                try records.save(customer)
                return customer
            }
        } catch let taken as DomainTaken {
            throw DeskError.invalid(Problems([Problem("domain", .duplicateName(taken.domain))]))
        }
    }
}
