import Basics
import Casework
import SQL

/// The row of a bulk.
enum BulkTableRow {
    static let columns: SQLText = """
        id, action, by_id, by_name, started_ms, size, undoes, done, refused, overtaken, missing, finished_ms
        """

    static let insert: SQLText = """
        insert into bulk (
            seq, id, action, by_id, by_name, started_ms, size, undoes, done, refused, overtaken, missing, finished_ms
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """

    /// Only how far it has come changes.
    static let update: SQLText = """
        update bulk set done = $1, refused = $2, overtaken = $3, missing = $4, finished_ms = $5 where id = $6
        """

    static func values(_ bulk: Bulk, seq: Int64) -> [Value] {
        [
            .integer(seq), .id(bulk.id), .word(bulk.action), .id(bulk.by), .text(bulk.byName),
            .instant(bulk.startedAt), .integer(bulk.size), .id(orNull: bulk.undoes),
        ] + progress(bulk)
    }

    static func changes(_ bulk: Bulk) -> [Value] { progress(bulk) + [.id(bulk.id)] }

    private static func progress(_ bulk: Bulk) -> [Value] {
        [
            .integer(bulk.counts.done), .integer(bulk.counts.refused), .integer(bulk.counts.overtaken),
            .integer(bulk.counts.missing), .instant(orNull: bulk.finishedAt),
        ]
    }

    static func bulk(_ row: Row) throws -> Bulk {
        var reader = ColumnReader(row)
        let id: Bulk.ID = try reader.id()
        return try reading("bulk \(id)") {
            Bulk(
                id: id,
                action: try reader.word(),
                by: try reader.id(),
                byName: try reader.text(),
                startedAt: try reader.instant(),
                size: try reader.int(),
                undoes: try reader.idOrNil(),
                counts: BulkCounts(
                    done: try reader.int(),
                    refused: try reader.int(),
                    overtaken: try reader.int(),
                    missing: try reader.int()
                ),
                finishedAt: try reader.instantOrNil()
            )
        }
    }
}

/// The row of one ticket of a bulk.
enum BulkRecordRow {
    static let columns: SQLText = "ordinal, ticket, name, before_version, after_version, outcome, reason"

    static let insert: SQLText = """
        insert into bulk_row (bulk, ordinal, ticket, name, before_version, after_version, outcome, reason)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """

    static func values(_ record: BulkRecord, bulk seq: Int64) -> [Value] {
        [
            .integer(seq), .integer(record.ordinal), .id(orNull: record.ticket), .text(record.name),
            .integer(orNull: record.before.map(Int64.init)), .integer(orNull: record.after.map(Int64.init)),
            .word(record.outcome), .text(orNull: record.reason),
        ]
    }

    static func record(_ row: Row, of bulk: Bulk.ID) throws -> BulkRecord {
        var reader = ColumnReader(row)
        let ordinal = try reader.int()
        return try reading("bulk \(bulk), ticket \(ordinal)") {
            BulkRecord(
                bulk: bulk,
                ordinal: ordinal,
                ticket: try reader.idOrNil(),
                name: try reader.text(),
                before: try reader.integerOrNil().map { Int($0) },
                after: try reader.integerOrNil().map { Int($0) },
                outcome: try reader.word(),
                reason: try reader.textOrNil()
            )
        }
    }
}
