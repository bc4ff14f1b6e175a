/// Answers in a file or on standard input: one a line, `#` in front of what is none.
struct AnswerLines {
    private enum Source {
        case lines([String])
        case input(Input)
    }

    /// As messages name it.
    let name: String
    private let source: Source
    /// The line that was read last, from 1.
    private(set) var number = 0

    /// Lines as they come on standard input.
    init(_ input: Input) {
        name = "standard input"
        source = .input(input)
    }

    /// Throws ``Failure/unreadable(path:reason:)``.
    init(file path: String) throws {
        name = SafeText.line(path)
        let text = try Input.decoded(try LocalFile.bytes(of: path, limit: 16_000_000), of: name)
        source = .lines(
            // "\r\n" is one character, but two scalars.
            TextOptions.withoutLastLineEnd(text).unicodeScalars
                .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        )
    }

    /// The next answer; nil when there are no more. A line that begins with `\#` is an answer that begins with `#`.
    mutating func next() throws -> String? {
        while let line = try read() {
            number += 1
            let answer = line.unicodeScalars.last == "\r" ? String(line.unicodeScalars.dropLast()) : line
            if answer.hasPrefix("#") { continue }
            return answer.hasPrefix("\\#") ? String(answer.dropFirst()) : answer
        }
        return nil
    }

    private func read() throws -> String? {
        switch source {
        case .lines(let lines): lines.indices.contains(number) ? lines[number] : nil
        case .input(let input): try input.line()
        }
    }
}
