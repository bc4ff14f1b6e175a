import ArgumentParser
import Basics
import Tickets

/// A text that somebody writes: on the command line, in a file, or in their editor.
struct TextOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: ArgumentHelp("The text.", valueName: "text"))
    var text: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Read the text from a file, - for standard input.", valueName: "file")
    )
    var textFile: String?

    func validate() throws {
        if text != nil, textFile != nil { throw ValidationError("--text and --text-file exclude each other") }
    }

    /// The text, if one was given.
    func given(_ surroundings: Surroundings) throws -> String? {
        if let text { return text }
        guard let textFile else { return nil }
        let limit = 4 * Message.limit
        if textFile == "-" { return Self.withoutLastLineEnd(try surroundings.input.text(limit: limit)) }
        let bytes = try LocalFile.bytes(of: textFile, limit: limit)
        return Self.withoutLastLineEnd(try Input.decoded(bytes, of: textFile))
    }

    /// The text; on a terminal the editor opens for a missing one. Throws ``Failure/usage(_:)``.
    func required(_ what: String, _ surroundings: Surroundings) throws -> String {
        if let text = try given(surroundings) { return text }
        guard surroundings.input.isTerminal, surroundings.console.outputIsTerminal else {
            throw Failure.usage("--text is missing: \(what)")
        }
        return try Editor(surroundings).write(about: what)
    }

    static func withoutLastLineEnd(_ text: String) -> String {
        var text = text
        if text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
        if text.unicodeScalars.last == "\r" { text.unicodeScalars.removeLast() }
        return text
    }
}
