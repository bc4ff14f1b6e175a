import Glibc

/// A text in a file of the person's, from the first look at it until it is right or put by for another time.
struct EditedText {
    let path: String
    private let editor: Editor
    private let before: [UInt8]

    /// Makes the file.
    init(_ text: String, ending: String, _ surroundings: Surroundings) throws {
        editor = Editor(surroundings)
        before = Array(text.utf8)
        path = try editor.file(holding: text, ending: ending)
    }

    /// Bytes that are read back at most.
    static let limit = 256 << 20

    /// Opens the editor; the text as it is then. Throws ``Failure/editor(_:)``.
    func edited() throws -> [UInt8] {
        try editor.run(path)
        return try LocalFile.bytes(of: path, limit: Self.limit)
    }

    /// Whether the person has written something of their own, as far as can be told.
    var isChanged: Bool { (try? LocalFile.bytes(of: path, limit: Self.limit)) != before }

    func remove() { unlink(path) }
}
