import Basics
package import Casework
import Synchronization
package import Tickets

/// Writes what a query finds in another product's format, and remembers what was sent.
package struct Exporter: Sendable {
    let desk: Desk
    let mapping: Mapping
    let temporaryFolder: String

    /// - Parameter temporaryFolder: where what was sent is noted until it is remembered.
    package init(desk: Desk, mapping: Mapping, temporaryFolder: String = "/tmp") {
        self.desk = desk
        self.mapping = mapping
        self.temporaryFolder = temporaryFolder
    }

    /// Writes to `target` from one consistent state, never holding more than one ticket. What was sent is not remembered yet:
    /// it is when ``ExportOutcome/remember`` runs, after whoever asked has made the document durable.
    ///
    /// - Parameters:
    ///   - onlyNews: leaves out tickets to which nothing happened since they last went there or came from there.
    ///   - losses: told what cannot be carried, ticket by ticket, from any thread.
    ///   - progress: told now and then, from any thread.
    /// - Throws: ``ExportRefusal``; ``DeskError/notAllowed(_:)``: it takes ``Permission/exportArchive``; ``StoreError``; and
    ///   what the target throws. Then what the target was given is no document.
    package func write(
        _ query: TicketQuery,
        onlyNews: Bool = false,
        for actor: Actor,
        to makeTarget: @escaping @Sendable () throws -> any ExportTarget,
        losses: @escaping @Sendable ([Loss]) -> Void = { _ in },
        progress: @escaping @Sendable (ExportProgress) -> Void = { _ in }
    ) async throws -> ExportOutcome {
        guard mapping.format.canBeWritten else { throw ExportRefusal.readOnly(mapping.format) }
        let work = OpenExport(mapping, at: desk.now(), in: temporaryFolder, makeTarget)
        try await desk.outgoing(query, to: mapping.system, for: actor) { ticket, records in
            guard ticket.hasNews || !onlyNews else { return }
            let (lost, done) = try work.use { (try $0.write(ticket, reading: FileStore(records)), $0.progress) }
            if !lost.isEmpty { losses(lost) }
            progress(done)
        }
        return try work.use { try $0.finish() }
    }
}

/// What was written, and what is to be remembered of it.
package struct ExportOutcome: Sendable {
    package let report: ExportReport
    /// To be remembered once the document is where it belongs.
    package let marks: MarkSpool
}

/// Why a format is not written.
package enum ExportRefusal: Error, Hashable, Sendable {
    case readOnly(ExchangeFormat)

    package var sentence: String {
        switch self {
        case .readOnly(let format):
            "\(format.title) is read and not written; written are "
                + ExchangeFormat.allCases.filter(\.canBeWritten).map(\.rawValue).joined(separator: ", ")
        }
    }
}

/// An export, begun with its first ticket, so that a refusal writes nothing. Used by one thread at a time.
private final class OpenExport: Sendable {
    private let work = Mutex<ExportWork?>(nil)
    private let mapping: Mapping
    private let at: Instant
    private let folder: String
    private let makeTarget: @Sendable () throws -> any ExportTarget

    init(
        _ mapping: Mapping,
        at: Instant,
        in folder: String,
        _ makeTarget: @escaping @Sendable () throws -> any ExportTarget
    ) {
        self.mapping = mapping
        self.at = at
        self.folder = folder
        self.makeTarget = makeTarget
    }

    func use<Value: Sendable>(_ body: (ExportWork) throws -> Value) throws -> Value {
        try work.withLock { work in
            let open = try work ?? ExportWork(mapping, to: makeTarget, at: at, in: folder)
            work = open
            return try body(open)
        }
    }
}

/// An export under way.
private final class ExportWork {
    private let mapping: Mapping
    private let target: CountingTarget
    private let writer: any ForeignWriter
    private let at: Instant
    private var report = ExportReport()
    private let marks: MarkGathering

    init(_ mapping: Mapping, to makeTarget: () throws -> any ExportTarget, at: Instant, in folder: String) throws {
        marks = try MarkGathering(in: folder)
        self.mapping = mapping
        target = CountingTarget(try makeTarget())
        self.at = at
        guard let writer = try mapping.writer(to: target) else { throw ExportRefusal.readOnly(mapping.format) }
        self.writer = writer
    }

    var progress: ExportProgress { ExportProgress(tickets: report.tickets, bytes: target.bytes) }

    func write(_ outgoing: OutgoingTicket, reading store: FileStore) throws -> [Loss] {
        let mapped = mapping.write(outgoing)
        let (more, externalID) = try writer.write(mapped.ticket, reading: store)
        let losses = mapped.losses + more
        report.tickets += 1
        report.comments += Int64(mapped.ticket.comments.count)
        report.files += Int64(mapped.ticket.files.count)
        report.losses += Int64(losses.count)
        try marks.append(
            ExchangeMark(
                system: mapping.system,
                ticket: outgoing.ticket.id,
                externalID: externalID ?? outgoing.externalID(in: mapping.system),
                version: outgoing.ticket.version,
                form: mapped.carried,
                note: mapping.note(of: mapped.ticket),
                at: at
            )
        )
        return losses
    }

    func finish() throws -> ExportOutcome {
        try writer.finish()
        report.bytes = target.bytes
        return ExportOutcome(report: report, marks: try marks.finish())
    }
}

/// Counts what goes to a target.
private final class CountingTarget: ExportTarget {
    private let target: any ExportTarget
    private(set) var bytes: Int64 = 0

    init(_ target: any ExportTarget) { self.target = target }

    func begin(_ name: String) throws { try target.begin(name) }

    func write(_ piece: [UInt8]) throws {
        try target.write(piece)
        bytes += Int64(piece.count)
    }

    func end() throws { try target.end() }
}
