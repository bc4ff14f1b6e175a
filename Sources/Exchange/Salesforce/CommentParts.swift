import Basics

/// Comments that are longer than Salesforce takes: cut into parts, each with a line on top that says so, and put together
/// again when they come back.
enum CommentParts {
    private static let opening = "(part "
    /// More than a heading ever has.
    private static let headingLength = 48

    /// The text itself when it fits, else its parts. No part is longer than `limit` bytes, and none is cut beside a blank,
    /// which a product may trim.
    static func split(_ text: String, limit: Int = SalesforceLimits.comment) -> [String] {
        guard text.utf8.count > limit else { return [text] }
        var pieces: [Substring] = []
        var rest = text[...]
        while !rest.isEmpty {
            let end = end(of: rest, room: limit - headingLength)
            pieces.append(rest[..<end])
            rest = rest[end...]
        }
        let tag = Digest.of(Array(text.utf8)).description.prefix(8)
        return pieces.enumerated().map { "\(opening)\($0 + 1) of \(pieces.count), \(tag))\n\($1)" }
    }

    /// Where the next piece ends: at whole characters, as people see them, unless one alone is too long.
    private static func end(of text: Substring, room: Int) -> String.Index {
        var end = text.startIndex
        var length = 0
        while end < text.endIndex, length + text[end].utf8.count <= room {
            length += text[end].utf8.count
            end = text.index(after: end)
        }
        if end == text.endIndex { return end }
        if end == text.startIndex {
            for index in text.unicodeScalars.indices {
                length += text.unicodeScalars[index].utf8.count
                if length > room { return index }
            }
        }
        var better = end
        for _ in 0..<200 where better > text.index(after: text.startIndex) {
            if !text[better].isWhitespace, !text[text.index(before: better)].isWhitespace { return better }
            better = text.index(before: better)
        }
        return end
    }

    /// Comments with those put together of which every part is there; others stay as they are.
    static func joined(_ comments: [ForeignComment]) -> [ForeignComment] {
        let parts = comments.map { Part($0.text) }
        guard parts.contains(where: { $0 != nil }) else { return comments }
        var found: [Whole: [Int: Int]] = [:]
        for (place, part) in parts.enumerated() {
            guard let part else { continue }
            if found[part.whole]?[part.number] == nil { found[part.whole, default: [:]][part.number] = place }
        }
        var result: [ForeignComment] = []
        var done: Set<Whole> = []
        for (place, part) in parts.enumerated() {
            guard let part, let places = found[part.whole], places.count == part.whole.count,
                places[part.number] == place
            else {
                result.append(comments[place])
                continue
            }
            guard done.insert(part.whole).inserted else { continue }
            result.append(whole(of: (1...part.whole.count).compactMap { places[$0] }, in: comments, parts))
        }
        return result
    }

    private static func whole(of places: [Int], in comments: [ForeignComment], _ parts: [Part?]) -> ForeignComment {
        let first = comments[places[0]]
        return ForeignComment(
            places.map { parts[$0]?.text ?? "" }.joined(),
            isPublic: places.allSatisfy { comments[$0].isPublic },
            author: first.author,
            writtenAt: first.writtenAt,
            at: first.place
        )
    }

    private struct Whole: Hashable {
        let count: Int
        let tag: String
    }

    private struct Part {
        let whole: Whole
        let number: Int
        let text: Substring

        init?(_ text: String) {
            guard text.hasPrefix(CommentParts.opening),
                let lineEnd = text.unicodeScalars.firstIndex(of: "\n")
            else { return nil }
            let words = text[..<lineEnd].dropFirst(CommentParts.opening.count).split(separator: " ")
            guard words.count == 4, words[1] == "of", words[3].trimmedEnd.hasSuffix(")"), let number = Int(words[0]),
                let count = Int(words[2].dropLast()), words[2].hasSuffix(","), (2...100_000).contains(count),
                (1...count).contains(number)
            else { return nil }
            whole = Whole(count: count, tag: String(words[3].trimmedEnd.dropLast()))
            self.number = number
            self.text = text[text.unicodeScalars.index(after: lineEnd)...]
        }
    }
}

extension Substring {
    /// Without the CR that some product may have put before a line's end.
    fileprivate var trimmedEnd: Substring { hasSuffix("\r") ? dropLast() : self }
}
