import Glibc
import XML

/// Rows of a document that belong together and stand apart, kept in a file without a name until the ticket that they belong
/// to is made. In memory stay 24 bytes of each.
final class RowSpool {
    private let descriptor: Int32
    private let folder: String
    private var buffer: [UInt8] = []
    private var written: Int64 = 0
    private var index: [Entry] = []
    private var isSealed = false
    /// A piece of the file that was read last: rows of a ticket mostly stand near each other.
    private var window: [UInt8] = []
    private var windowStart: Int64 = 0

    /// Rows of all kinds together: with it the index is 96 MB.
    static let limit = 4_000_000

    private static let bufferLength = 1 << 20
    private static let windowLength = 256 << 10
    /// Kind, line, column, offset in the document, and the lengths of the key and the bytes.
    private static let headLength = 1 + 8 + 8 + 8 + 8 + 8

    private struct Entry {
        let hash: UInt64
        let position: Int64
        let kind: UInt8
    }

    /// A file in `folder`, which takes as much as the document. Throws ``DocumentFault/foreign(_:)``.
    init(in folder: String) throws(DocumentFault) {
        var template = Array("\(folder)/recoup-rows-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        self.folder = folder
        guard descriptor >= 0 else { throw Self.fault(folder, errno) }
        unlink(template)
    }

    deinit { close(descriptor) }

    /// Keeps a row under the key of its ticket. Throws when there is no room, or there are more rows than ``limit``.
    func append(_ kind: UInt8, key: String, _ record: Record) throws(DocumentFault) {
        guard index.count < Self.limit else {
            throw .foreign("there are more than \(Self.limit) rows in one document; export it in parts")
        }
        let bytes = record.original
        index.append(Entry(hash: Self.hash(key), position: written + Int64(buffer.count), kind: kind))
        buffer.append(kind)
        for number in [record.line, record.column, Int(record.byteRange.lowerBound), key.utf8.count, bytes.count] {
            withUnsafeBytes(of: UInt64(number).littleEndian) { buffer.append(contentsOf: $0) }
        }
        buffer.append(contentsOf: key.utf8)
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferLength { try flush() }
    }

    /// Ends the writing.
    func seal() throws(DocumentFault) {
        try flush()
        buffer = []
        index.sort { ($0.kind, $0.hash, $0.position) < ($1.kind, $1.hash, $1.position) }
        isSealed = true
    }

    /// The rows of a kind that belong to a ticket, in the order of the document. Only after ``seal()``.
    func rows(_ kind: UInt8, key: String) throws(DocumentFault) -> [SpooledRow] {
        let hash = Self.hash(key)
        var rows: [SpooledRow] = []
        var place = firstIndex(kind, hash)
        while place < index.count, index[place].kind == kind, index[place].hash == hash {
            let row = try row(at: index[place].position)
            // Two keys may share a hash.
            if sameText(row.key, key) { rows.append(row) }
            place += 1
        }
        return rows
    }

    func hasRow(_ kind: UInt8, key: String) throws(DocumentFault) -> Bool {
        try !rows(kind, key: key).isEmpty
    }

    /// The positions of all rows of a kind, in the order of the document.
    func positions(of kind: UInt8) -> [Int64] {
        index.filter { $0.kind == kind }.map(\.position).sorted()
    }

    /// The row at one of ``positions(of:)``.
    func row(at position: Int64) throws(DocumentFault) -> SpooledRow {
        let head = try bytes(at: position, count: Self.headLength)
        func number(_ place: Int) -> Int {
            let start = 1 + 8 * place
            return (0..<8).reduce(0) { $0 | Int(head[start + $1]) << (8 * $1) }
        }
        let keyLength = number(3)
        let length = number(4)
        let rest = try bytes(at: position + Int64(Self.headLength), count: keyLength + length)
        return SpooledRow(
            kind: head[0],
            key: String(decoding: rest[..<keyLength], as: UTF8.self),
            line: number(0),
            column: number(1),
            offset: Int64(number(2)),
            bytes: Array(rest[keyLength...])
        )
    }

    // MARK: The file

    private func flush() throws(DocumentFault) {
        var done = 0
        while done < buffer.count {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.fault(folder, errno)
            }
            done += count
        }
        written += Int64(buffer.count)
        buffer.removeAll(keepingCapacity: true)
    }

    private func bytes(at position: Int64, count: Int) throws(DocumentFault) -> [UInt8] {
        if position < windowStart || position + Int64(count) > windowStart + Int64(window.count) {
            try read(at: position, count: max(count, Self.windowLength))
            guard window.count >= count else { throw .foreign("\(folder): what was put there is gone; run it again") }
        }
        let start = Int(position - windowStart)
        // An array of its own: the places in a slice would be those in the window.
        return Array(window[start..<start + count])
    }

    private func read(at position: Int64, count: Int) throws(DocumentFault) {
        var failure: Int32 = 0
        let folder = folder
        let descriptor = descriptor
        let piece = [UInt8](unsafeUninitializedCapacity: count) { target, done in
            done = 0
            while done < count {
                let got = pread(
                    descriptor,
                    target.baseAddress.map { $0 + done },
                    count - done,
                    off_t(position) + off_t(done)
                )
                if got == 0 { break }
                if got < 0 {
                    if errno == EINTR { continue }
                    failure = errno
                    break
                }
                done += got
            }
        }
        guard failure == 0 else { throw Self.fault(folder, failure) }
        window = piece
        windowStart = position
    }

    private func firstIndex(_ kind: UInt8, _ hash: UInt64) -> Int {
        var low = 0
        var high = index.count
        while low < high {
            let middle = (low + high) / 2
            if (index[middle].kind, index[middle].hash) < (kind, hash) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// FNV-1a: the same on every run.
    private static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return hash
    }

    private static func fault(_ folder: String, _ code: Int32) -> DocumentFault {
        .foreign("\(folder): the rows of the document cannot be put there: \(String(cString: strerror(code)))")
    }
}

/// A row as it stood in its document.
struct SpooledRow {
    let kind: UInt8
    /// Of the ticket that it belongs to.
    let key: String
    let line: Int
    let column: Int
    let offset: Int64
    let bytes: [UInt8]

    /// Reads the row again, below the document's head. Throws what ``RecordReader`` throws, which only a file changed by
    /// somebody else explains.
    func element(below head: String, named name: String, limits: Limits) throws(DocumentFault) -> Element {
        let root = head.dropFirst().prefix { !" \t\r\n/>".contains($0) }
        let document = Array(head.utf8) + bytes + Array("</\(root)>".utf8)
        do throws(XMLFault) {
            let reader = try RecordReader(.bytes(document), named: name, limits: limits)
            if let record = try reader.next() { return record.element }
        } catch { throw .unreadable(error) }
        throw .foreign("\(name):\(line):\(column): the row cannot be read again; was the file changed meanwhile?")
    }

    /// Where an element of the row, read again below `head`, stands in the document.
    func place(of element: Element, below head: String) -> ForeignPlace {
        let headLines = head.utf8.count { $0 == 0x0a }
        let lastLine = head.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0
        let rowLine = element.line - headLines - 1
        return ForeignPlace(
            line: line + rowLine,
            column: rowLine == 0 ? element.column - lastLine + column - 1 : element.column
        )
    }
}
