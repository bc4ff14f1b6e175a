import Basics
package import Orders

/// What is said of a customer, with a part of their activity log: entries that follow each other. Not yet believed.
package struct CustomerClaim: Hashable, Sendable {
    package let customer: Customer
    /// A long log comes in several parts, each in a record of its own.
    package let activity: [ActivityEntry]

    package init(customer: Customer, activity: [ActivityEntry]) {
        self.customer = customer
        self.activity = activity
    }

    /// Entries that a part holds at most, so that no record of an archive grows with the log.
    package static let part = 5_000
}

/// Why what is said of a customer is not believed.
package enum CustomerFault: Error, Hashable, Sendable {
    case otherCustomer(sequence: Int64)
    /// What is wrong with the chain, in English.
    case broken(String)

    package var sentence: String {
        switch self {
        case .otherCustomer(let sequence): "entry \(sequence) of its activity is another customer's"
        case .broken(let sentence): "its activity does not verify: \(sentence)"
        }
    }
}

extension CustomerClaim {
    /// Checks that the entries follow each other as they were written. Whether they follow what is here is asked when they
    /// are restored.
    package func verify() throws(CustomerFault) {
        guard let first = activity.first else { return }
        var chain = ActivityChain(after: first.predecessor)
        for entry in activity {
            guard entry.customer == customer.id else { throw .otherCustomer(sequence: entry.sequence) }
            if let fault = chain.fault(in: entry) { throw .broken(fault) }
        }
    }
}

extension ActivityEntry {
    /// The entry that this one says it follows; nil for the first.
    var predecessor: ActivityLink? {
        previous.map { ActivityLink(sequence: sequence - 1, digest: $0) }
    }
}
