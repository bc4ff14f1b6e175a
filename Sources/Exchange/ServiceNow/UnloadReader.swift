import Basics
import XML

/// Reads a ServiceNow unload: rows of tables below one root, in any order, journal rows and files apart from their tickets.
///
/// One pass over the document puts the rows that matter into a spool; then ticket after ticket is made of its own.
final class UnloadReader: ForeignReader {
    let head: String
    private let document: UnloadDocument
    private let rows: UnloadRows
    /// Why the document ends before its end; the tickets before it come first.
    private var fault: DocumentFault?
    private var isSpooled = false
    private var tickets: [Int64] = []
    private var followUps: [(kind: UnloadRowKind, position: Int64)]?
    private var taken = 0
    private var ready: [ForeignRecord] = []
    private var handedOut = 0
    private var ordinal = 0

    /// Tickets that are read from the spool together, and bytes of rows at which no more are taken.
    private static let groupTickets = 64
    private static let groupBytes = 1 << 20

    init(
        _ source: ByteSource,
        named name: String,
        mapping: Mapping,
        options: ImportOptions
    ) throws(DocumentFault) {
        let site = try UnloadSite(mapping)
        let reader: RecordReader
        let root: Root
        do throws(XMLFault) {
            reader = try RecordReader(source, named: name, limits: options.limits)
            root = try reader.root()
        } catch { throw .unreadable(error) }
        guard root.namespace == nil, root.name == "unload" || root.name == "record_update" else {
            throw .foreign(
                "\(name):\(root.line):\(root.column): the root element is '\(quoted(root.name))', not 'unload' or "
                    + "'record_update'; export the list in ServiceNow as XML"
            )
        }
        head = root.startTag
        document = UnloadDocument(name: name, head: root.startTag, site: site, mapping: mapping, limits: options.limits)
        rows = UnloadRows(reader, document, spool: try RowSpool(in: options.temporaryFolder))
    }

    var problems: [String] { rows.problems }

    func next() throws(DocumentFault) -> ForeignRecord? {
        if !isSpooled {
            isSpooled = true
            fault = rows.readDocument()
            try rows.spool.seal()
            tickets = rows.spool.positions(of: UnloadRowKind.ticket.rawValue)
        }
        if handedOut == ready.count { try readGroup() }
        guard handedOut < ready.count else {
            if let fault { throw fault }
            return nil
        }
        defer { handedOut += 1 }
        return ready[handedOut]
    }

    /// Makes the next few tickets.
    private func readGroup() throws(DocumentFault) {
        ready.removeAll(keepingCapacity: true)
        handedOut = 0
        var bundles: [UnloadBundle] = []
        var size = 0
        while bundles.count < Self.groupTickets, size < Self.groupBytes, let bundle = try nextBundle() {
            size += bundle.size
            bundles.append(bundle)
        }
        for ticket in try document.tickets(bundles, in: rows.spool) {
            ordinal += 1
            ready.append(ticket.record(ordinal))
        }
    }

    private func nextBundle() throws(DocumentFault) -> UnloadBundle? {
        if taken < tickets.count {
            taken += 1
            let row = try rows.spool.row(at: tickets[taken - 1])
            return try UnloadBundle(row, in: rows.spool, limit: document.limits.recordBytes)
        }
        // Behind a fault nobody knows whether the ticket would have come.
        guard fault == nil else { return nil }
        while let stray = nextStray() {
            let row = try rows.spool.row(at: stray.position)
            guard !rows.spool.isTaken(stray.kind.rawValue, key: row.key, at: stray.position) else { continue }
            if row.rank == UnloadRows.ofAnotherTable {
                rows.passOver(row, stray.kind)
            } else {
                return try UnloadBundle(
                    followUp: row.key,
                    in: rows.spool,
                    limit: document.limits.recordBytes
                )
            }
        }
        rows.noteUnusedChunks()
        return nil
    }

    /// The next row of a ticket that is not in the document.
    private func nextStray() -> (kind: UnloadRowKind, position: Int64)? {
        let list =
            followUps
            ?? [UnloadRowKind.journal, .attachment]
            .flatMap { kind in rows.spool.strays(of: kind.rawValue).map { (kind, $0) } }
            .sorted { $0.1 > $1.1 }
        followUps = list
        return followUps?.popLast()
    }
}
