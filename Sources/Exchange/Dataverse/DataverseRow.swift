import Basics
import Tickets
import XML

/// One `<record>` of a package: its columns as they stand there, the inner level of escaping taken off.
struct DataverseRow {
    let id: String
    let whole: Element
    private let parsed: ParsedRow
    private var elements: [(name: String, element: Element)] = []

    init(_ parsed: ParsedRow) {
        self.parsed = parsed
        whole = parsed.element
        id = whole.attribute("id") ?? ""
        for child in whole.children where child.isNamed("field") {
            elements.append((child.attribute("name") ?? "", child))
        }
    }

    var columns: [String] { elements.map(\.name) }

    /// The first column of that name that has a value.
    subscript(_ column: String) -> String? {
        value(of: self.element(column)).flatMap { $0.isEmpty ? nil : $0 }
    }

    func element(_ column: String) -> Element? { elements.first { $0.name == column }?.element }

    /// The same whether the column is there once or, against the rules, twice.
    var fields: [(name: String, element: Element)] { elements }

    func value(of field: Element?) -> String? { field?.attribute("value").map(DataverseText.decoded) }

    /// What people see in place of a key. It has the outer level of escaping only.
    func label(of field: Element?) -> String? {
        field?.attribute("lookupentityname").flatMap { $0.isEmpty ? nil : $0 }
    }

    func label(_ column: String) -> String? { label(of: element(column)) }

    func place(of element: Element) -> ForeignPlace { parsed.place(of: element) }

    func problem(_ message: String, at element: Element? = nil) -> RecordProblem {
        guard let element else {
            return RecordProblem(line: parsed.row.line, column: parsed.row.column, message: message)
        }
        let place = place(of: element)
        return RecordProblem(line: place.line, column: place.column, message: message)
    }

    /// A date of the row; a problem for one that is none.
    func date(
        _ column: String,
        _ settings: DataverseSettings,
        _ problems: inout [RecordProblem]
    ) -> Instant? {
        guard let text = self[column] else { return nil }
        if let instant = settings.date.instant(text.trimmed) { return instant }
        problems.append(
            problem(
                "\(column): '\(text.prefix(40))' is no date of a package; write 2026-11-23T08:15:00.0000000Z",
                at: element(column)
            )
        )
        return nil
    }
}
