import Basics
package import XML

/// Reads a price list, row by row, in the order of the file.
///
/// Columns are found by name, in any order; others are ignored. A row that cannot be read never stops the next one.
/// Belongs to one thread at a time.
package final class PriceListReader {
    private let reader: CSVReader
    private let numbers: CSVNumber
    private var row: CSVRow

    /// Opens the file and reads its header. Throws a fault that names all columns that are needed and missing.
    package init(_ source: ByteSource, named name: String) throws(CSVFault) {
        reader = try CSVReader(source, named: name)
        numbers = CSVNumber(separator: reader.separator)
        row = try reader.header(with: PriceListColumn.columns)
    }

    /// The next record; nil at the end. A fault comes after the records before it.
    package func next() throws(CSVFault) -> PriceListRecord? {
        guard try reader.next(into: &row.record) else { return nil }
        guard row.begin(), let offer = row.offer(numbers) else {
            return .unreadable(line: row.line, problems: row.problems)
        }
        return .offer(offer, line: row.line)
    }
}
