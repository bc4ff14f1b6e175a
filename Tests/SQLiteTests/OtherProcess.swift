import Foundation

/// SQLite's own shell as a second process on the same file.
struct OtherProcess {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ path: String) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = ["-batch", "-bail", path]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    /// Hands over statements or the shell's commands.
    func send(_ lines: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data((lines + "\n").utf8))
    }

    /// Waits until everything sent so far was done.
    func wait() throws {
        try send(".shell echo done")
        var read = Data()
        while !read.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Ended(output: String(decoding: read, as: UTF8.self)) }
            read += more
        }
        let text = String(decoding: read, as: UTF8.self)
        guard text == "done\n" else { throw Ended(output: text) }
    }

    /// Lets it finish and returns what it printed.
    func finish() async throws -> String {
        try input.fileHandleForWriting.close()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }

    struct Ended: Error {
        let output: String
    }
}
