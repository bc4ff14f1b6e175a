import Basics
package import Orders
package import Tickets

extension Desk {
    /// Offers of the catalogue, by title. `limit` from 1 to 2,000. Takes ``Permission/seeOrders``.
    package func offers(_ filter: OfferFilter, for actor: Actor, limit: Int = 500) async throws -> [Offer] {
        try actor.person.require(.seeOrders)
        return try await store.read { try $0.offers(filter, limit: max(1, min(limit, 2_000))) }
    }

    /// Takes in a price list: adds offers, and replaces those that it names again. Takes ``Permission/recordOrders``.
    package func keep(_ offers: [Offer], by actor: Actor) async throws {
        try actor.person.require(.recordOrders)
        try await store.write { try $0.save(offers) }
    }
}
