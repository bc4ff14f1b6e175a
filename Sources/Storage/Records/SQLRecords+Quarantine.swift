import Casework
import SQL

extension SQLRecords {
    func intakeRecord(_ ordinal: Int64, of run: IntakeRun.ID) throws -> IntakeRecord? {
        let query: Query = """
            select \(IntakeRecordRow.columns) from intake_record
            where run = (select seq from intake_run where id = \(.id(run))) and ordinal = \(.integer(ordinal))
            """
        return try connection.first(query.statement).map { try IntakeRecordRow.record($0, of: run) }
    }

    func openRecords(of run: IntakeRun.ID?, limit: Int) throws -> [OpenRecord] {
        try connection.rows(Self.open(of: run, limit: limit).statement).map { row in
            var reader = ColumnReader(row)
            let (run, head): (IntakeRun.ID, String?) = (try reader.id(), try reader.textOrNil())
            let ordinal = try reader.integer()
            return try reading("run \(run), record \(ordinal)") {
                OpenRecord(
                    run: run,
                    ordinal: ordinal,
                    line: try reader.integer(),
                    reasons: try IntakeRecordRow.reasons(&reader),
                    head: head,
                    beginning: try reader.blobOrNil() ?? []
                )
            }
        }
    }

    /// The outcome is spelled out: with a bind in its place, SQLite would not use the index of quarantined records.
    static func open(of run: IntakeRun.ID?, limit: Int) -> Query {
        var query: Query = """
            select intake_run.id, head, ordinal, line, reasons,
                substr(original, 1, \(.integer(OpenRecord.beginningLimit)))
            from intake_record join intake_run on seq = run
            where outcome = 'quarantined' and not exists (
                select 1 from intake_resolution
                where intake_resolution.run = intake_record.run and intake_resolution.ordinal = intake_record.ordinal
            )
            """
        if let run { query.append(" and intake_run.id = ", .id(run)) }
        query.append(" order by started_ms desc, intake_run.id desc, ordinal limit ", .integer(limit))
        return query
    }

    func resolution(of ordinal: Int64, in run: IntakeRun.ID) throws -> IntakeResolution? {
        try resolutions(in: run, " and ordinal = \(.integer(ordinal))").first
    }

    func resolutions(in run: IntakeRun.ID) throws -> [IntakeResolution] {
        try resolutions(in: run, " order by ordinal")
    }

    private func resolutions(in run: IntakeRun.ID, _ rest: Query) throws -> [IntakeResolution] {
        let query: Query = """
            select \(ResolutionRow.columns) from intake_resolution
            where run = (select seq from intake_run where id = \(.id(run)))\(rest)
            """
        return try connection.rows(query.statement).map { try ResolutionRow.resolution($0, in: run) }
    }

    func resolutionCounts() throws -> [IntakeRun.ID: ResolutionCounts] {
        let rows = try connection.rows(
            Statement(
                """
                select intake_run.id, count(corrected_by), count(reason)
                from intake_resolution join intake_run on seq = run group by intake_run.id
                """
            )
        )
        var counts: [IntakeRun.ID: ResolutionCounts] = [:]
        for row in rows {
            var reader = ColumnReader(row)
            let run: IntakeRun.ID = try reader.id()
            counts[run] = ResolutionCounts(corrected: try reader.integer(), discarded: try reader.integer())
        }
        return counts
    }

    func append(_ resolution: IntakeResolution) throws {
        let values = ResolutionRow.values(resolution, run: try seq(of: resolution.run))
        try overtaking({ $0.table == "intake_resolution" }) {
            try connection.run(Statement(ResolutionRow.insert, values))
        }
    }
}
