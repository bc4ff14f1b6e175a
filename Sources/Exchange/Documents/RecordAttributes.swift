import Basics
import XML

/// Reads the attributes of one element and keeps every problem.
struct RecordAttributes {
    let element: Element
    private(set) var problems: [RecordProblem] = []

    init(of element: Element) {
        self.element = element
    }

    /// Nil, and a problem, when the attribute is absent or `read` refuses it.
    mutating func required<Value>(_ name: String, _ read: (String) throws(Fault) -> Value) -> Value? {
        guard let text = element.attribute(name) else {
            problems.append(RecordProblem("\(name): \(Fault.missing.sentence)", at: element, isAbsence: true))
            return nil
        }
        return checked(name, text, read)
    }

    /// Nil when the attribute is absent; nil, and a problem, when `read` refuses it.
    mutating func optional<Value>(_ name: String, _ read: (String) throws(Fault) -> Value) -> Value? {
        element.attribute(name).flatMap { checked(name, $0, read) }
    }

    mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ name: String,
        _: Choice.Type = Choice.self
    ) -> Choice? {
        required(name) { text throws(Fault) in try Self.choice(text) }
    }

    static func choice<Choice: CaseIterable & RawRepresentable<String>>(_ text: String) throws(Fault) -> Choice {
        guard let choice = Choice(rawValue: text) else {
            throw .unknownChoice(text, known: Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    mutating func number(_ name: String) -> Int64? {
        required(name) { text throws(Fault) in try Self.number(text) }
    }

    static func number(_ text: String) throws(Fault) -> Int64 {
        guard let number = Int64(text) else { throw .notANumber(text) }
        return number
    }

    /// Keeps a problem that only several attributes together have.
    mutating func note(_ name: String, _ fault: Fault) {
        problems.append(RecordProblem(name, fault, at: element))
    }

    private mutating func checked<Value>(
        _ name: String,
        _ text: String,
        _ read: (String) throws(Fault) -> Value
    ) -> Value? {
        do throws(Fault) { return try read(text) } catch {
            problems.append(RecordProblem(name, error, at: element))
            return nil
        }
    }
}
