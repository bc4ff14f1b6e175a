/// `token` is a secret of Bugzilla's forms that its exports carry. It must not be kept.
enum BugzillaToken {
    static let name = "token"

    /// The bytes of a record with nothing inside its tokens. Lines stay where they are.
    static func blanked(in record: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(record.count)
        var rest = record[...]
        var isInside = false
        while let first = rest.first {
            let length = first == UInt8(ascii: "<") ? markupLength(rest) : 1
            let piece = rest.prefix(length)
            rest = rest.dropFirst(length)
            if first == UInt8(ascii: "<"), isTag(piece, "</") { isInside = false }
            if !isInside || first == UInt8(ascii: "\n") { result.append(contentsOf: piece) }
            if first == UInt8(ascii: "<"), isTag(piece, "<"), !piece.dropLast().hasSuffix("/") { isInside = true }
        }
        return result
    }

    /// A tag, a comment or a CDATA section as a whole; the record is well-formed.
    private static func markupLength(_ bytes: ArraySlice<UInt8>) -> Int {
        if bytes.starts(with: "<![CDATA[".utf8) { return length(bytes, to: "]]>") }
        if bytes.starts(with: "<!--".utf8) { return length(bytes, to: "-->") }
        var quote: UInt8?
        for (index, byte) in bytes.enumerated() {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: ">") {
                return index + 1
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
        }
        return bytes.count
    }

    private static func length(_ bytes: ArraySlice<UInt8>, to end: String) -> Int {
        let end = Array(end.utf8)
        let start = bytes.indices.first { bytes[$0] == end[0] && bytes[$0...].starts(with: end) }
        return start.map { $0 - bytes.startIndex + end.count } ?? bytes.count
    }

    private static func isTag(_ piece: ArraySlice<UInt8>, _ opening: String) -> Bool {
        guard piece.starts(with: opening.utf8) else { return false }
        let rest = piece.dropFirst(opening.utf8.count)
        guard rest.starts(with: name.utf8), let next = rest.dropFirst(name.utf8.count).first else { return false }
        return next <= 0x20 || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
