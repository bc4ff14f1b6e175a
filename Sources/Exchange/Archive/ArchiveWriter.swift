package import Casework
import Synchronization
package import Tickets
import XML

/// Writes what a query finds as an archive: whole tickets with every event, internal note and file.
package struct ArchiveWriter: Sendable {
    package init() {}

    /// Writes the document to `sink` in pieces of about 64 KiB, from one consistent state, never holding more than one
    /// ticket and one piece of a file.
    ///
    /// Takes ``Permission/exportArchive``. Throws ``DeskError``, ``StoreError``, ``ExportFault``, and what the sink throws;
    /// then what the sink was given is not a document.
    package func write(
        _ query: TicketQuery,
        from desk: Desk,
        for actor: Actor,
        to sink: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws -> ArchiveCounts {
        try await document(to: sink) { try await desk.archive(query, for: actor, $0) }
    }

    /// Writes an archive of one ticket in the same way. Throws ``DeskError/noSuchTicket(_:)`` as well.
    package func write(
        _ reference: TicketReference,
        from desk: Desk,
        for actor: Actor,
        to sink: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws -> ArchiveCounts {
        try await document(to: sink) { try await desk.archive(reference, for: actor, $0) }
    }

    private func document(
        to sink: @escaping @Sendable ([UInt8]) throws -> Void,
        _ parts: (@escaping @Sendable (ArchivePart, any Records) throws -> Void) async throws -> Void
    ) async throws -> ArchiveCounts {
        let output = Output()
        do {
            try await parts { part, records in
                try output.use(sink) { try $0.write(part, reading: records) }
            }
            return try output.use(sink) { try $0.finish() }
        } catch let error as XMLWriterError {
            throw ExportFault.wrapping(error)
        }
    }
}

/// Why an archive could not be written.
package enum ExportFault: Error, Hashable, Sendable {
    /// A ticket holds a text that no document can carry; only a change made past the program explains it.
    case unwritable(String)

    package var sentence: String {
        switch self {
        case .unwritable(let sentence): "a ticket cannot be written: \(sentence)"
        }
    }

    /// The sink's own error when it was the sink's.
    fileprivate static func wrapping(_ error: XMLWriterError) -> any Error {
        switch error {
        case .sink(let inner): inner
        case .character, .name, .order: ExportFault.unwritable(error.sentence)
        }
    }
}

/// The document, begun with the first part, so that a refusal writes nothing. Used by one thread at a time.
private final class Output: Sendable {
    private let document = Mutex<ArchiveDocument?>(nil)

    func use<Value: Sendable>(
        _ sink: @escaping @Sendable ([UInt8]) throws -> Void,
        _ body: (ArchiveDocument) throws -> Value
    ) throws -> Value {
        try document.withLock { document in
            let open = try document ?? ArchiveDocument(to: sink)
            document = open
            return try body(open)
        }
    }
}
