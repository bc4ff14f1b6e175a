import CLibXML2

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

/// The text that grows while HTML is read.
private struct HTMLPage {
    private var output = String.UnicodeScalarView()
    /// Line ends that are due before the next text.
    private var lines = 0
    private var blankIsDue = false
    /// How deep in `pre`, and in table cells.
    private var pre = 0
    private var isAfterPre = false
    private var lists: [Int?] = []
    /// Lists that are open inside the deepest that is counted.
    private var deeperLists = 0
    private var isInCell = false
    private var cellsInRow = 0
    private var link: (address: String, start: Int)?
    /// Scalars in the output: counting them anew would cost a pass each.
    private var count = 0

    private static let deepestList = 20

    mutating func start(_ name: String, _ attribute: (String) -> String?) {
        switch name {
        case "br": if isInCell { blankIsDue = true } else { lineBreak() }
        case "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "hr", "dl": need(isInList ? 1 : 2)
        case "div", "section", "article", "header", "footer", "address", "form", "fieldset", "dt", "dd": need(1)
        case "pre":
            need(isInList ? 1 : 2)
            pre += 1
            isAfterPre = true
        case "ul", "ol": startList(name == "ol" ? 0 : nil)
        case "li": startItem()
        case "tr":
            isInCell = false
            need(1)
            cellsInRow = 0
        case "td", "th":
            blankIsDue = false
            if cellsInRow > 0 { append(" | ") }
            cellsInRow += 1
            isInCell = true
        case "a":
            endLink()
            if let address = attribute("href"), !address.isEmpty { link = (address, count) }
        case "img":
            let alternative = attribute("alt") ?? ""
            let words = alternative.trimmed.isEmpty ? attribute("src").map { "[\($0)]" } ?? "" : alternative
            write(words)
        default: return
        }
    }

    mutating func end(_ name: String) {
        switch name {
        case "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dl": need(isInList ? 1 : 2)
        case "table":
            isInCell = false
            cellsInRow = 0
            need(isInList ? 1 : 2)
        case "div", "section", "article", "header", "footer", "address", "form", "fieldset", "dt", "dd": need(1)
        case "li":
            isAtItem = false
            need(1)
        case "pre":
            pre = max(0, pre - 1)
            need(isInList ? 1 : 2)
        case "ul", "ol":
            isAtItem = false
            if deeperLists > 0 { deeperLists -= 1 } else if !lists.isEmpty { lists.removeLast() }
            need(isInList ? 1 : 2)
        case "tr", "td", "th": isInCell = false
        case "a": endLink()
        case "br": lineBreak()
        default: return
        }
    }

    /// Text as it stands in the source, its entities decoded.
    mutating func write(_ text: String) {
        if pre > 0, !isInCell {
            writePreformatted(text)
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\t", "\n", "\r", "\u{c}": blankIsDue = true
            default:
                settle()
                put(scalar)
            }
        }
    }

    private mutating func writePreformatted(_ text: String) {
        for scalar in text.unicodeScalars {
            defer { isAfterPre = false }
            if isAfterPre, scalar == "\n" { continue }
            blankIsDue = false
            settle()
            put(scalar)
        }
    }

    func finished() -> String {
        var text = self
        text.endLink()
        while let last = text.output.last, last == " " || last == "\n" || last == "\r" { text.output.removeLast() }
        return String(text.output)
    }

    // MARK: Pieces

    private var isInList: Bool { !lists.isEmpty }

    private mutating func startList(_ number: Int?) {
        need(isInList ? 1 : 2)
        if lists.count < Self.deepestList { lists.append(number) } else { deeperLists += 1 }
    }

    private mutating func startItem() {
        isAtItem = false
        need(1)
        guard let last = lists.last else { return append("- ") }
        if let number = last { lists[lists.count - 1] = number + 1 }
        let indent = String(repeating: "  ", count: lists.count - 1)
        append(indent + (last.map { "\($0 + 1). " } ?? "- "))
    }

    private mutating func endLink() {
        guard let (address, start) = link else { return }
        link = nil
        let text = String(String.UnicodeScalarView(output.suffix(max(0, count - start)))).trimmed
        let isShown =
            text == address || "mailto:" + text == address || text + "/" == address
            || address.lowercased().hasPrefix("javascript:")
        guard !isShown else { return }
        if text.isEmpty { write(address) } else { append(" (\(address))") }
    }

    /// At least so many line ends before the next text.
    private mutating func need(_ number: Int) {
        if isInCell {
            blankIsDue = true
        } else if !isAtItem {
            lines = max(lines, number)
            blankIsDue = false
        }
    }

    /// Whether an item was begun and nothing is in it yet: its first paragraph stands beside the mark.
    private var isAtItem = false

    private mutating func lineBreak() {
        lines = min(lines + 1, 1_000)
        blankIsDue = false
    }

    /// Writes the blanks and line ends that are due.
    private mutating func settle() {
        if count == 0 {
            lines = 0
            blankIsDue = false
        }
        if lines > 0 {
            while output.last == " " {
                output.removeLast()
                count -= 1
            }
            for _ in 0..<lines { put("\n") }
            lines = 0
        } else if blankIsDue, output.last != " " || pre > 0, output.last != "\n" {
            put(" ")
        }
        blankIsDue = false
        isAtItem = false
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        output.append(scalar)
        count += 1
    }

    /// Text that is ours: a mark, an address.
    private mutating func append(_ text: String) {
        let isMark = text.hasSuffix(" ")
        settle()
        for scalar in text.unicodeScalars { put(scalar) }
        if isMark, text != " | " { isAtItem = true }
    }
}

/// References to characters in HTML.
private enum HTMLEntities {
    private static let longestName = 32

    /// The text with its references decoded once. What is none stays as it stands.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(0x26) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == 0x26, let (scalar, end) = reference(bytes[(index + 1)...]) {
                result.append(contentsOf: String(Character(scalar)).utf8)
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func reference(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, end: Int)? {
        let name = bytes.prefix(longestName).prefix { $0 != 0x3B && $0 != 0x26 && $0 != 0x3C && $0 > 0x20 }
        let end = bytes.startIndex + name.count
        guard end < bytes.endIndex, bytes[end] == 0x3B, let first = name.first else { return nil }
        let word = String(decoding: name, as: UTF8.self)
        if first == 0x23 { return number(word.dropFirst()).map { ($0, end + 1) } }
        if word == "apos" { return ("'", end + 1) }
        guard let entity = htmlEntityLookup(word), let scalar = Unicode.Scalar(entity.pointee.value) else { return nil }
        return (scalar, end + 1)
    }

    /// A character by its number, with U+FFFD for those that no text can carry.
    private static func number(_ digits: Substring) -> Unicode.Scalar? {
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        guard digits.first != "+", digits.first != "-",
            let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        else { return nil }
        switch value {
        case 0x09, 0x0A, 0x0D: return Unicode.Scalar(value)
        case 0..<0x20, 0xFFFE, 0xFFFF: return "\u{fffd}"
        default: return Unicode.Scalar(value) ?? "\u{fffd}"
        }
    }
}

extension String {
    /// Without blanks at both ends.
    fileprivate var trimmed: Substring {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...end]
    }
}
