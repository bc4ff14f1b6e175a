/// One line of text on its way: what is typed, and what takes it back.
struct LineEditor: Equatable {
    private(set) var text: String

    init(_ text: String = "") {
        self.text = text
    }

    enum Outcome: Equatable {
        case goesOn, done, cancelled
        /// The person wants to go on in their editor.
        case editor
        /// Ctrl-C.
        case interrupted
    }

    mutating func take(_ key: Key) -> Outcome {
        switch key {
        case .character(let character): text.append(character)
        case .paste(let pasted): text += pasted
        case .backspace: if !text.isEmpty { text.removeLast() }
        case .control("u"): text = ""
        case .control("w"): removeWord()
        case .control("e"): return .editor
        case .control("c"): return .interrupted
        case .enter: return .done
        case .escape: return .cancelled
        case .control, .up, .down, .left, .right, .other: break
        }
        return .goesOn
    }

    /// The end of the text that fits into `width` columns, on one line.
    func shown(in width: Int) -> String {
        let line = SafeText.line(text.replacing("\n", with: "⏎"))
        guard DisplayWidth.of(line) > width else { return line }
        var tail: [Character] = []
        var used = 1
        for character in line.reversed() {
            used += DisplayWidth.of(character)
            if used > width { break }
            tail.append(character)
        }
        return "…" + String(tail.reversed())
    }

    private mutating func removeWord() {
        while text.last?.isWhitespace ?? false { text.removeLast() }
        while let last = text.last, !last.isWhitespace { text.removeLast() }
    }
}
