/// A person at a terminal: one screen after another, answered key by key.
struct TerminalFace: TriageFace {
    private let surroundings: Surroundings
    private let plain: Console
    private let mode: TerminalMode
    private var keys: KeyInput
    /// Why the editor left nothing, for the next screen: clearing this one would take it away.
    private var failure: String?

    init(_ console: Console, _ mode: TerminalMode, _ surroundings: Surroundings) {
        plain = console
        self.mode = mode
        self.surroundings = surroundings
        keys = KeyInput(surroundings.input, surroundings.interruption)
    }

    /// The size of terminals when they do not say theirs.
    private static let usualRows = 24
    /// Erases the screen and goes to its first place (ECMA-48 §8.3.39, §8.3.21).
    private static let clear = "\u{1b}[2J\u{1b}[H"
    /// Goes to the beginning of the line and erases it (ECMA-48 §8.3.41).
    private static let rewrite = "\r\u{1b}[K"

    var console: Console {
        var console = plain
        if let size = mode.size { console.width = size.columns }
        return console
    }

    var rows: Int? { mode.size?.rows ?? Self.usualRows }

    mutating func show(_ body: [String], notice: [String]) throws {
        let shown = body + notice + (failure.map { [console.paint($0, .bad)] } ?? [])
        failure = nil
        try write(Self.clear + shown.map { $0 + "\n" }.joined())
    }

    mutating func key(_ prompt: String) throws -> Key? {
        try write(prompt)
        return try keys.next()
    }

    mutating func line(_ question: Question, intro: [String]) throws -> LineAnswer {
        let width = console.width
        let way = question.isProse ? "Enter sends, Esc goes back, Ctrl-E opens the editor" : "Esc goes back"
        try write("\n" + (intro.isEmpty ? "" : intro.joined(separator: "\n") + "\n"))
        for line in DisplayWidth.wrapped(SafeText.line(question.prompt), to: width) { try write(line + "\n") }
        try write(console.paint(DisplayWidth.cut(way, to: width), .faint) + "\n")
        return try line(LineEditor(), question)
    }

    private mutating func line(_ start: LineEditor, _ question: Question) throws -> LineAnswer {
        var editor = start
        while true {
            try write(Self.rewrite + "> " + editor.shown(in: console.width - 3))
            guard let key = try keys.next() else { return .interrupted(editor.text) }
            switch editor.take(key) {
            case .goesOn: break
            case .done:
                try write("\n")
                return .text(editor.text)
            case .cancelled: return .cancelled(editor.text)
            case .interrupted: return .interrupted(editor.text)
            case .editor:
                let text = editor.text.isEmpty ? question.standard ?? "" : editor.text
                if let written = try written(text, about: question.words) {
                    editor = LineEditor(written)
                } else if let failure {
                    try write("\n\(console.paint(failure, .bad))\n")
                    self.failure = nil
                }
            }
        }
    }

    mutating func page(_ lines: [String]) throws {
        let height = max(1, (rows ?? Self.usualRows) - 1)
        var rest = lines[...]
        while !rest.isEmpty {
            let piece = rest.prefix(height)
            rest = rest.dropFirst(height)
            try write(Self.clear + piece.map { $0 + "\n" }.joined())
            let prompt = rest.isEmpty ? "any key goes back" : "any key for more, q goes back"
            guard let key = try key(console.paint(prompt, .faint)) else { return }
            if key == .character("q") || key == .control("c") || key == .escape { return }
        }
    }

    mutating func edited(_ text: String, about what: String) throws -> LineAnswer {
        try written(text, about: what).map { .text($0) } ?? .cancelled(text)
    }

    /// In the person's editor, with the terminal as it was found; nil when that left nothing.
    private mutating func written(_ text: String, about what: String) throws -> String? {
        mode.restore()
        defer { mode.takeKeys() }
        do {
            return try surroundings.interruption.leftToOthers {
                try Editor(surroundings).write(about: what, startingWith: text)
            }
        } catch let failure as Failure {
            self.failure = failure.sentence.map { SafeText.line($0) }
            return nil
        }
    }

    /// The person sees why with what is shown next.
    func reject(_: String, at _: String) {}

    private func write(_ text: String) throws {
        try plain.output.write(Array(text.utf8))
        try plain.output.flush()
    }
}
