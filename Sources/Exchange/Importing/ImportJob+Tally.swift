import Casework

extension ImportJob {
    /// The report as it grows batch by batch.
    struct Tally {
        private let job: ImportJob
        private(set) var report: ImportReport
        private(set) var log: QuarantineLog

        init(job: ImportJob) {
            self.job = job
            report = ImportReport(kind: job.kind, run: job.run, isDryRun: job.batches.options.dryRun)
            log = QuarantineLog(limit: job.batches.options.reported)
        }

        /// Whether `batch` is to be applied while more is read; false for the last one and when somebody asked to stop.
        mutating func goesOn(after batch: ImportBatch) -> Bool {
            if job.isCancelled() {
                report.wasInterrupted = true
                return false
            }
            return batch.ending == nil
        }

        /// `batch` was applied, and the run became `run`.
        mutating func take(_ batch: ImportBatch, leading run: IntakeRun) {
            report.run = run
            log.add(batch)
            if !batch.losses.isEmpty {
                report.losses += Int64(batch.losses.count)
                job.losses(.lost(batch.losses))
            }
            job.progress(ImportProgress(counts: run.counts, bytes: batch.end, totalBytes: job.totalBytes))
        }

        /// Notes why nothing came after `batch`.
        mutating func end(with batch: ImportBatch) {
            guard !report.wasInterrupted else { return }
            switch batch.ending {
            case .end(let problems): report.problems = problems
            case .fault(let sentence): report.fault = sentence
            case nil: break
            }
        }

        mutating func list(in records: any Records) throws {
            report.quarantined = try log.list(of: report.run, in: records)
        }

        mutating func listRecords(_ listed: [ImportReport.Listed]) {
            report.listed = listed
        }

        mutating func finish(_ run: IntakeRun) {
            report.run = run
        }

        mutating func undo() {
            report.wasUndone = true
        }
    }
}

extension ImportReport {
    /// What the run keeps of an early end.
    var stoppedBecause: String? { wasInterrupted ? "interrupted" : fault }
}
