/// Where results and messages go: results to standard output, everything else to standard error.
package struct Console: Sendable {
    package var output: any ByteSink
    package var errors: any ByteSink
    package var outputIsTerminal: Bool
    package var errorsAreTerminal: Bool
    /// Columns of the terminal.
    package var width: Int
    package var hasColour: Bool

    package init(
        output: any ByteSink,
        errors: any ByteSink,
        outputIsTerminal: Bool,
        errorsAreTerminal: Bool,
        width: Int,
        hasColour: Bool
    ) {
        self.output = output
        self.errors = errors
        self.outputIsTerminal = outputIsTerminal
        self.errorsAreTerminal = errorsAreTerminal
        self.width = width
        self.hasColour = hasColour
    }

    /// A line of the result.
    func print(_ line: String) throws {
        try output.write(Array((line + "\n").utf8))
    }

    /// A message beside the result. That it cannot be shown stops nothing.
    func say(_ message: String) {
        let text = "recoup: \(message)"
        let shown = errorsAreTerminal ? DisplayWidth.wrapped(text, to: width).joined(separator: "\n") : text
        try? errors.write(Array((shown + "\n").utf8))
        try? errors.flush()
    }

    /// The text in a style, when colours are on.
    func paint(_ text: String, _ style: Style?) -> String {
        guard hasColour, let style, !text.isEmpty else { return text }
        return "\u{1b}[\(style.code)m\(text)\u{1b}[0m"
    }
}

/// Takes bytes.
package protocol ByteSink: Sendable {
    func write(_ bytes: [UInt8]) throws
    func flush() throws
}

/// The few styles in use, by meaning.
enum Style {
    case strong, faint, waiting, working, good, bad

    /// Select Graphic Rendition (ECMA-48 §8.3.117); only the basic colours, which every theme makes readable.
    var code: String {
        switch self {
        case .strong: "1"
        case .faint: "2"
        case .waiting: "33"
        case .working: "36"
        case .good: "32"
        case .bad: "31"
        }
    }
}
