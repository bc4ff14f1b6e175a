import Basics
import Casework

extension MemoryRecords {
    func bulks(by person: Person.ID?, limit: Int) -> [Bulk] {
        let chosen = state.bulks.reversed().filter { person == nil || $0.by == person }
        return Array(chosen.prefix(limit))
    }

    func bulk(_ id: Bulk.ID) -> Bulk? { state.bulks.first { $0.id == id } }

    func lastBulk(toUndoBy person: Person.ID) -> Bulk? {
        state.bulks.last { bulk in
            bulk.by == person && bulk.undoes == nil && bulk.counts.done > 0
                && !undos(of: bulk.id).contains { $0.finishedAt != nil }
        }
    }

    func undos(of bulk: Bulk.ID) -> [Bulk] { state.bulks.filter { $0.undoes == bulk } }

    func bulkRecords(of bulk: Bulk.ID) -> [BulkRecord] {
        (state.bulkRecords[bulk] ?? []).sorted { $0.ordinal < $1.ordinal }
    }

    func save(_ bulk: Bulk) { keep(bulk) }

    func append(_ records: [BulkRecord], to bulk: Bulk.ID) throws {
        guard self.bulk(bulk) != nil else { throw StoreError.unexpected("there is no bulk \(bulk) to add tickets to") }
        keep(records, of: bulk)
    }
}
