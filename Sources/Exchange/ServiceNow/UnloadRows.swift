import Basics
import XML

/// The one pass over an unload: rows that belong to tickets go into the spool, others are passed over and counted.
final class UnloadRows {
    let spool: RowSpool
    private let reader: RecordReader
    private let document: UnloadDocument
    private var others: [String: Int] = [:]
    private var otherTickets: [String: Int] = [:]
    private var unusedChunks = 0

    /// The rank of a journal row or an attachment whose own table is none of the tickets'.
    static let ofAnotherTable: Int64 = 1

    init(_ reader: RecordReader, _ document: UnloadDocument, spool: RowSpool) {
        self.reader = reader
        self.document = document
        self.spool = spool
    }

    /// Returns why the document could not be read to its end.
    func readDocument() -> DocumentFault? {
        do throws(DocumentFault) {
            while let record = try nextRecord() { try keep(record) }
            return nil
        } catch { return error }
    }

    private func nextRecord() throws(DocumentFault) -> Record? {
        do throws(XMLFault) { return try reader.next() } catch { throw .unreadable(error) }
    }

    private func keep(_ record: Record) throws(DocumentFault) {
        let row = record.element
        let table = row.name
        guard row.namespace == nil else { return others[table, default: 0] += 1 }
        if document.site.tables.contains(table) {
            return try spool.append(UnloadRowKind.ticket.rawValue, key: row.column("sys_id"), record)
        }
        switch table {
        case UnloadTable.journal:
            try keep(.journal, of: row.column("element_id"), in: row.column("name"), record)
        case UnloadTable.attachment:
            try keep(.attachment, of: row.column("table_sys_id"), in: row.column("table_name"), record)
        case UnloadTable.attachmentChunk:
            let key = row.column(UnloadTable.attachment)
            let named = row.first(UnloadTable.attachment)?.attribute("sys_id") ?? ""
            try spool.append(
                UnloadRowKind.chunk.rawValue,
                key: key.isEmpty ? named : key,
                rank: UnloadFile.position(row) ?? UnloadFile.noPosition,
                record
            )
        case UnloadTable.user:
            guard !document.site.references.isEmpty else { return }
            try spool.append(UnloadRowKind.user.rawValue, key: row.column("sys_id"), record)
        default:
            if !document.site.passedOver.contains(table) { others[table, default: 0] += 1 }
        }
    }

    /// Rows name their ticket's own table or the one that it extends; by that name alone nothing is joined.
    private func keep(
        _ kind: UnloadRowKind,
        of key: String,
        in table: String,
        _ record: Record
    ) throws(DocumentFault) {
        // Pictures in a text are kept under the table's name with this in front.
        let name = table.hasPrefix("ZZ_YY") ? String(table.dropFirst(5)) : table
        let isOurs = name.isEmpty || name == "task" || document.site.tables.contains(name)
        try spool.append(kind.rawValue, key: key, rank: isOurs ? 0 : Self.ofAnotherTable, record)
    }

    // MARK: What is passed over

    /// A row of a ticket that is not in the document and of no table that is read.
    func passOver(_ row: SpooledRow, _ kind: UnloadRowKind) {
        otherTickets[kind == .journal ? UnloadTable.journal : UnloadTable.attachment, default: 0] += 1
    }

    /// Pieces of files whose own row is not in the document.
    func noteUnusedChunks() {
        unusedChunks = spool.strays(of: UnloadRowKind.chunk.rawValue).count
    }

    var problems: [String] {
        let name = document.name
        let outside = reader.problems.map { "\(name):\($0.line):\($0.column): \($0.message)" }
        let tables = others.sorted { $0.key < $1.key }
            .map { table, count in
                "\(name): rows of the table '\(quoted(table))' are passed over (\(count)); name it in the mapping's option "
                    + "'table' or 'passed-over'"
            }
        let foreign = otherTickets.sorted { $0.key < $1.key }
            .map { table, count in
                "\(name): rows of \(table) that belong to other tables' records are passed over (\(count))"
            }
        let chunks =
            unusedChunks == 0
            ? []
            : [
                "\(name): rows of \(UnloadTable.attachmentChunk) belong to no file of a ticket in this document "
                    + "(\(unusedChunks)); export \(UnloadTable.attachment) with them"
            ]
        return outside + tables + foreign + chunks
    }
}

extension Element {
    /// The text of the first column of that name, blanks around it left out; empty when there is none.
    func column(_ name: String) -> String { first(name)?.text.trimmed ?? "" }
}
