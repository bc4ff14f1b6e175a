import Basics
package import Tickets

extension Desk {
    /// What this person did in bulk, and with ``Permission/verifyAudit`` what everybody did, the latest first.
    package func bulks(for actor: Actor, limit: Int = 50) async throws -> [Bulk] {
        let own = actor.person.may(.verifyAudit) ? nil : actor.person.id
        return try await store.read { try $0.bulks(by: own, limit: limit) }
    }

    /// One of them with what became of every ticket. Throws ``BulkRefusal/noSuchBulk(_:)`` as ``DeskError/bulk(_:)``.
    package func bulk(_ id: Bulk.ID, for actor: Actor) async throws -> (bulk: Bulk, records: [BulkRecord]) {
        try await store.read { records in
            guard let bulk = try records.bulk(id), bulk.by == actor.person.id || actor.person.may(.verifyAudit) else {
                throw DeskError.bulk(.noSuchBulk(id.description))
            }
            return (bulk, try records.bulkRecords(of: id))
        }
    }
}
