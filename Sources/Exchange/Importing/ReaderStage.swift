import Dispatch
import Synchronization
import XML

/// A document that is read on a thread of its own, so that reading and the transaction before it go on at the same time
/// and no blocking read sits on the threads that tasks share.
final class ReaderStage: Sendable {
    let head: ImportHead
    private let document: Mutex<any ImportReader>
    private let queue = DispatchQueue(label: "exchange.reader")

    init(
        _ source: ByteSource,
        named name: String,
        as format: ImportFormat,
        schema: ExchangeSchema,
        options: ImportOptions
    ) throws(DocumentFault) {
        let reader = try format.open(source, named: name, schema: schema, options: options)
        head = reader.head
        document = Mutex(reader)
    }

    /// The next batch, read on the calling thread.
    func next(_ batches: BatchReader) -> ImportBatch {
        document.withLock { batches.next(from: $0) }
    }

    /// The next batch, read on the thread of its own.
    func nextInBackground(_ batches: BatchReader) async -> ImportBatch {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.next(batches)) }
        }
    }
}
