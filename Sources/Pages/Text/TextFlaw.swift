import Basics

/// What is wrong at one place of a plain text.
package enum TextFlaw: Error, Hashable, Sendable {
    /// The first line is not the head that the file needs.
    case noHead(String)
    case noBlankLine
    case noText
    case unclosed
    case unopened
    /// `{{#name}}` and the like: plain texts say the same to everybody.
    case tag(String)
    case unknownPlaceholder(String, known: [Placeholder])
    case forbiddenCharacter(UInt32)

    package var sentence: String {
        switch self {
        case .noHead(let head): "the first line must be '\(head): …'"
        case .noBlankLine: "the second line must be empty; the text begins below it"
        case .noText: "there is no text below the first line"
        case .unclosed: "'{{' is not closed on the same line; write {{name}}"
        case .unopened: "'}}' closes nothing; write {{name}}"
        case .tag(let tag): "'{{\(quoted(tag))}}' is not taken here; only plain {{name}} is"
        case .unknownPlaceholder(let name, []):
            "{{\(quoted(name))}} may not stand here: this line is the same for everybody"
        case .unknownPlaceholder(let name, let known):
            "there is no {{\(quoted(name))}} here; there is \(known.map(\.rawValue).joined(separator: ", "))"
        case .forbiddenCharacter(let scalar):
            "the character U+\(String(scalar, radix: 16, uppercase: true)) is not taken"
        }
    }
}
