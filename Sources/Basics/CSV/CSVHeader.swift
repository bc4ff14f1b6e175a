/// The first record of a file: which column stands where. Names are compared without their case and the blanks around
/// them.
package struct CSVHeader: Hashable, Sendable {
    /// Where it stands, from 1.
    package let line: Int
    /// As they stand in the file.
    package let names: [String]
    private let positions: [String: [Int]]

    /// A column that a reader knows.
    package struct Column: Hashable, Sendable {
        package let name: String
        /// What files of another kind call it; its own name goes first.
        package let otherNames: [String]
        package let isNeeded: Bool

        package init(_ name: String, otherNames: [String] = [], isNeeded: Bool = true) {
            self.name = name
            self.otherNames = otherNames
            self.isNeeded = isNeeded
        }
    }

    package init(_ record: CSVRecord) {
        line = record.line
        names = (0..<record.count).map { record.text($0).trimmed }
        positions = Dictionary(grouping: names.indices) { [names] in names[$0].lowercased() }
    }

    /// Where each of `columns` stands, in their order; nil for one that the file does not have. Throws
    /// ``CSVFlaw/missingColumns(_:)`` with all that are needed and not there, or ``CSVFlaw/repeatedColumn(_:)``.
    package func positions(of columns: [Column]) throws(CSVFlaw) -> [Int?] {
        var found: [Int?] = []
        var missing: [String] = []
        for column in columns {
            let places = ([column.name] + column.otherNames).lazy.compactMap { positions[$0.lowercased()] }.first ?? []
            if places.count > 1 { throw .repeatedColumn(column.name) }
            if places.isEmpty, column.isNeeded { missing.append(column.name) }
            found.append(places.first)
        }
        guard missing.isEmpty else { throw .missingColumns(missing) }
        return found
    }

    /// What is wrong with the number of a record's cells; more of them are fine when nothing is in them.
    package func problem(with record: CSVRecord) -> Problem? {
        guard record.count != names.count else { return nil }
        let extra = names.count..<max(names.count, record.count)
        if !extra.isEmpty, extra.allSatisfy({ record.text($0).trimmed.isEmpty }) { return nil }
        return Problem(
            nil,
            .cellCount(header: names.count, actual: record.count),
            at: record.place(of: min(names.count, record.count))
        )
    }
}
