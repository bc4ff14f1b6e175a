import Basics
import Casework
import SQL

/// The row of a quarantined record that was settled.
enum ResolutionRow {
    static let columns: SQLText = "ordinal, corrected_by, reason, at_ms, by_id, by_name, account"

    static let insert: SQLText = """
        insert into intake_resolution (run, ordinal, corrected_by, reason, at_ms, by_id, by_name, account)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """

    static func values(_ resolution: IntakeResolution, run seq: Int64) -> [Value] {
        let ending: (by: Value, reason: Value) =
            switch resolution.ending {
            case .corrected(let by): (.id(by), .null)
            case .discarded(let reason): (.null, .text(reason))
            }
        return [
            .integer(seq), .integer(resolution.ordinal), ending.by, ending.reason, .instant(resolution.at),
            .id(resolution.by), .text(resolution.byName), .text(resolution.account),
        ]
    }

    static func resolution(_ row: Row, in run: IntakeRun.ID) throws -> IntakeResolution {
        var reader = ColumnReader(row)
        let ordinal = try reader.integer()
        return try reading("the resolution of run \(run), record \(ordinal)") {
            IntakeResolution(
                run: run,
                ordinal: ordinal,
                ending: try ending(by: reader.idOrNil(), reason: reader.textOrNil()),
                at: try reader.instant(),
                by: try reader.id(),
                byName: try reader.text(),
                account: try reader.text()
            )
        }
    }

    private static func ending(by run: IntakeRun.ID?, reason: String?) throws -> IntakeResolution.Ending {
        if let run { return .corrected(by: run) }
        guard let reason else { throw StoreError.corrupt("it names neither a run nor a reason") }
        return .discarded(reason: reason)
    }
}
