import Basics

/// A plain text for people with places for what is true of one ticket: a head line, as `Title: …`, an empty line, the
/// text.
///
/// Nothing is escaped, because nothing but text comes of it; what is put in is never read again as a template.
struct TextTemplate: Sendable {
    enum Piece: Hashable, Sendable {
        case text(String)
        case placeholder(Placeholder)
    }

    let name: String
    let head: [Piece]
    let body: [Piece]

    /// The head of a text whose head has no placeholders.
    var fixedHead: String { (try? filled(head, PlaceholderValues())) ?? "" }

    func head(_ values: PlaceholderValues) throws(MissingValues) -> String { try filled(head, values) }

    func body(_ values: PlaceholderValues) throws(MissingValues) -> String { try filled(body, values) }

    private func filled(_ pieces: [Piece], _ values: PlaceholderValues) throws(MissingValues) -> String {
        var text = ""
        var missing: [Placeholder] = []
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .placeholder(let placeholder):
                if let value = values[placeholder] {
                    text += value
                } else if !missing.contains(placeholder) {
                    missing.append(placeholder)
                }
            }
        }
        guard missing.isEmpty else { throw MissingValues(template: name, placeholders: missing) }
        return text
    }
}

/// A ticket lacks what a text says of it, so there is no text: a hole in it would be worse.
package struct MissingValues: Error, Hashable, Sendable {
    package let template: String
    /// In the order in which the text names them.
    package let placeholders: [Placeholder]

    package var sentence: String {
        let names = placeholders.map { "{{\($0.rawValue)}}" }.joined(separator: ", ")
        return
            "'\(quoted(template))' says \(names), which is not known of this ticket; "
            + "choose another text or write your own"
    }
}
