import Basics
import XML

/// One thing that is wrong in a record, and the element that it is about.
package struct RecordProblem: Hashable, Sendable {
    /// From 1.
    package let line: Int
    /// In characters from 1.
    package let column: Int
    /// The field or element, and what would have worked.
    package let message: String
    /// An element that should be there is not: the schema says so too, in its own words.
    let isAbsence: Bool

    init(_ problem: XMLProblem) {
        line = problem.line
        column = problem.column
        message = problem.message
        isAbsence = false
    }

    init(_ field: String, _ fault: Fault, at element: Element) {
        self.init("\(field): \(fault.sentence)", at: element)
    }

    init(line: Int, column: Int, message: String) {
        self.init(line: line, column: column, message: message, isAbsence: false)
    }

    private init(line: Int, column: Int, message: String, isAbsence: Bool) {
        self.line = line
        self.column = column
        self.message = message
        self.isAbsence = isAbsence
    }

    /// The same problem of an element that stands inside another.
    func prefixed(_ path: String) -> RecordProblem {
        RecordProblem(line: line, column: column, message: path + message, isAbsence: isAbsence)
    }

    init(_ message: String, at element: Element, isAbsence: Bool = false) {
        line = element.line
        column = element.column
        self.message = message
        self.isAbsence = isAbsence
    }
}

extension RecordProblem: CustomStringConvertible {
    package var description: String { "\(line):\(column): \(message)" }
}

extension RecordProblem {
    /// What the schema found and what the desk found, in the order of the document, each thing once: where both speak of
    /// the value of one element, the schema's word stands.
    static func merged(_ schema: [XMLProblem], _ own: [RecordProblem]) -> [RecordProblem] {
        guard !schema.isEmpty else { return own.sorted(by: isBefore) }
        let values = Set(schema.filter { !isAboutStructure($0) }.map { [$0.line, $0.column] })
        let rest = own.filter { !$0.isAbsence && !values.contains([$0.line, $0.column]) }
        return (schema.map(RecordProblem.init) + rest).sorted(by: isBefore)
    }

    private static func isBefore(_ left: RecordProblem, _ right: RecordProblem) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    /// The schema missed an element before this one, or wants none here: that says nothing of the element's value.
    private static func isAboutStructure(_ problem: XMLProblem) -> Bool {
        problem.message.contains("not expected here") || problem.message.contains("missing inside")
    }
}
