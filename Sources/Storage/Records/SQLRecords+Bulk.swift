import Basics
import Casework
import SQL

extension SQLRecords {
    func bulks(by person: Person.ID?, limit: Int) throws -> [Bulk] {
        var query: Query = "select \(BulkTableRow.columns) from bulk"
        if let person { query.append(" where by_id = ", .id(person)) }
        query.append(" order by seq desc limit ", .integer(limit))
        return try connection.rows(query.statement).map(BulkTableRow.bulk)
    }

    func bulk(_ id: Bulk.ID) throws -> Bulk? {
        let statement = Statement("select \(BulkTableRow.columns) from bulk where id = $1", .id(id))
        return try connection.first(statement).map(BulkTableRow.bulk)
    }

    func lastBulk(toUndoBy person: Person.ID) throws -> Bulk? {
        let statement = Statement(
            """
            select \(BulkTableRow.columns) from bulk b
            where by_id = $1 and undoes is null and done > 0
                and not exists (select 1 from bulk u where u.undoes = b.id and u.finished_ms is not null)
            order by seq desc limit 1
            """,
            .id(person)
        )
        return try connection.first(statement).map(BulkTableRow.bulk)
    }

    func undos(of bulk: Bulk.ID) throws -> [Bulk] {
        let statement = Statement(
            "select \(BulkTableRow.columns) from bulk where undoes = $1 order by seq",
            .id(bulk)
        )
        return try connection.rows(statement).map(BulkTableRow.bulk)
    }

    func bulkRecords(of bulk: Bulk.ID) throws -> [BulkRecord] {
        let statement = Statement(
            """
            select \(BulkRecordRow.columns) from bulk_row
            where bulk = (select seq from bulk where id = $1) order by ordinal
            """,
            .id(bulk)
        )
        return try connection.rows(statement).map { try BulkRecordRow.record($0, of: bulk) }
    }

    func save(_ bulk: Bulk) throws {
        guard try connection.run(Statement(BulkTableRow.update, BulkTableRow.changes(bulk))) == 0 else { return }
        let seq = try take(1, from: "bulk")
        try connection.run(Statement(BulkTableRow.insert, BulkTableRow.values(bulk, seq: seq)))
    }

    func append(_ records: [BulkRecord], to bulk: Bulk.ID) throws {
        guard let seq = try connection.integer(Statement("select seq from bulk where id = $1", .id(bulk))) else {
            throw StoreError.unexpected("there is no bulk \(bulk) to add tickets to")
        }
        try connection.runEach(BulkRecordRow.insert, records.map { BulkRecordRow.values($0, bulk: seq) })
    }
}
