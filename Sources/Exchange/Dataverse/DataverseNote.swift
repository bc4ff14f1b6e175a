import Basics

/// The subject line of one of our notes there: what the note is, and whose. Everybody else's note has another subject.
struct DataverseNote: Hashable, Sendable {
    let kind: Kind
    /// When the text is longer than a note can be: which part of how many, and of which text.
    var part: Part?
    var writtenAt: Instant?
    var author: String?

    enum Kind: CaseIterable, Hashable, Sendable {
        case `public`, `internal`
        /// The whole of a description that is longer than the column.
        case description
    }

    struct Part: Hashable, Sendable {
        let number: Int
        let count: Int
        /// The beginning of the digest of the whole text, line ends aside.
        let text: String
    }

    /// UTF-16 units of one note; there may be 100,000.
    static let textLimit = 100_000
    private static let subjectLimit = 500

    init(_ kind: Kind, part: Part? = nil, writtenAt: Instant? = nil, author: String? = nil) {
        self.kind = kind
        self.part = part
        self.writtenAt = writtenAt
        self.author = author
    }

    /// `Recoup public [2/3 1a2b3c4d] 2026-11-20T08:00:00.000Z Kim Minji`.
    func subject(_ settings: DataverseSettings) -> String {
        var words = [Self.prefix(kind, settings)]
        if let part { words.append("[\(part.number)/\(part.count) \(part.text)]") }
        if let writtenAt { words.append(writtenAt.description) }
        if let author { words.append(author.split(whereSeparator: \.isNewline).joined(separator: " ")) }
        return cut(words.joined(separator: " "), toUTF16: Self.subjectLimit)
    }

    /// Nil for a subject that is not one of ours.
    init?(_ subject: String, _ settings: DataverseSettings) {
        let found = Kind.allCases.first { kind in
            let prefix = Self.prefix(kind, settings)
            return subject.hasPrefix(prefix)
                && (subject.count == prefix.count || subject.dropFirst(prefix.count).first == " ")
        }
        guard let found else { return nil }
        kind = found
        var rest = subject.dropFirst(Self.prefix(found, settings).count).drop { $0 == " " }
        if rest.first == "[", let end = rest.firstIndex(of: "]"),
            let part = Part(rest[rest.index(after: rest.startIndex)..<end])
        {
            self.part = part
            rest = rest[rest.index(after: end)...].drop { $0 == " " }
        }
        let word = rest.prefix { $0 != " " }
        if let instant = try? Instant(word) {
            writtenAt = instant
            rest = rest.dropFirst(word.count).drop { $0 == " " }
        }
        author = rest.isEmpty ? nil : String(rest)
    }

    /// A text in parts that each fit into a note, whole characters each; one part for most.
    static func parts(of text: String) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        while start < text.endIndex {
            var length = 0
            let end =
                text[start...]
                .firstIndex { character in
                    length += character.utf16.count
                    return length > textLimit
                } ?? text.endIndex
            // A character that is longer than a note is nobody's.
            let next = end == start ? text.index(after: start) : end
            parts.append(text[start..<next])
            start = next
        }
        return parts.isEmpty ? [""] : parts
    }

    /// The beginning of a text's digest, which is the same when only line ends changed.
    static func name(of text: String) -> String {
        let plain = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        return String(Digest.of(plain).description.prefix(8))
    }

    private static func prefix(_ kind: Kind, _ settings: DataverseSettings) -> String {
        switch kind {
        case .public: settings.publicNote
        case .internal: settings.internalNote
        case .description: settings.descriptionNote
        }
    }
}

extension DataverseNote.Part {
    /// `2/3 1a2b3c4d`.
    fileprivate init?(_ text: Substring) {
        let words = text.split(separator: " ")
        guard words.count == 2, words[1].utf8.count == 8 else { return nil }
        let numbers = words[0].split(separator: "/").compactMap { Int($0) }
        guard numbers.count == 2, (1...10_000) ~= numbers[1], (1...numbers[1]) ~= numbers[0] else { return nil }
        self.init(number: numbers[0], count: numbers[1], text: String(words[1]))
    }
}

/// A description that is longer than its column: the beginning stands there, the whole in a note.
enum DataverseDescription {
    static let column = "description"
    private static let mark = "\n[The whole text is in a note.]"

    /// What stands in the column; the text itself when it fits.
    static func shown(_ text: String, limit: Int) -> String {
        guard !fits(text, limit: limit) else { return text }
        var length = length(of: mark)
        return String(
            text.prefix { character in
                length += Self.length(of: character)
                return length <= limit
            }
        ) + mark
    }

    static func fits(_ text: String, limit: Int) -> Bool { length(of: text) <= limit }

    /// Whether `column` is still what was written there for `text`.
    static func isShown(_ column: String, of text: String, limit: Int) -> Bool {
        plain(column).utf8.elementsEqual(plain(shown(text, limit: limit)).utf8)
    }

    /// UTF-16 units, two for every kind of line end: products change one into another, and the place of the cut must not move.
    private static func length(of text: String) -> Int { text.reduce(0) { $0 + length(of: $1) } }

    private static func length(of character: Character) -> Int {
        character == "\n" || character == "\r" || character == "\r\n" ? 2 : character.utf16.count
    }

    private static func plain(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").trimmed
    }
}
