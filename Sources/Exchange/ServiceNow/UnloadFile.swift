import Basics
import Casework
import Packing
import XML

/// The bytes of an attachment in the rows that hold pieces of them: each piece in base64 of its own, the whole mostly packed.
/// Never whole in memory: the rows are read again whenever the bytes are wanted.
struct UnloadFile: Sendable {
    private let spool: SpoolFile
    private let chunks: [RowSpan]
    private let isPacked: Bool
    /// Bytes when unpacked.
    private let limit: Int64
    private let head: String
    private let name: String
    private let limits: Limits

    /// The rank of a row whose position is no number.
    static let noPosition: Int64 = -1
    /// The most that is unpacked, whatever an attachment says of its size: 256 MiB.
    private static let sizeLimit: Int64 = 256 << 20
    /// Bytes of rows that are read at once.
    private static let groupBytes = 128 << 10

    /// What is wrong with a file.
    struct Fault: Error {
        let place: ForeignPlace
        let message: String

        func of(_ name: String) -> RecordProblem { RecordProblem(at: place, "file '\(quoted(name))': \(message)") }
    }

    /// The place of a piece among the others.
    static func position(_ row: Element) -> Int64? {
        Int64(row.column("position")).flatMap { $0 < 0 ? nil : $0 }
    }

    /// The pieces of an attachment, in the order in which their bytes follow each other.
    static func chunks(of attachment: ParsedRow, in spool: RowSpool) throws(DocumentFault) -> [RowSpan] {
        let key = attachment.element.column("sys_id")
        guard !key.isEmpty else { return [] }
        return try spool.spans(UnloadRowKind.chunk.rawValue, key: key)
            .sorted { ($0.rank, $0.start) < ($1.rank, $1.start) }
    }

    /// The bytes, held against what the attachment says of itself. Throws only what stands against reading the document.
    static func content(
        of row: ParsedRow,
        _ chunks: [RowSpan],
        in spool: SpoolFile,
        _ document: UnloadDocument
    ) throws(DocumentFault) -> Result<ForeignFile.Content, Fault> {
        let attachment = row.element
        let place = row.place(of: attachment)
        let stated = attachment.column("size_bytes")
        let size = Int64(stated)
        guard stated.isEmpty || size.map({ $0 >= 0 }) ?? false else {
            return .failure(Fault(place: place, message: "size_bytes: '\(quoted(stated))' is not a number of bytes"))
        }
        guard !chunks.isEmpty else { return .success(size == 0 ? .bytes(FileContent([])) : .absent) }
        if let fault = fault(in: chunks) { return .failure(fault) }
        let file = UnloadFile(
            spool: spool,
            chunks: chunks,
            isPacked: attachment.column("compressed") == "true",
            limit: min(size ?? sizeLimit, sizeLimit),
            head: document.head,
            name: document.name,
            limits: document.limits
        )
        do {
            let content = try file.content()
            if let size, size != content.size {
                let mismatch = Basics.Fault.sizeMismatch(stated: size, actual: content.size)
                return .failure(Fault(place: place, message: mismatch.sentence))
            }
            return .success(.bytes(content))
        } catch let fault as Fault {
            return .failure(fault)
        } catch let fault as PackingFault {
            return .failure(Fault(place: place, message: fault.sentence))
        } catch let fault as DocumentFault {
            throw fault
        } catch {
            return .failure(Fault(place: place, message: "\(error)"))
        }
    }

    private static func fault(in chunks: [RowSpan]) -> Fault? {
        var last: Int64?
        for chunk in chunks {
            let place = ForeignPlace(line: chunk.line, column: chunk.column)
            guard chunk.rank != noPosition else {
                return Fault(place: place, message: "a piece has no position; write a number from 0")
            }
            guard chunk.rank != last else {
                return Fault(place: place, message: "two pieces have the position \(chunk.rank); leave one of them out")
            }
            last = chunk.rank
        }
        return nil
    }

    // MARK: Bytes

    /// Reads all bytes once, for their digest.
    private func content() throws -> FileContent {
        var digest = DigestBuilder()
        var size: Int64 = 0
        try eachPiece { piece in
            digest.append(piece)
            size += Int64(piece.count)
        }
        return FileContent(digest: digest.finish(), size: size) { body in
            // Whoever stores them wants pieces of one size.
            var rest: [UInt8] = []
            try eachPiece { piece in
                rest += piece
                while rest.count >= FileContent.chunkSize {
                    try body(Array(rest[..<FileContent.chunkSize]))
                    rest.removeFirst(FileContent.chunkSize)
                }
            }
            if !rest.isEmpty { try body(rest) }
        }
    }

    /// The bytes from the start, in pieces of any size.
    private func eachPiece(_ body: ([UInt8]) throws -> Void) throws {
        guard isPacked else {
            var size: Int64 = 0
            return try eachChunk { chunk in
                size += Int64(chunk.count)
                guard size <= limit else { throw PackingFault.tooLarge(limit: limit) }
                try body(chunk)
            }
        }
        let gunzip = try Gunzip(limit: limit)
        try eachChunk { try gunzip.append($0, body) }
        try gunzip.finish()
    }

    private func eachChunk(_ body: ([UInt8]) throws -> Void) throws {
        var next = 0
        while next < chunks.count {
            var rows: [SpooledRow] = []
            var size = 0
            while next < chunks.count, size < Self.groupBytes {
                let span = chunks[next]
                let bytes = try spool.allBytes(at: span.start, count: span.count)
                rows.append(SpooledRow(span, key: "", bytes: bytes))
                size += bytes.count
                next += 1
            }
            for row in try ParsedRow.read(rows, below: head, named: name, limits: limits) {
                guard let data = row.element.first("data") else { continue }
                guard let bytes = data.base64Bytes() else {
                    throw Fault(place: row.place(of: data), message: "a piece is not base64; export it again")
                }
                try body(bytes)
            }
        }
    }
}
