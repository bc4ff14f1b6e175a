package import Basics
package import Orders
import Tickets

extension Person {
    /// Throws ``DeskError/notAllowed(_:)`` for a person without the permission.
    package func require(_ permission: Permission) throws(DeskError) {
        guard may(permission) else { throw .notAllowed(permission) }
    }

    /// Whether a customer exists for this person: for the partner's people all do, for a customer's global admin their own.
    package func sees(_ customer: Customer.ID) -> Bool {
        may(.seeOrders) || may(.seeOwnKeys) && tenant == customer.guid
    }

    /// Whether keys and links of a customer may be shown to this person (seed, "Get keys and downloads").
    package func mayUnlock(_ customer: Customer.ID) -> Bool {
        may(.seeKeys) || may(.seeOwnKeys) && tenant == customer.guid
    }

    /// Throws unless the person may see customers at all.
    func requireSight() throws(DeskError) {
        guard may(.seeOrders) || may(.seeOwnKeys) else { throw .notAllowed(.seeOrders) }
    }
}

extension OrderRecords {
    /// The customer, when this person may know of them. Throws ``DeskError/noSuchCustomer(_:)`` for both kinds of "no".
    func customer(_ reference: CustomerReference, for person: Person) throws -> Customer {
        guard let customer = try customer(reference), person.sees(customer.id) else {
            throw DeskError.noSuchCustomer(reference.description)
        }
        return customer
    }

    /// The order with its customer, when this person may know of them. Throws ``DeskError/noSuchOrder(_:)`` for both kinds
    /// of "no".
    func order(named text: String, for person: Person) throws -> (order: Order, customer: Customer) {
        guard let id = try? Order.ID(text), let order = try order(id), person.sees(order.customer),
            let customer = try customer(order.customer)
        else { throw DeskError.noSuchOrder(text) }
        return (order, customer)
    }
}

extension Actor {
    /// Something done for a customer, as the activity log keeps it.
    func act(
        _ kind: ActivityEntry.Kind,
        for customer: Customer.ID,
        order: Order.ID?,
        line: Int? = nil,
        refusal: String? = nil,
        at now: Instant,
        _ detail: String
    ) -> ActivityAct {
        ActivityAct(
            customer: customer,
            kind: kind,
            refusal: refusal,
            at: now,
            by: person.id,
            byName: person.displayName,
            account: account,
            door: origin.rawValue,
            order: order,
            line: line,
            detail: detail
        )
    }
}
