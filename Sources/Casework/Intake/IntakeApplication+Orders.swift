package import Basics
package import Orders
import Tickets

extension IntakeApplication {
    /// A customer's data from outside: a new customer, or what has changed about one. All but the tenant's GUID may.
    mutating func take(_ record: PreparedRecord, _ customer: Customer) throws {
        guard mayRecord(record) else { return }
        let known = try records.customer(customer.id)
        let wanted = customer.keeping(known)
        if known?.fields == wanted.fields { return finish(record, .unchanged) }
        if let refusal = try records.introduce(wanted) { return quarantine(record, refusal) }
        finish(record, .applied)
    }

    /// A purchase from outside: all of its lines, or none when one does not fit.
    mutating func take(_ record: PreparedRecord, _ facts: OrderFacts) throws {
        guard mayRecord(record) else { return }
        let outcome = try recorder.take(facts, wholly: true)
        if let refusal = outcome.refusal { return quarantine(record, refusal) }
        let recording = outcome.recording
        guard recording.unused.isEmpty else {
            return finish(record, .quarantined, reasons: recording.unused.map { "\($0.place): line: \($0.reason)" })
        }
        finish(record, recording.added.isEmpty ? .unchanged : .applied)
    }

    /// Bringing orders in takes a permission of its own; the rest of the document goes on without them.
    private mutating func mayRecord(_ record: PreparedRecord) -> Bool {
        do throws(DeskError) { try context.actor.person.require(.recordOrders) } catch {
            quarantine(record, error.sentence)
            return false
        }
        return true
    }
}

extension Customer {
    /// What a record leaves out stays as it is known.
    fileprivate func keeping(_ known: Customer?) -> Customer {
        Customer(
            id: id,
            domain: domain,
            name: name,
            market: market,
            segment: segment,
            agreedOn: agreedOn ?? known?.agreedOn,
            language: language ?? known?.language
        )
    }
}

extension OrderFacts {
    /// SHA-256 over everything that a record says of a purchase.
    package var digest: Digest {
        var fields = Fields(reserving: 2_048)
        fields.append("format", "recoup-purchase-1")
        fields.append("order", id.text)
        fields.append("alternate", alternateID)
        fields.append(customer.fields)
        fields.append("placed", placedAt.milliseconds)
        fields.append("currency", currency.code)
        for line in lines { fields.append(line.fields) }
        return Digest.of(fields.bytes)
    }
}

extension LineFacts {
    fileprivate var fields: Fields {
        var fields = Fields(reserving: 1_024)
        fields.append("key", key)
        fields.append("addsSeats", addsSeats ? "true" : nil)
        fields.append(terms.fields(number: 0, addsTo: nil))
        fields.append("invoice", invoice)
        return fields
    }
}

extension Desk {
    /// Works a customer's data from outside out. Pure.
    package func prepare(_ item: IntakeItem<Customer>) -> PreparedRecord {
        switch item.content {
        case .success(let customer): PreparedRecord(item, .facts(customer))
        case .failure(let problems): PreparedRecord(item, .faulty(nil, problems.list.map(\.description)))
        }
    }

    /// Works a purchase from outside out. Pure.
    package func prepare(_ item: IntakeItem<OrderFacts>) -> PreparedRecord {
        switch item.content {
        case .success(let facts): PreparedRecord(item, .purchase(facts))
        case .failure(let problems): PreparedRecord(item, .faulty(nil, problems.list.map(\.description)))
        }
    }
}
