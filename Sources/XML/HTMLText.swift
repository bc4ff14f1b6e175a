/// What rendered HTML says, as plain text: paragraphs with an empty line between them, list items and table rows on lines
/// of their own, preformatted text as it stands, links as `text (address)`, scripts and styles left out.
///
/// Reads any bytes in one pass and in time that grows with their number only: broken and endless nesting is text like any
/// other. libxml2's own HTML parser takes minutes for one tag with 100,000 attributes, which is why only its table of
/// entities is used. Nothing is fetched.
package enum HTMLText {
    /// The text of a piece of HTML. What holds no tag and no entity is not changed at all.
    package static func text(of html: String) -> String {
        guard html.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else { return html }
        var reading = HTMLReading(Array(html.utf8))
        return reading.text()
    }
}

/// One piece of HTML while it is read.
private struct HTMLReading {
    private let bytes: [UInt8]
    private var position = 0
    private var page = HTMLPage()
    /// Behind it no tag ends.
    private let lastEnd: Int
    /// Set when a tag's quotes do not end: from there on quotes mean nothing, or every tag would be searched to the end.
    private var ignoresQuotes = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        lastEnd = bytes.lastIndex(of: 0x3E) ?? -1
    }

    mutating func text() -> String {
        while position < bytes.count {
            if bytes[position] == 0x3C, isMarkup {
                takeMarkup()
            } else {
                takeText()
            }
        }
        return page.finished()
    }

    private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private var isMarkup: Bool {
        guard position < lastEnd else { return false }
        let next = byte(position + 1)
        return Self.isLetter(next) || next == 0x21 || next == 0x3F
            || next == 0x2F && Self.isLetter(byte(position + 2))
    }

    private mutating func takeText() {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != 0x3C { position += 1 }
        page.write(HTMLEntities.decoded(bytes[start..<position]))
    }

    private mutating func takeMarkup() {
        switch byte(position + 1) {
        case 0x21 where byte(position + 2) == 0x2D && byte(position + 3) == 0x2D: skip(to: "-->")
        case 0x21, 0x3F: skip(to: ">")
        default: takeTag()
        }
    }

    /// Behind the next `end`; everything when there is none.
    private mutating func skip(to end: String) {
        let end = Array(end.utf8)
        while position < bytes.count {
            if bytes[position] == end[0], bytes[position...].starts(with: end) {
                position += end.count
                return
            }
            position += 1
        }
    }

    private mutating func takeTag() {
        let end = tagEnd()
        let tag = bytes[(position + 1)..<end]
        position = end + 1
        let isEnd = tag.first == 0x2F
        let name = tag.dropFirst(isEnd ? 1 : 0).prefix { Self.isLetter($0) || (0x30...0x39).contains($0) }
        let word = String(decoding: name, as: UTF8.self).lowercased()
        if isEnd {
            page.end(word)
        } else if Self.unseen.contains(word), tag.last != 0x2F {
            skipContent(of: word)
        } else {
            page.start(word) { Self.attribute($0, in: tag) }
        }
    }

    /// Elements whose content nobody sees.
    private static let unseen: Set<String> = [
        "script", "style", "head", "title", "template", "noscript", "iframe", "object", "textarea",
    ]

    private mutating func skipContent(of name: String) {
        let end = Array("</\(name)".utf8)
        while position < bytes.count {
            if bytes[position] == 0x3C,
                bytes[position...].prefix(end.count).elementsEqual(end, by: { $0 == $1 || $0 | 0x20 == $1 })
            {
                while position < bytes.count, bytes[position] != 0x3E { position += 1 }
                position += 1
                return
            }
            position += 1
        }
    }

    /// The index of the `>` that ends the tag here.
    private mutating func tagEnd() -> Int {
        var quote: UInt8?
        if !ignoresQuotes {
            for index in (position + 1)..<bytes.count {
                let byte = bytes[index]
                if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == 0x3E {
                    return index
                } else if byte == 0x22 || byte == 0x27 {
                    quote = byte
                }
            }
            ignoresQuotes = true
        }
        return bytes[position...].firstIndex(of: 0x3E) ?? bytes.count - 1
    }

    /// The value of an attribute of a tag; the first of that name.
    private static func attribute(_ name: String, in tag: ArraySlice<UInt8>) -> String? {
        let name = Array(name.utf8)
        var rest = tag.drop { !isBlank($0) }
        while !rest.isEmpty {
            rest = rest.drop { isBlank($0) || $0 == 0x2F }
            let found = rest.prefix { !isBlank($0) && $0 != 0x3D }
            rest = rest.dropFirst(found.count).drop(while: isBlank)
            guard rest.first == 0x3D else {
                if found.isEmpty { return nil }
                continue
            }
            rest = rest.dropFirst().drop(while: isBlank)
            let value: ArraySlice<UInt8>
            if let quote = rest.first, quote == 0x22 || quote == 0x27 {
                value = rest.dropFirst().prefix { $0 != quote }
                rest = rest.dropFirst(value.count + 2)
            } else {
                value = rest.prefix { !isBlank($0) }
                rest = rest.dropFirst(value.count)
            }
            if found.elementsEqual(name, by: { $0 | 0x20 == $1 }) { return HTMLEntities.decoded(value) }
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
}
