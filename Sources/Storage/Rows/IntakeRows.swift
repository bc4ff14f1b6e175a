import Basics
import Casework
import SQL

/// The row of a run of intake.
enum IntakeRunRow {
    static let columns: SQLText = """
        id, started_ms, by_id, name, format, head, applied, unchanged, quarantined, finished_ms, stopped_because
        """

    static let save: SQLText = """
        insert into intake_run (
            id, started_ms, by_id, name, format, head, applied, unchanged, quarantined, finished_ms, stopped_because, seq
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """

    static let update: SQLText = """
        update intake_run set
            started_ms = $2, by_id = $3, name = $4, format = $5, head = $6, applied = $7, unchanged = $8,
            quarantined = $9, finished_ms = $10, stopped_because = $11
        where id = $1
        """

    static func values(_ run: IntakeRun) -> [Value] {
        [
            .id(run.id), .instant(run.startedAt), .id(run.by), .text(run.name), .text(run.format),
            .text(orNull: run.head), .integer(run.counts.applied), .integer(run.counts.unchanged),
            .integer(run.counts.quarantined), .instant(orNull: run.finishedAt), .text(orNull: run.stoppedBecause),
        ]
    }

    static func run(_ row: Row) throws -> IntakeRun {
        var reader = ColumnReader(row)
        let id: IntakeRun.ID = try reader.id()
        return try reading("run \(id)") {
            IntakeRun(
                id: id,
                startedAt: try reader.instant(),
                by: try reader.id(),
                name: try reader.text(),
                format: try reader.text(),
                head: try reader.textOrNil(),
                counts: IntakeCounts(
                    applied: try reader.integer(),
                    unchanged: try reader.integer(),
                    quarantined: try reader.integer()
                ),
                finishedAt: try reader.instantOrNil(),
                stoppedBecause: try reader.textOrNil()
            )
        }
    }
}

/// The row of one record of a run.
enum IntakeRecordRow {
    static let columns: SQLText =
        "ordinal, first_byte, byte_count, line, start_column, digest, outcome, ticket, reasons, original"

    static let insert: SQLText = """
        insert into intake_record (
            run, ordinal, first_byte, byte_count, line, start_column, digest, outcome, ticket, reasons, original
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """

    static func values(_ record: IntakeRecord, run seq: Int64) -> [Value] {
        [
            .integer(seq), .integer(record.ordinal), .integer(record.offset), .integer(record.length),
            .integer(record.line), .integer(orNull: record.column), .digest(orNull: record.digest),
            .word(record.outcome), .id(orNull: record.ticket), reasons(record.reasons),
            .blob(orNull: record.original),
        ]
    }

    /// In the form of ``Fields``, which keeps every text as it is.
    private static func reasons(_ reasons: [String]) -> Value {
        guard !reasons.isEmpty else { return .null }
        var fields = Fields()
        for reason in reasons { fields.append("reason", reason) }
        return .blob(fields.bytes)
    }

    static func reasons(_ reader: inout ColumnReader) throws -> [String] {
        try reader.blobOrNil().map { try Fields(parsing: $0).list().map(\.value) } ?? []
    }

    static func record(_ row: Row, of run: IntakeRun.ID) throws -> IntakeRecord {
        var reader = ColumnReader(row)
        let ordinal = try reader.integer()
        return try reading("run \(run), record \(ordinal)") {
            IntakeRecord(
                run: run,
                ordinal: ordinal,
                offset: try reader.integer(),
                length: try reader.integer(),
                line: try reader.integer(),
                column: try reader.integerOrNil(),
                digest: try reader.digestOrNil(),
                outcome: try reader.word(),
                ticket: try reader.idOrNil(),
                reasons: try self.reasons(&reader),
                original: try reader.blobOrNil()
            )
        }
    }
}
