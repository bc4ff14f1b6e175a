import Basics

/// The record that a reader is at, by column, and everything that turns out to be wrong with it.
struct CSVRow {
    /// Filled by a ``CSVReader``; ``begin()`` goes on from there.
    var record = CSVRecord()
    /// What stands in each column, exactly; empty where the file does not have the column.
    private(set) var texts: [String]
    /// In the order in which they were found.
    private(set) var problems: [Problem] = []
    private let header: CSVHeader
    private let positions: [Int?]
    private let names: [String]

    /// Throws what ``CSVHeader/positions(of:)`` throws. From here on a column is known by its index in `columns`.
    init(_ header: CSVHeader, columns: [CSVHeader.Column]) throws(CSVFlaw) {
        self.header = header
        positions = try header.positions(of: columns)
        names = zip(columns, positions).map { column, position in position.map { header.names[$0] } ?? column.name }
        texts = Array(repeating: "", count: columns.count)
    }

    /// Where the record begins, from 1.
    var line: Int { record.line }

    /// Whether the file has the column.
    func has(_ column: Int) -> Bool { positions[column] != nil }

    /// Takes the cells of the record apart. False when they are too many or too few, which is the only problem then:
    /// nobody knows which columns the others belong to.
    mutating func begin() -> Bool {
        problems = header.problem(with: record).map { [$0] } ?? []
        guard problems.isEmpty else { return false }
        for (column, position) in positions.enumerated() {
            if let position { record.read(position, into: &texts[column]) }
        }
        return true
    }

    /// What a cell holds, as `read` understands it; nil when that throws, and when nothing stands there, which both is
    /// a problem.
    mutating func value<Value>(_ column: Int, _ read: (String) throws(Fault) -> Value) -> Value? {
        let text = texts[column].trimmed
        if text.isEmpty {
            note(.missing, in: column)
            return nil
        }
        return understood(text, column, read)
    }

    /// The same for a cell that may be blank: nil then, without a problem.
    mutating func optional<Value>(_ column: Int, _ read: (String) throws(Fault) -> Value?) -> Value? {
        let text = texts[column].trimmed
        return text.isEmpty ? nil : understood(text, column, read) ?? nil
    }

    private mutating func understood<Value>(
        _ text: String,
        _ column: Int,
        _ read: (String) throws(Fault) -> Value
    ) -> Value? {
        do throws(Fault) {
            return try read(text)
        } catch {
            note(error, in: column)
            return nil
        }
    }

    /// Remembers what is wrong with a cell.
    mutating func note(_ fault: Fault, in column: Int) {
        let place = record.place(of: positions[column] ?? record.count)
        problems.append(Problem(names[column], fault, at: place))
    }
}
