import Basics
import Casework
import Tickets
import XML

/// Reads batches and has the desk work out everything that needs no store.
struct BatchReader: Sendable {
    let desk: Desk
    let run: IntakeRun.ID
    let context: IntakeContext
    let options: ImportOptions

    /// The next batch; it says itself whether it is the last.
    func next(from document: DocumentReader) -> ImportBatch {
        var batch = ImportBatch()
        var bytes: Int64 = 0
        do throws(DocumentFault) {
            var isFull = false
            while !isFull || batch.isInsideInvoice {
                guard let record = try document.next() else {
                    batch.ending = .end(document.problems)
                    return batch
                }
                let length = record.byteRange.upperBound - record.byteRange.lowerBound
                bytes += length
                batch.end = record.byteRange.upperBound
                batch.longest = max(batch.longest, length)
                let part = take(record, of: document, into: &batch)
                batch.note(part, isFull: isFull)
                isFull = batch.count >= options.batchRecords || bytes >= options.batchBytes
            }
        } catch { batch.ending = .fault(error.sentence) }
        return batch
    }

    /// Takes one record in. Returns the part of an invoice that it is.
    private func take(
        _ record: Record,
        of document: DocumentReader,
        into batch: inout ImportBatch
    ) -> InvoiceClaim? {
        let limits = desk.rules.attachments
        switch document.content(of: record, under: limits) {
        case .request(let intake):
            let prepared = desk.prepare(item(record, intake), in: context)
            if case .faulty = prepared.content {
                let problems = RequestCheck.problems(of: intake, in: record.element, under: limits)
                if !problems.isEmpty {
                    batch.refused.append(refused(record, intake.digest, RecordProblem.merged([], problems)))
                    return nil
                }
            }
            batch.prepared.append(prepared)
        case .customer(let customer): batch.prepared.append(desk.prepare(item(record, customer)))
        case .purchase(let facts): batch.prepared.append(desk.prepare(item(record, facts)))
        case .archived(let entry):
            let prepared = desk.prepare(item(record, entry))
            batch.prepared.append(prepared)
            if case .invoice(let claim) = prepared.content { return claim }
        case .wrong(let digest, let problems): batch.refused.append(refused(record, digest, problems))
        }
        return nil
    }

    private func item<Content: Sendable>(_ record: Record, _ content: Content) -> IntakeItem<Content> {
        IntakeItem(
            ordinal: Int64(record.ordinal),
            offset: record.byteRange.lowerBound,
            length: record.byteRange.upperBound - record.byteRange.lowerBound,
            line: Int64(record.line),
            column: Int64(record.column),
            content: .success(content),
            original: record.original
        )
    }

    private func refused(_ record: Record, _ digest: Digest?, _ problems: [RecordProblem]) -> IntakeRecord {
        IntakeRecord(
            run: run,
            ordinal: Int64(record.ordinal),
            offset: record.byteRange.lowerBound,
            length: record.byteRange.upperBound - record.byteRange.lowerBound,
            line: Int64(record.line),
            column: Int64(record.column),
            digest: digest,
            outcome: .quarantined,
            ticket: nil,
            reasons: problems.map(\.description),
            original: record.original
        )
    }
}
