/// One thing in a record or document that its schema, or the shape of a list of records, does not allow. The document
/// is well-formed and can be read on.
package struct XMLProblem: Hashable, Sendable {
    /// From 1.
    package let line: Int
    /// In characters from 1: where the element's start tag begins.
    package let column: Int
    package let message: String

    package init(line: Int, column: Int, message: String) {
        self.line = line
        self.column = column
        self.message = message
    }

    /// `orders.xml:2:10: message`
    package func sentence(in source: String) -> String { "\(source):\(line):\(column): \(message)" }
}
