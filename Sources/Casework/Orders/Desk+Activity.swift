import Basics
package import Orders
package import Tickets

extension Desk {
    /// The activity log, the latest first, at most `limit`. Takes ``Permission/readAccessLog``.
    package func activity(
        _ filter: ActivityFilter,
        of customer: CustomerReference? = nil,
        for actor: Actor,
        limit: Int = 1_000
    ) async throws -> [ActivityEntry] {
        try actor.person.require(.readAccessLog)
        return try await store.read { records in
            var filter = filter
            if let customer { filter.customer = try records.customer(customer, for: actor.person).id }
            return try records.activity(filter, limit: max(1, min(limit, 100_000)))
        }
    }
}
