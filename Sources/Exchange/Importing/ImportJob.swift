import Casework

/// One import under way.
struct ImportJob: Sendable {
    let desk: Desk
    let kind: DocumentKind
    /// As it began.
    let run: IntakeRun
    let batches: BatchReader
    let totalBytes: Int64?
    let progress: @Sendable (ImportProgress) -> Void
    let losses: @Sendable (LossNews) -> Void
    let isCancelled: @Sendable () -> Bool

    /// Each batch is a transaction, and the next one is read meanwhile.
    func runInBatches(_ stage: ReaderStage) async throws -> ImportReport {
        var tally = Tally(job: self)
        var batch = await stage.nextInBackground(batches)
        while tally.goesOn(after: batch) {
            let current = batch
            async let following = stage.nextInBackground(batches)
            tally.take(current, leading: try await apply(current, to: tally.report.run))
            batch = await following
        }
        if !batch.isEmpty, !tally.report.wasInterrupted {
            tally.take(batch, leading: try await apply(batch, to: tally.report.run))
        }
        tally.end(with: batch)
        let log = tally.log
        var report = tally.report
        report.run = try await desk.finish(report.run, stoppedBecause: report.stoppedBecause)
        let run = report.run
        report.quarantined = try await desk.store.read { records in
            var log = log
            return try log.list(of: run, in: records)
        }
        return report
    }

    /// Another import may bring the same source in at the same moment. The store then undoes the batch, and the next try
    /// meets the other's ticket.
    private func apply(_ batch: ImportBatch, to run: IntakeRun) async throws -> IntakeRun {
        for _ in 0..<Self.tries {
            do { return try await applyOnce(batch, to: run) } catch is Overtaken { continue }
        }
        throw Self.overtaken
    }

    static let overtaken = StoreError.busy("others bring the same records in at the same moment; run the import again")

    private static let tries = 5

    private func applyOnce(_ batch: ImportBatch, to run: IntakeRun) async throws -> IntakeRun {
        try await desk.store.write { try self.apply(batch, to: run, in: $0) }
    }

    /// The batch in a transaction that the caller holds. The run is saved before its records, which refer to it.
    func apply(_ batch: ImportBatch, to run: IntakeRun, in records: any MutableRecords) throws -> IntakeRun {
        var run = run
        for record in batch.refused { run.counts.add(record.outcome) }
        run = try desk.apply(batch.prepared, to: run, batches.context, in: records)
        if !batch.refused.isEmpty { try records.append(batch.refused) }
        return run
    }
}
