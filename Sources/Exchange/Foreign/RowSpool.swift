import Basics
import XML

/// Rows of a document that belong together and stand apart, kept in a file without a name until the ticket that they belong
/// to is made. In memory stay 24 bytes of each.
final class RowSpool {
    /// Read by whoever keeps a ``RowSpan``, also when the spool itself is gone.
    let file: SpoolFile
    private var buffer: [UInt8] = []
    private var written: Int64 = 0
    private var index: [Entry] = []
    /// Pieces of the file that were read last: the rows of a ticket mostly stand near each other, or each kind of them does.
    private var windows = [Window](repeating: Window(), count: 6)
    private var oldestWindow = 0

    /// Rows of all kinds together: with it the index is 96 MB.
    static let limit = 4_000_000

    private static let bufferLength = 1 << 20
    private static let windowLength = 32 << 10
    /// Kind, line, column, offset in the document, rank, and the lengths of the key and the bytes.
    private static let headLength = 1 + 6 * 8

    private struct Entry {
        let hash: UInt64
        let position: Int64
        let kind: UInt8
        var isTaken = false
    }

    private struct Window {
        var start: Int64 = 0
        var bytes: [UInt8] = []

        func holds(_ position: Int64, _ count: Int) -> Bool {
            position >= start && position + Int64(count) <= start + Int64(bytes.count)
        }
    }

    /// A file in `folder`, which takes as much as the document. Throws ``DocumentFault/foreign(_:)``.
    init(in folder: String) throws(DocumentFault) {
        file = try SpoolFile(in: folder)
    }

    /// Keeps a row under the key of its ticket. Throws when there is no room, or there are more rows than ``limit``.
    /// - Parameter rank: what is to be known of the row before it is read again.
    func append(_ kind: UInt8, key: String, rank: Int64 = 0, _ record: Record) throws(DocumentFault) {
        guard index.count < Self.limit else {
            throw .foreign("there are more than \(Self.limit) rows in one document; export it in parts")
        }
        let bytes = record.original
        index.append(Entry(hash: Self.hash(key), position: written + Int64(buffer.count), kind: kind))
        buffer.append(kind)
        let numbers = [
            Int64(record.line), Int64(record.column), record.byteRange.lowerBound, rank, Int64(key.utf8.count),
            Int64(bytes.count),
        ]
        for number in numbers { withUnsafeBytes(of: number.littleEndian) { buffer.append(contentsOf: $0) } }
        buffer.append(contentsOf: key.utf8)
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferLength { try flush() }
    }

    /// Ends the writing.
    func seal() throws(DocumentFault) {
        try flush()
        buffer = []
        index.sort { ($0.kind, $0.hash, $0.position) < ($1.kind, $1.hash, $1.position) }
    }

    /// The rows of a kind that belong to a ticket, in the order of the document. Only after ``seal()``.
    func rows(_ kind: UInt8, key: String) throws(DocumentFault) -> [SpooledRow] {
        var rows: [SpooledRow] = []
        for span in try spans(kind, key: key) { rows.append(try row(span, key)) }
        return rows
    }

    /// Where the rows of a kind stand that belong to a ticket, in the order of the document. Only after ``seal()``.
    func spans(_ kind: UInt8, key: String) throws(DocumentFault) -> [RowSpan] {
        let hash = Self.hash(key)
        var spans: [RowSpan] = []
        var place = firstIndex(kind, hash)
        while place < index.count, index[place].kind == kind, index[place].hash == hash {
            let (span, own) = try span(at: index[place].position)
            // Two keys may share a hash.
            if sameText(own, key) {
                index[place].isTaken = true
                spans.append(span)
            }
            place += 1
        }
        return spans
    }

    func hasRow(_ kind: UInt8, key: String) throws(DocumentFault) -> Bool {
        try !spans(kind, key: key).isEmpty
    }

    /// The positions of all rows of a kind, in the order of the document.
    func positions(of kind: UInt8) -> [Int64] {
        index.lazy.filter { $0.kind == kind }.map(\.position).sorted()
    }

    /// The positions of the rows of a kind that nobody asked for by their key, in the order of the document.
    func strays(of kind: UInt8) -> [Int64] {
        index.lazy.filter { $0.kind == kind && !$0.isTaken }.map(\.position).sorted()
    }

    /// Whether a row was asked for by its key.
    func isTaken(_ kind: UInt8, key: String, at position: Int64) -> Bool {
        let hash = Self.hash(key)
        var place = firstIndex(kind, hash)
        while place < index.count, index[place].kind == kind, index[place].hash == hash {
            if index[place].position == position { return index[place].isTaken }
            place += 1
        }
        return false
    }

    /// The row at one of ``positions(of:)``.
    func row(at position: Int64) throws(DocumentFault) -> SpooledRow {
        let (span, key) = try span(at: position)
        return try row(span, key)
    }

    /// The row at one of ``spans(_:key:)``.
    func row(_ span: RowSpan, _ key: String) throws(DocumentFault) -> SpooledRow {
        SpooledRow(span, key: key, bytes: Array(try bytes(at: span.start, count: span.count)))
    }

    private func span(at position: Int64) throws(DocumentFault) -> (span: RowSpan, key: String) {
        let head = try bytes(at: position, count: Self.headLength)
        let kind = head[head.startIndex]
        func number(_ place: Int) -> Int64 {
            let start = head.startIndex + 1 + 8 * place
            return Int64(bitPattern: (0..<8).reduce(UInt64(0)) { $0 | UInt64(head[start + $1]) << UInt64(8 * $1) })
        }
        let keyLength = Int(number(4))
        let span = RowSpan(
            kind: kind,
            line: Int(number(0)),
            column: Int(number(1)),
            offset: number(2),
            rank: number(3),
            start: position + Int64(Self.headLength + keyLength),
            count: Int(number(5))
        )
        let key = try bytes(at: position + Int64(Self.headLength), count: keyLength)
        return (span, String(decoding: key, as: UTF8.self))
    }

    // MARK: The file

    private func flush() throws(DocumentFault) {
        try file.append(buffer)
        written += Int64(buffer.count)
        buffer.removeAll(keepingCapacity: true)
    }

    private func bytes(at position: Int64, count: Int) throws(DocumentFault) -> ArraySlice<UInt8> {
        let place: Int
        if let known = windows.firstIndex(where: { $0.holds(position, count) }) {
            place = known
        } else {
            place = try read(at: position, count: count)
        }
        let start = Int(position - windows[place].start)
        return windows[place].bytes[start..<start + count]
    }

    /// Reads on from a position, in the place of the window that was read first. Returns that place.
    private func read(at position: Int64, count: Int) throws(DocumentFault) -> Int {
        let place = oldestWindow
        oldestWindow = (oldestWindow + 1) % windows.count
        let piece = try file.bytes(at: position, count: max(count, Self.windowLength))
        guard piece.count >= count else { throw file.gone }
        windows[place] = Window(start: position, bytes: piece)
        return place
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

    /// Of a digest: nobody writes a document whose keys all share one.
    private static func hash(_ text: String) -> UInt64 {
        Digest.of(text).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// Where the bytes of a row stand in the file of a spool, and where the row stood in its document.
struct RowSpan: Sendable {
    let kind: UInt8
    let line: Int
    let column: Int
    let offset: Int64
    let rank: Int64
    let start: Int64
    let count: Int
}

/// A row as it stood in its document.
struct SpooledRow {
    let kind: UInt8
    /// Of the ticket that it belongs to.
    let key: String
    let line: Int
    let column: Int
    let offset: Int64
    let rank: Int64
    let bytes: [UInt8]

    init(_ span: RowSpan, key: String, bytes: [UInt8]) {
        kind = span.kind
        self.key = key
        line = span.line
        column = span.column
        offset = span.offset
        rank = span.rank
        self.bytes = bytes
    }

    /// Reads the row again, below the document's head. Throws what ``RecordReader`` throws, which only a file changed by
    /// somebody else explains.
    func element(below head: String, named name: String, limits: Limits) throws(DocumentFault) -> Element {
        guard let row = try ParsedRow.read([self], below: head, named: name, limits: limits).first else {
            throw ParsedRow.gone(name, self)
        }
        return row.element
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
