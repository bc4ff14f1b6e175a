import Glibc

/// Finds the records of comma-separated text (RFC 4180) one after the other.
///
/// It holds no text: it looks at what it is given, says how much of it a record took, or that it needs more. Lines end
/// with LF, CRLF or CR. A quotation mark inside a cell that does not begin with one stands for itself.
package struct CSVScanner: Hashable, Sendable {
    package let separator: UInt8
    /// The most bytes of one cell, and of one record.
    package let limit: Int

    /// 1 MiB.
    package static let standardLimit = 1 << 20

    static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    package init(separator: UInt8 = UInt8(ascii: ","), limit: Int = standardLimit) {
        self.separator = separator
        self.limit = limit
    }

    package enum Step: Hashable, Sendable {
        /// A record was found; with its line end it took so many bytes and lines.
        case record(bytes: Int, lines: Int)
        /// The text ends inside a record, and more of it is to come.
        case incomplete
        /// The text is over.
        case end
        case flaw(CSVFlaw, at: Problem.Place)
    }

    /// Looks for the record that begins where `text` begins, on `line`. `isWhole` says that nothing follows the text.
    package func next(
        _ text: UnsafeBufferPointer<UInt8>,
        isWhole: Bool,
        line: Int,
        into record: inout CSVRecord
    ) -> Step {
        record.line = line
        record.bytes.removeAll(keepingCapacity: true)
        record.cells.removeAll(keepingCapacity: true)
        guard !text.isEmpty else { return isWhole ? .end : .incomplete }
        var breaks = 0
        var index = 0
        while true {
            let cell: CSVRecord.Cell
            if index < text.count, text[index] == Self.quote {
                // A quotation mark at the end of the text may be the first of two.
                guard let found = quoted(text, from: index, &breaks), isWhole || found.end + 1 < text.count else {
                    if isWhole { return flaw(.unclosedQuote, at: index, in: text, line) }
                    return unfinished(text, cellFrom: index, line)
                }
                cell = found
                index = cell.end + 1
            } else {
                cell = bare(text, from: index)
                index = cell.end
                guard isWhole || index < text.count else { return unfinished(text, cellFrom: cell.origin, line) }
            }
            guard index - cell.origin <= limit else {
                return flaw(.longCell(limit: limit), at: cell.origin, in: text, line)
            }
            record.cells.append(cell)
            guard index < text.count else { break }
            if text[index] == separator {
                index += 1
            } else if text[index] == Self.lineFeed || text[index] == Self.carriageReturn {
                break
            } else {
                return flaw(.textAfterQuote, at: index, in: text, line)
            }
        }
        guard index <= limit else { return flaw(.longRecord(limit: limit), at: 0, in: text, line) }
        let content = UnsafeBufferPointer(rebasing: text[..<index])
        if let (flaw, offset) = Self.wrongBytes(content) {
            return .flaw(flaw, at: Self.place(of: offset, in: text, from: line))
        }
        var bytes = index
        if bytes < text.count {
            if text[bytes] == Self.carriageReturn {
                guard isWhole || bytes + 1 < text.count else { return .incomplete }
                if bytes + 1 < text.count, text[bytes + 1] == Self.lineFeed { bytes += 1 }
            }
            bytes += 1
        }
        record.bytes.append(contentsOf: content)
        return .record(bytes: bytes, lines: breaks + 1)
    }

    /// The line and column of a byte of a text that begins on `line`. Columns count characters from 1.
    static func place(of offset: Int, in text: UnsafeBufferPointer<UInt8>, from line: Int) -> Problem.Place {
        var (line, column) = (line, 1)
        for index in 0..<min(offset, text.count) {
            let byte = text[index]
            if byte == lineFeed || byte == carriageReturn && !(index + 1 < text.count && text[index + 1] == lineFeed) {
                line += 1
                column = 1
            } else if byte & 0xc0 != 0x80 {
                column += 1
            }
        }
        return Problem.Place(line: line, column: column)
    }

    // MARK: Cells

    /// A cell without quotation marks around it: up to a separator, a line end, or the end of the text.
    @inline(__always)
    private func bare(_ text: UnsafeBufferPointer<UInt8>, from origin: Int) -> CSVRecord.Cell {
        var index = origin
        while index < text.count {
            let byte = text[index]
            if byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            index &+= 1
        }
        return unguarded(text, CSVRecord.Cell(origin: origin, start: origin, end: index, hasDoubledQuotes: false))
    }

    /// A cell between quotation marks; its end is the closing one. Nil when the text ends before it.
    @inline(__always)
    private func quoted(
        _ text: UnsafeBufferPointer<UInt8>,
        from origin: Int,
        _ breaks: inout Int
    ) -> CSVRecord.Cell? {
        var hasDoubledQuotes = false
        var index = origin + 1
        while index < text.count {
            let byte = text[index]
            if byte == Self.quote {
                guard index + 1 < text.count, text[index + 1] == Self.quote else {
                    return unguarded(
                        text,
                        CSVRecord.Cell(
                            origin: origin,
                            start: origin + 1,
                            end: index,
                            hasDoubledQuotes: hasDoubledQuotes
                        )
                    )
                }
                hasDoubledQuotes = true
                index &+= 1
            } else if byte == Self.lineFeed {
                breaks += 1
            } else if byte == Self.carriageReturn, index + 1 < text.count, text[index + 1] != Self.lineFeed {
                breaks += 1
            }
            index &+= 1
        }
        return nil
    }

    /// Takes the apostrophe away that ``CSVText`` writes before what a spreadsheet would run.
    @inline(__always)
    private func unguarded(_ text: UnsafeBufferPointer<UInt8>, _ cell: CSVRecord.Cell) -> CSVRecord.Cell {
        guard cell.end - cell.start > 1, text[cell.start] == CSVText.guardByte, CSVText.isGuarded(text[cell.start + 1])
        else { return cell }
        var cell = cell
        cell.start += 1
        return cell
    }

    // MARK: What is wrong

    /// Says that more text is needed, unless there is too much of it already.
    private func unfinished(_ text: UnsafeBufferPointer<UInt8>, cellFrom origin: Int, _ line: Int) -> Step {
        if text.count - origin > limit { return flaw(.longCell(limit: limit), at: origin, in: text, line) }
        if text.count > limit { return flaw(.longRecord(limit: limit), at: 0, in: text, line) }
        return .incomplete
    }

    /// What stops the reading; wrong bytes before it are the better answer. The last bytes may be half a character.
    private func flaw(_ flaw: CSVFlaw, at offset: Int, in text: UnsafeBufferPointer<UInt8>, _ line: Int) -> Step {
        if let (other, first) = Self.wrongBytes(text), first < text.count - 3 {
            return .flaw(other, at: Self.place(of: first, in: text, from: line))
        }
        return .flaw(flaw, at: Self.place(of: offset, in: text, from: line))
    }

    /// The first NUL or the first bytes that are not UTF-8.
    private static func wrongBytes(_ text: UnsafeBufferPointer<UInt8>) -> (CSVFlaw, Int)? {
        guard let base = text.baseAddress else { return nil }
        let nul = memchr(base, 0, text.count).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
        do {
            _ = try UTF8Span(validating: text.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            return nul.map { $0 < offset } ?? false ? (.nul, nul ?? 0) : (.notUTF8, offset)
        }
        return nul.map { (.nul, $0) }
    }
}
