import Basics
package import XML

/// Reads Microsoft's reconciliation file for one-time and new-commerce purchases, row by row, in the order of the file.
///
/// Columns are found by name, in any order; others are ignored. A row that cannot be read never stops the next one.
/// Only what rows were seen is remembered, to number equal ones. Belongs to one thread at a time.
package final class ReconciliationReader {
    private let reader: CSVReader
    private let numbers: CSVNumber
    private var row: CSVRow
    /// How often each row stood in the file so far.
    private var occurrences: [Digest: Int] = [:]

    /// Opens the file and reads its header. Throws a fault that names all columns that are needed and missing.
    package init(_ source: ByteSource, named name: String) throws(CSVFault) {
        reader = try CSVReader(source, named: name)
        numbers = CSVNumber(separator: reader.separator)
        row = try reader.header(with: ReconciliationColumn.columns)
    }

    /// What was read of the source so far.
    package var bytesRead: Int64 { reader.bytesRead }

    /// The next record; nil at the end. A fault comes after the records before it.
    package func next() throws(CSVFault) -> ReconciliationRecord? {
        guard try reader.next(into: &row.record) else { return nil }
        guard row.begin() else { return .unreadable(line: row.line, problems: row.problems) }
        let hash = row.hash
        let occurrence = (occurrences[hash] ?? 0) + 1
        guard let billed = row.billed(numbers, hash: hash, occurrence: occurrence) else {
            return .unreadable(line: row.line, problems: row.problems)
        }
        occurrences[hash] = occurrence
        return .row(billed)
    }
}
