import Basics
package import Tickets

extension Desk {
    /// The last bulk of this person that did something and was not taken back, to be taken back: its tickets from the last
    /// to the first, without those that an undo which was cut off has done already. Plan it or apply it like any other; it
    /// is kept as a bulk too, which cannot be taken back.
    ///
    /// A ticket that somebody changed since is left as it is, as is one whose action has no way back. Throws
    /// ``BulkRefusal/nothingToUndo`` as ``DeskError/bulk(_:)``.
    package func undoingLastBulk(by actor: Actor) async throws -> BulkJob {
        try await store.read { records in
            guard let bulk = try records.lastBulk(toUndoBy: actor.person.id) else {
                throw DeskError.bulk(.nothingToUndo)
            }
            var taken: Set<Ticket.ID> = []
            for undo in try records.undos(of: bulk.id) {
                let done = try records.bulkRecords(of: undo.id).filter { $0.outcome == .done }
                taken.formUnion(done.compactMap(\.ticket))
            }
            var targets: [BulkTarget] = []
            var done: [Ticket.ID: BulkRecord] = [:]
            for record in try records.bulkRecords(of: bulk.id).reversed() where record.outcome == .done {
                guard let ticket = record.ticket, !taken.contains(ticket) else { continue }
                targets.append(BulkTarget(TicketReference(record.name) ?? .id(ticket), seen: record.after))
                done[ticket] = record
            }
            return BulkJob(targets: targets, work: .undo(bulk, done))
        }
    }

    /// Takes back the last bulk of this person at once; see ``undoingLastBulk(by:)``.
    package func undoLastBulk(by actor: Actor) async throws -> BulkResult {
        try await apply(undoingLastBulk(by: actor), by: actor)
    }
}

extension StoredTicket {
    /// What takes back what a bulk did to this ticket.
    func command(undoing record: BulkRecord?, of bulk: Bulk, by actor: Actor) throws -> TicketCommand {
        guard let before = record?.before, let after = record?.after,
            let event = events.first(where: { $0.version == after }),
            before < after
        else {
            // Words for a merged request went on to the one that it was merged into.
            throw DeskError.bulk(.irreversible(bulk.action, .said))
        }
        let earlier = try StoredTicket(events: Array(events.prefix { $0.version <= before }), number: ticket.number)
        do throws(BulkRefusal) {
            return try earlier.ticket.inverse(of: event, of: bulk.id, by: actor.person)
        } catch { throw DeskError.bulk(error) }
    }
}
