import Glibc

/// One record of comma-separated values, as it stood in the text, with its cells found.
///
/// Filled again and again by a ``CSVScanner``, so that reading a long file allocates nothing.
package struct CSVRecord: Hashable, Sendable {
    /// The line on which it begins, from 1.
    package internal(set) var line = 0
    /// Without the line end.
    var bytes: [UInt8] = []
    var cells: [Cell] = []

    /// A cell as offsets in the record's bytes.
    struct Cell: Hashable, Sendable {
        /// Its first byte, an opening quotation mark included.
        var origin: Int
        /// What it holds: without the quotation marks around it and without a guard.
        var start: Int
        var end: Int
        var hasDoubledQuotes: Bool
    }

    package init() {}

    /// How many cells it has.
    package var count: Int { cells.count }

    /// Nothing stands in any cell, not even quotation marks: an empty line, or one that a spreadsheet wrote for a row
    /// that was emptied.
    package var isBlank: Bool { cells.allSatisfy { $0.origin == $0.end } }

    /// What a cell holds; empty for one that the record does not have.
    package func text(_ index: Int) -> String {
        guard cells.indices.contains(index) else { return "" }
        let cell = cells[index]
        guard cell.hasDoubledQuotes else { return String(decoding: bytes[cell.start..<cell.end], as: UTF8.self) }
        var content: [UInt8] = []
        content.reserveCapacity(cell.end - cell.start)
        var index = cell.start
        while index < cell.end {
            content.append(bytes[index])
            index += bytes[index] == CSVScanner.quote ? 2 : 1
        }
        return String(decoding: content, as: UTF8.self)
    }

    /// Puts what a cell holds into `text`, unless it is there already: cells of one column repeat, and keep their
    /// storage then.
    package func read(_ index: Int, into text: inout String) {
        guard cells.indices.contains(index) else {
            text = ""
            return
        }
        let cell = cells[index]
        let isThere = text.utf8.withContiguousStorageIfAvailable { known in
            bytes.withUnsafeBufferPointer { holds(known, at: cell.start..<cell.end, of: $0) }
        }
        if isThere != true || cell.hasDoubledQuotes { text = self.text(index) }
    }

    private func holds(
        _ known: UnsafeBufferPointer<UInt8>,
        at range: Range<Int>,
        of bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard known.count == range.count else { return false }
        guard let left = known.baseAddress, let right = bytes.baseAddress else { return range.isEmpty }
        return memcmp(left, right + range.lowerBound, range.count) == 0
    }

    /// Where a cell begins; the end of the record for one that it does not have.
    package func place(of index: Int) -> Problem.Place {
        let offset = cells.indices.contains(index) ? cells[index].origin : bytes.count
        return bytes.withUnsafeBufferPointer { CSVScanner.place(of: offset, in: $0, from: line) }
    }
}
