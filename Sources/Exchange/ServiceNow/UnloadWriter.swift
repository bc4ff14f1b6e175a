import Basics
import Casework
import Packing
import XML

/// Writes a ServiceNow unload: each ticket's row, then its journal, then its files in pieces.
final class UnloadWriter: ForeignWriter {
    private let site: UnloadSite
    private let target: any ExportTarget
    private let rows: UnloadRowWriter

    init(_ mapping: Mapping, to target: any ExportTarget) throws {
        site = try UnloadSite(mapping)
        self.target = target
        try target.begin("")
        rows = try UnloadRowWriter { try target.write($0) }
    }

    func write(
        _ ticket: ForeignTicket,
        reading store: FileStore
    ) throws -> (losses: [Loss], externalID: String?) {
        let own = ticket.key.map(UnloadKey.of)
        guard let key = ticket.id ?? own else { return ([Loss("id", .noPlace)], nil) }
        let table = site.tables[0]
        var columns = UnloadColumns(ticket, key: key, wasBornThere: key != own, table: table, site)
        for user in columns.takeUsers() { try rows.write(UnloadTable.user, user) }
        try rows.write(table, columns.list)
        try write(ticket.comments, of: key, table)
        var losses: [Loss] = []
        for file in ticket.files where try !write(file, of: key, ticket.modifiedAt, store) {
            losses.append(Loss("file '\(file.name)'", .fileElsewhere))
        }
        return (losses, key)
    }

    func finish() throws {
        try rows.finish()
        try target.end()
    }

    // MARK: Comments

    private func write(_ comments: [ForeignComment], of key: String, _ table: String) throws {
        var counts: [String: Int] = [:]
        for comment in comments {
            let element = comment.isPublic ? "comments" : "work_notes"
            // Counted apart: when a site begins to take internal notes too, the public ones keep their keys.
            let number = counts[element, default: 0]
            counts[element] = number + 1
            var columns: [UnloadColumn] = [
                UnloadColumn("element", element), UnloadColumn("element_id", key), UnloadColumn("name", table),
                UnloadColumn("sys_created_by", comment.author ?? ""),
                UnloadColumn("sys_id", UnloadKey.of([key, UnloadTable.journal, element], number)),
                UnloadColumn("value", comment.text),
            ]
            if let at = comment.writtenAt { columns.append(UnloadColumn("sys_created_on", UnloadTime.text(at))) }
            try rows.write(UnloadTable.journal, columns)
        }
    }

    // MARK: Files

    /// Bytes of a piece, before base64 makes 3,736 characters of them.
    private static let pieceLength = 2_802

    /// False, and nothing is written, when the bytes are not at hand: a row without its pieces would be a broken file there.
    private func write(
        _ file: ForeignFile,
        of key: String,
        _ at: Instant?,
        _ store: FileStore
    ) throws -> Bool {
        guard let stated = file.size else { return false }
        // Packed twice, once to know the size: the row stands before its pieces, and the whole is never in memory.
        var digest = DigestBuilder()
        var size: Int64 = 0
        var packedSize = 0
        try pack(
            file,
            store,
            reading: { piece in
                digest.append(piece)
                size += Int64(piece.count)
            }
        ) { packedSize += $0.count }
        guard size == stated else { return false }
        // Of its content: another file never takes the place of this one and leaves pieces of it behind.
        let id = UnloadKey.of([key, UnloadTable.attachment, file.name, digest.finish().description], 0)
        var columns: [UnloadColumn] = [
            UnloadColumn("compressed", "true"), UnloadColumn("content_type", file.mediaType),
            UnloadColumn("file_name", file.name), UnloadColumn("size_bytes", String(size)),
            UnloadColumn("size_compressed", String(packedSize)), UnloadColumn("sys_id", id),
            UnloadColumn("table_name", site.tables[0]), UnloadColumn("table_sys_id", key),
        ]
        if let at { columns.append(UnloadColumn("sys_created_on", UnloadTime.text(at))) }
        try rows.write(UnloadTable.attachment, columns)
        var position = 0
        var rest: [UInt8] = []
        func writePiece(_ count: Int) throws {
            let key = UnloadKey.of([id, UnloadTable.attachmentChunk], position)
            try rows.write(chunk: rest[..<count], at: position, key: key, of: id, named: file.name)
            rest.removeFirst(count)
            position += 1
        }
        try pack(file, store) { packed in
            rest += packed
            while rest.count >= Self.pieceLength { try writePiece(Self.pieceLength) }
        }
        if !rest.isEmpty { try writePiece(rest.count) }
        return true
    }

    private func pack(
        _ file: ForeignFile,
        _ store: FileStore,
        reading: ([UInt8]) -> Void = { _ in },
        _ body: ([UInt8]) throws -> Void
    ) throws {
        let gzip = try Gzip()
        try file.eachChunk(from: store) { piece in
            reading(piece)
            try gzip.append(piece, body)
        }
        try gzip.finish(body)
    }
}
