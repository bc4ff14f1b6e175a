import Basics
import Casework
import Tickets

/// Reads batches and has the desk work out everything that needs no store.
struct BatchReader: Sendable {
    let desk: Desk
    let run: IntakeRun.ID
    let context: IntakeContext
    let options: ImportOptions

    /// The next batch; it says itself whether it is the last.
    func next(from document: any ImportReader) -> ImportBatch {
        var batch = ImportBatch()
        var bytes: Int64 = 0
        do throws(DocumentFault) {
            var isFull = false
            while !isFull || batch.isInsideInvoice {
                guard let record = try document.next(under: desk.rules.attachments) else {
                    batch.ending = .end(document.problems)
                    return batch
                }
                // All that is kept of it meanwhile: a record's rows may stand apart, and be more than its own range.
                let original = record.original()
                bytes += Int64(original.count)
                batch.end = record.byteRange.upperBound
                batch.longest = max(batch.longest, record.length)
                batch.losses += record.losses
                let part = take(record, original, into: &batch)
                batch.note(part, isFull: isFull)
                isFull = batch.count >= options.batchRecords || bytes >= options.batchBytes
            }
        } catch { batch.ending = .fault(error.sentence) }
        return batch
    }

    /// Takes one record in. Returns the part of an invoice that it is.
    private func take(
        _ record: ImportRecord,
        _ original: [UInt8],
        into batch: inout ImportBatch
    ) -> InvoiceClaim? {
        switch record.content {
        case .request(let intake):
            let prepared = desk.prepare(item(record, original, intake), in: context) { refused in
                RecordProblem.merged([], record.explain(intake, refused)).map(\.description)
            }
            if case .faulty = prepared.content {
                // Without an id it cannot be told from another; what else is wrong with it is said too.
                let found = record.explain(intake, Problems([Problem("id", .missing)]))
                if !found.isEmpty {
                    batch.refused.append(refused(record, original, intake.digest, RecordProblem.merged([], found)))
                    return nil
                }
            }
            batch.prepared.append(prepared)
        case .customer(let customer): batch.prepared.append(desk.prepare(item(record, original, customer)))
        case .purchase(let facts): batch.prepared.append(desk.prepare(item(record, original, facts)))
        case .archived(let entry):
            let prepared = desk.prepare(item(record, original, entry))
            batch.prepared.append(prepared)
            if case .invoice(let claim) = prepared.content { return claim }
        case .wrong(let digest, let problems): batch.refused.append(refused(record, original, digest, problems))
        }
        return nil
    }

    private func item<Content: Sendable>(
        _ record: ImportRecord,
        _ original: [UInt8],
        _ content: Content
    ) -> IntakeItem<Content> {
        IntakeItem(
            ordinal: Int64(record.ordinal),
            offset: record.byteRange.lowerBound,
            length: record.length,
            line: Int64(record.line),
            column: Int64(record.column),
            content: .success(content),
            original: original
        )
    }

    private func refused(
        _ record: ImportRecord,
        _ original: [UInt8],
        _ digest: Digest?,
        _ problems: [RecordProblem]
    ) -> IntakeRecord {
        IntakeRecord(
            run: run,
            ordinal: Int64(record.ordinal),
            offset: record.byteRange.lowerBound,
            length: record.length,
            line: Int64(record.line),
            column: Int64(record.column),
            digest: digest,
            outcome: .quarantined,
            ticket: nil,
            reasons: problems.map(\.description),
            original: original
        )
    }
}
