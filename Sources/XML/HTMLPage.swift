/// The text that grows while HTML is read.
struct HTMLPage {
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

extension String {
    /// Without blanks at both ends.
    fileprivate var trimmed: Substring {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...end]
    }
}
