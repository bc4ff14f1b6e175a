import Casework
import SQL

extension SQLRecords {
    func intakeRuns(limit: Int) throws -> [IntakeRun] {
        let columns = IntakeRunRow.columns
        return try connection.rows(
            Statement(
                "select \(columns) from intake_run order by started_ms desc, id desc limit $1",
                .integer(limit)
            )
        ).map(IntakeRunRow.run)
    }

    func intakeRun(_ id: IntakeRun.ID) throws -> IntakeRun? {
        let columns = IntakeRunRow.columns
        return try connection.first(Statement("select \(columns) from intake_run where id = $1", .id(id)))
            .map(IntakeRunRow.run)
    }

    func save(_ run: IntakeRun) throws {
        let values = IntakeRunRow.values(run)
        guard try connection.run(Statement(IntakeRunRow.update, values)) == 0 else { return }
        let seq = try take(1, from: "intake_run")
        try connection.run(Statement(IntakeRunRow.save, values + [.integer(seq)]))
    }

    func append(_ records: [IntakeRecord]) throws {
        var seqs: [IntakeRun.ID: Int64] = [:]
        var rows: [[Value]] = []
        rows.reserveCapacity(records.count)
        for record in records {
            let seq = try seqs[record.run] ?? seq(of: record.run)
            seqs[record.run] = seq
            rows.append(IntakeRecordRow.values(record, run: seq))
        }
        try connection.runEach(IntakeRecordRow.insert, rows)
    }

    func intakeRecords(of run: IntakeRun.ID, outcomes: Set<IntakeOutcome>, limit: Int) throws -> [IntakeRecord] {
        var query: Query = """
            select \(IntakeRecordRow.columns) from intake_record
            where run = (select seq from intake_run where id = \(.id(run)))
            """
        query.append(" and outcome in ", list: outcomes.map { .word($0) })
        query.append(" order by ordinal limit ", .integer(limit))
        return try connection.rows(query.statement).map { try IntakeRecordRow.record($0, of: run) }
    }

    func seq(of run: IntakeRun.ID) throws -> Int64 {
        guard let seq = try connection.integer(Statement("select seq from intake_run where id = $1", .id(run))) else {
            throw StoreError.unexpected("there is no run \(run) to add records to")
        }
        return seq
    }
}
