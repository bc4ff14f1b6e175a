/// What is wrong, and where: one field of what somebody sent, or one place in a file.
package struct Problem: Error, Hashable, Sendable {
    /// The field as the wire and the forms name it, as `amount` or `contact/email`; nil when it is about the whole.
    package let field: String?
    /// Where it stood in a file; nil for forms and command lines.
    package let place: Place?
    package let fault: Fault

    package init(_ field: String?, _ fault: Fault, at place: Place? = nil) {
        self.field = field
        self.place = place
        self.fault = fault
    }

    /// A place in a text file. Lines and columns count from 1; column 0 means unknown.
    package struct Place: Hashable, Sendable {
        package let line: Int
        package let column: Int

        package init(line: Int, column: Int = 0) {
            self.line = line
            self.column = column
        }
    }

    package func placed(at place: Place) -> Problem {
        Problem(field, fault, at: place)
    }
}

extension Problem: CustomStringConvertible {
    /// `12:5: amount: has 3 decimals; USD has 2`, leaving out what is unknown.
    package var description: String {
        var words = ""
        if let place {
            words += place.column > 0 ? "\(place.line):\(place.column): " : "\(place.line): "
        }
        if let field { words += "\(field): " }
        return words + fault.sentence
    }
}

/// All that is wrong with what somebody sent, in the order in which it was written. Never empty.
package struct Problems: Error, Hashable, Sendable {
    package let list: [Problem]

    package init(_ list: [Problem]) {
        self.list = list
    }
}
