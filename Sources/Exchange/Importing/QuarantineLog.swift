import Casework

/// The quarantined records that a report names, gathered in memory that does not grow with the document.
struct QuarantineLog: Sendable {
    private let limit: Int
    private var known: [Int64: ImportReport.Quarantined] = [:]
    /// Records refused before or while the desk prepared them.
    private var count: Int64 = 0
    private var longest: Int64 = 1

    /// Originals come with the records when they are asked for again; so many bytes of them may be in memory at once.
    private static let memory: Int64 = 32 << 20

    init(limit: Int) {
        self.limit = limit
    }

    mutating func add(_ batch: ImportBatch) {
        longest = max(longest, batch.longest)
        for record in batch.refused { add(record.ordinal, record.line, record.reasons) }
        for record in batch.prepared {
            if case .faulty(_, let reasons) = record.content { add(record.ordinal, record.line, reasons) }
        }
    }

    private mutating func add(_ ordinal: Int64, _ line: Int64, _ reasons: [String]) {
        count += 1
        guard known.count < limit else { return }
        known[ordinal] = ImportReport.Quarantined(ordinal: ordinal, line: line, reasons: reasons)
    }

    /// The first ones by ordinal. Those that only the store's state refused are asked for.
    mutating func list(of run: IntakeRun, in records: any Records) throws -> [ImportReport.Quarantined] {
        if run.counts.quarantined > count {
            let limit = min(Int64(limit), max(1, Self.memory / longest))
            for record in try records.intakeRecords(of: run.id, outcomes: [.quarantined], limit: Int(limit)) {
                known[record.ordinal] = ImportReport.Quarantined(
                    ordinal: record.ordinal,
                    line: record.line,
                    reasons: record.reasons
                )
            }
        }
        return Array(known.values.sorted { $0.ordinal < $1.ordinal }.prefix(limit))
    }
}
