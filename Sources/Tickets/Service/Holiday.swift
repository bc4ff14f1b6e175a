package import Basics

/// A day on which nobody works.
package struct Holiday: Hashable, Sendable {
    /// Longest name, in Unicode scalars.
    package static let limit = 200

    package let day: Day
    /// One line, words parted by single blanks; may be empty.
    package let name: String

    /// On another day the same name.
    func moved(to day: Day) -> Holiday { Holiday(day: day, name: name) }

    private init(day: Day, name: String) {
        self.day = day
        self.name = name
    }

    /// Throws what ``Basics/Text/line(_:limit:)`` throws for the name.
    package init(_ day: Day, _ name: String) throws(Fault) {
        self.day = day
        let words = name.split(separator: " ").joined(separator: " ")
        self.name = words.trimmed.isEmpty ? "" : try Text.line(words, limit: Self.limit)
    }
}
