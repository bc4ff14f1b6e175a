import Basics

extension TextTemplate {
    /// Reads a text.
    ///
    /// - Parameters:
    ///   - label: what the first line begins with, without the colon.
    ///   - headPlaceholders: those that the first line may have; `placeholders`: those of the text.
    /// - Throws: ``TemplateFault/badText(file:line:column:_:)``.
    init(
        _ text: String,
        name: String,
        file: String,
        label: String,
        headPlaceholders: [Placeholder],
        placeholders: [Placeholder]
    ) throws(TemplateFault) {
        let lines = Self.lines(of: text)
        var scanner = TextScanner(file: file, known: headPlaceholders)
        let prefix = "\(label):"
        guard let first = lines.first, first.hasPrefix(prefix), !String(first.dropFirst(prefix.count)).trimmed.isEmpty
        else {
            throw .badText(file: file, line: 1, column: 1, .noHead(label))
        }
        let blanks = first.dropFirst(prefix.count).prefix { $0 == " " }.count
        try scanner.scan(String(first.dropFirst(prefix.count + blanks)), line: 1, after: prefix.count + blanks)
        head = scanner.pieces
        guard lines.count > 1, lines[1].isEmpty else { throw .badText(file: file, line: 2, column: 1, .noBlankLine) }
        scanner = TextScanner(file: file, known: placeholders)
        guard let last = lines.lastIndex(where: { !$0.trimmed.isEmpty }), last > 1 else {
            throw .badText(file: file, line: 3, column: 1, .noText)
        }
        for number in 2...last {
            if number > 2 { scanner.append("\n") }
            try scanner.scan(lines[number], line: number + 1, after: 0)
        }
        body = scanner.pieces
        self.name = name
    }

    /// Lines end with LF or with CR LF; a byte order mark in front is none of the text.
    private static func lines(of text: String) -> [String] {
        var lines = [String.UnicodeScalarView()]
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                if lines[lines.count - 1].last == "\r" { lines[lines.count - 1].removeLast() }
                lines.append(String.UnicodeScalarView())
            } else if scalar != "\u{feff}" || lines.count > 1 || !lines[0].isEmpty {
                lines[lines.count - 1].append(scalar)
            }
        }
        return lines.map { String($0) }
    }
}

/// Takes lines apart into words and placeholders.
private struct TextScanner {
    let file: String
    let known: [Placeholder]
    private(set) var pieces: [TextTemplate.Piece] = []

    init(file: String, known: [Placeholder]) {
        self.file = file
        self.known = known
    }

    mutating func append(_ text: String) {
        guard !text.isEmpty else { return }
        if case .text(let before) = pieces.last {
            pieces[pieces.count - 1] = .text(before + text)
        } else {
            pieces.append(.text(text))
        }
    }

    /// Adds a line that begins behind `offset` other scalars.
    mutating func scan(_ text: String, line: Int, after offset: Int) throws(TemplateFault) {
        let scalars = Array(text.unicodeScalars)
        func fault(_ position: Int, _ flaw: TextFlaw) -> TemplateFault {
            .badText(file: file, line: line, column: offset + position + 1, flaw)
        }
        if let position = scalars.firstIndex(where: { Text.isControl($0) && $0 != "\t" }) {
            throw fault(position, .forbiddenCharacter(scalars[position].value))
        }
        var position = 0
        while let brace = Self.pair(in: scalars, from: position) {
            append(Self.text(scalars[position..<brace]))
            guard scalars[brace] == "{" else { throw fault(brace, .unopened) }
            guard let end = Self.pair(in: scalars, from: brace + 2), scalars[end] == "}" else {
                throw fault(brace, .unclosed)
            }
            let name = Self.text(scalars[(brace + 2)..<end])
            guard name.utf8.allSatisfy(Self.isLetter) else { throw fault(brace, .tag(name)) }
            guard let placeholder = Placeholder(rawValue: name), known.contains(placeholder) else {
                throw fault(brace + 2, .unknownPlaceholder(name, known: known))
            }
            pieces.append(.placeholder(placeholder))
            position = end + 2
        }
        append(Self.text(scalars[position...]))
    }

    /// Where the next two braces of a kind stand.
    private static func pair(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        var position = start
        while position + 1 < scalars.count {
            let scalar = scalars[position]
            if scalar == "{" || scalar == "}", scalars[position + 1] == scalar { return position }
            position += 1
        }
        return nil
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
