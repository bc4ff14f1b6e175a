import Casework
import Synchronization
import Tickets

extension ImportJob {
    /// The whole document is one transaction, which is undone for a dry run, and for all or nothing when anything was
    /// refused. `closing` adds to the transaction what is to be kept with a document, and may refuse it by throwing. Throws
    /// ``Overtaken`` when another import brought the same in at the same moment.
    func runWhole(
        _ stage: ReaderStage,
        canBeReadAgain: Bool,
        reopen: @escaping @Sendable () throws -> ReaderStage,
        closing: @escaping @Sendable (ImportReport, any MutableRecords) throws -> Void = { _, _ in }
    ) async throws -> ImportReport {
        let attempts = Attempts()
        do {
            return try await desk.store.write { records in
                // A store runs a transaction again when another writer was in the way.
                let isFirst = attempts.begin()
                guard isFirst || canBeReadAgain else {
                    throw StoreError.busy("others changed the same tickets meanwhile; send the document again")
                }
                if !isFirst { self.losses(.startedAgain) }
                return try self.take(isFirst ? stage : try reopen(), in: records, closing)
            }
        } catch let undone as Undone {
            return undone.report
        }
    }

    private func take(
        _ stage: ReaderStage,
        in records: any MutableRecords,
        _ closing: (ImportReport, any MutableRecords) throws -> Void
    ) throws -> ImportReport {
        var tally = Tally(job: self)
        var batch = stage.next(batches)
        while tally.goesOn(after: batch) {
            tally.take(batch, leading: try apply(batch, to: tally.report.run, in: records))
            batch = stage.next(batches)
        }
        if !tally.report.wasInterrupted {
            tally.take(batch, leading: try apply(batch, to: tally.report.run, in: records))
        }
        tally.end(with: batch)
        tally.finish(desk.finished(tally.report.run, stoppedBecause: tally.report.stoppedBecause))
        try records.save(tally.report.run)
        try tally.list(in: records)
        if batches.options.dryRun, batches.options.listed > 0 { tally.listRecords(try listed(in: records)) }
        try closing(tally.report, records)
        if batches.options.dryRun { throw Undone(report: tally.report) }
        if !tally.report.isClean {
            tally.undo()
            throw Undone(report: tally.report)
        }
        return tally.report
    }
}

extension ImportJob {
    /// What would become of the first records, as the transaction sees it before it is undone.
    fileprivate func listed(in records: any MutableRecords) throws -> [ImportReport.Listed] {
        let found = try records.intakeRecords(
            of: run.id,
            outcomes: Set(IntakeOutcome.allCases),
            limit: batches.options.listed
        )
        return try found.map { record in
            let stored = try record.ticket.flatMap { try records.ticket($0) }
            return ImportReport.Listed(
                ordinal: record.ordinal,
                line: record.line,
                outcome: record.outcome,
                ticket: stored.map { TicketSummary(of: $0.ticket, under: desk.rules) },
                isNew: stored.map { $0.ticket.createdAt == run.startedAt } ?? false,
                reasons: record.reasons
            )
        }
    }
}

/// Ends the transaction without keeping it, and carries out what was found.
private struct Undone: Error {
    let report: ImportReport
}

/// How often a transaction was begun.
private final class Attempts: Sendable {
    private let count = Mutex(0)

    /// True the first time.
    func begin() -> Bool {
        count.withLock { count in
            count += 1
            return count == 1
        }
    }
}
