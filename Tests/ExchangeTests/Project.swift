import Exchange
import Foundation

/// The project's own files, and a place for those that a test makes.
enum Project {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func path(_ relative: String) -> String {
        root.appending(path: relative).path(percentEncoded: false)
    }

    static func text(_ relative: String) throws -> String {
        try String(contentsOf: root.appending(path: relative), encoding: .utf8)
    }

    static func schema() throws -> ExchangeSchema {
        try ExchangeSchema(templates: path("Templates"))
    }

    /// A fresh directory that is removed when `body` is over.
    static func withDirectory<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let directory = URL(filePath: NSTemporaryDirectory()).appending(path: "exchange-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        return try body(directory)
    }

    /// What `xmllint --schema` says of a document, and its exit code: 0 when it is valid.
    static func xmllint(_ document: [UInt8]) throws -> (status: Int32, words: String) {
        try withDirectory { directory in
            let file = directory.appending(path: "document.xml")
            try Data(document).write(to: file)
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/xmllint")
            process.arguments = [
                "--noout", "--huge", "--schema", path("Templates/exchange/recoup-1.xsd"),
                file.path(percentEncoded: false),
            ]
            let words = Pipe()
            process.standardError = words
            try process.run()
            let said = words.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: said, as: UTF8.self))
        }
    }
}
