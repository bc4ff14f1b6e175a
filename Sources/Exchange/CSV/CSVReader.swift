package import Basics
package import XML

/// Reads comma-separated text (RFC 4180) record by record, in constant memory, however long it is.
///
/// UTF-8 with or without a byte order mark, or UTF-16 with one; lines that end with LF, CRLF or CR; commas, semicolons
/// or tabs, as found in the first line. Blank lines are skipped. Belongs to one thread at a time.
package final class CSVReader {
    /// What stands between cells.
    package let separator: UInt8
    private let name: String
    private let input: CSVInput
    private let scanner: CSVScanner
    private var window: [UInt8] = []
    /// How much of the window was read.
    private var position: Int
    private var isWhole = false
    private var line = 1
    private var fault: CSVFault?

    /// Opens the source and finds out how it separates cells. `limit` is the most bytes of one cell, and of one record.
    package init(
        _ source: ByteSource,
        named name: String,
        limit: Int = CSVScanner.standardLimit
    ) throws(CSVFault) {
        self.name = name
        do throws(CSVFault.Kind) {
            input = try CSVInput(source, into: &window)
            var dialect = CSVDialect(of: window, isWhole: false)
            while dialect == nil {
                let isLong = window.count > limit
                if !isLong { isWhole = try !input.read(into: &window) }
                dialect = CSVDialect(of: window, isWhole: isWhole || isLong)
            }
            separator = dialect?.separator ?? UInt8(ascii: ",")
            position = dialect?.preface ?? 0
        } catch {
            throw CSVFault(error, in: name)
        }
        scanner = CSVScanner(separator: separator, limit: limit)
    }

    /// What was read of the source so far.
    package var bytesRead: Int64 { input.bytesRead }

    /// Finds the next record that is not blank; false at the end. A fault comes after the records before it, and again
    /// whenever it is asked for more.
    package func next(into record: inout CSVRecord) throws(CSVFault) -> Bool {
        if let fault { throw fault }
        while true {
            let step = window.withUnsafeBufferPointer { text in
                scanner.next(
                    UnsafeBufferPointer(rebasing: text[position...]),
                    isWhole: isWhole,
                    line: line,
                    into: &record
                )
            }
            switch step {
            case .record(let bytes, let lines):
                position += bytes
                line += lines
                if !record.isBlank { return true }
            case .end: return false
            case .incomplete:
                window.removeFirst(position)
                position = 0
                do throws(CSVFault.Kind) {
                    isWhole = try !input.read(into: &window)
                } catch {
                    throw stopped(error, at: nil)
                }
            case .flaw(let flaw, let place): throw stopped(.flaw(flaw), at: place)
            }
        }
    }

    /// Takes the first record for the header and finds `columns` in it.
    func header(with columns: [CSVHeader.Column]) throws(CSVFault) -> CSVRow {
        var record = CSVRecord()
        guard try next(into: &record) else { throw stopped(.flaw(.noHeader), at: Problem.Place(line: 1, column: 1)) }
        do throws(CSVFlaw) {
            return try CSVRow(CSVHeader(record), columns: columns)
        } catch {
            throw stopped(.flaw(error), at: Problem.Place(line: record.line, column: 1))
        }
    }

    private func stopped(_ kind: CSVFault.Kind, at place: Problem.Place?) -> CSVFault {
        let fault = CSVFault(kind, in: name, at: place)
        self.fault = fault
        return fault
    }
}
