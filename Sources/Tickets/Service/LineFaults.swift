package import Basics

/// What may be wrong with a line of a text.
package protocol LineFlaw: Error, Hashable {
    /// What was refused and what would have worked, in English, without the place.
    var sentence: String { get }
}

/// All that is wrong with a text of several lines, in the order in which it was written. Never empty.
package struct LineFaults<Flaw: LineFlaw>: Error, Hashable {
    package struct Item: Hashable, Sendable {
        package let place: Problem.Place
        package let flaw: Flaw
    }

    package let list: [Item]

    /// Lines for a person, each as `LINE:COLUMN: what was refused and what would have worked`.
    package var sentences: [String] {
        list.map { item in
            let column = item.place.column > 0 ? "\(item.place.column): " : " "
            return "\(item.place.line):\(column)\(item.flaw.sentence)"
        }
    }
}
