import Basics
import Casework
import Exchange
import SampleDesk
import Synchronization
import Testing
import Tickets
import XML

/// What goes out in another product's format and comes back, in memory.
extension ExchangeDesk {
    static func mapping(_ format: ExchangeFormat) throws -> Mapping {
        try Mapping(format, templates: Project.path("Templates"))
    }

    /// Everything that `query` finds, written and remembered.
    func export(
        _ mapping: Mapping,
        _ query: TicketQuery = TicketQuery(terms: [])
    ) async throws -> (files: [ExportedFile], losses: [Loss], report: ExportReport) {
        let files = Mutex<[ExportedFile]>([])
        let losses = Mutex<[Loss]>([])
        let outcome = try await Exporter(desk: desk, mapping: mapping)
            .write(
                query,
                for: .sample(Self.integrator),
                to: { MemoryTarget { file in files.withLock { $0.append(file) } } },
                losses: { lost in losses.withLock { $0 += lost } }
            )
        try await outcome.marks.remember(in: desk, by: .sample(Self.integrator))
        return (files.withLock { $0 }, losses.withLock { $0 }, outcome.report)
    }

    @discardableResult
    func take(
        _ bytes: [UInt8],
        as mapping: Mapping,
        options: ImportOptions = ImportOptions(),
        losses: @escaping @Sendable (LossNews) -> Void = { _ in }
    ) async throws -> ImportReport {
        try await Importer(desk: desk, schema: schema)
            .run(
                .bytes(bytes),
                named: "test.xml",
                as: .foreign(mapping),
                options: options,
                by: .sample(Self.integrator),
                losses: losses
            )
    }

    /// All tickets, in the order of their creation.
    func tickets() async throws -> [StoredTicket] {
        try await desk.store.read { records in
            var found: [StoredTicket] = []
            try records.eachTicket(TicketQuery(terms: []), for: Self.integrator, at: clock.now) { found.append($0) }
            return found
        }
    }
}

struct ExportedFile: Sendable {
    let name: String
    var bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
}

final class MemoryTarget: ExportTarget {
    private var file: ExportedFile?
    private let keep: (ExportedFile) -> Void

    init(_ keep: @escaping (ExportedFile) -> Void) { self.keep = keep }

    func begin(_ name: String) { file = ExportedFile(name: name, bytes: []) }

    func write(_ bytes: [UInt8]) { file?.bytes += bytes }

    func end() {
        if let file { keep(file) }
        file = nil
    }
}

extension Mapping {
    /// Every ticket of a document, with what went wrong.
    func readAll(_ bytes: [UInt8]) throws(DocumentFault) -> [ForeignRecord] {
        let reader = try reader(of: .bytes(bytes), named: "test.xml")
        var records: [ForeignRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }
}
