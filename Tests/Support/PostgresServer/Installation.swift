import Foundation
import ServerProcess

/// Where PostgreSQL's programs are, and as which user they run, since a server refuses to run as root.
struct Installation: Sendable {
    let folder: String
    /// nil: as ourselves.
    let user: String?

    static func found() throws -> Installation {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [])
            .sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
            .map { "\(root)/\($0)/bin" }
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        guard
            let folder = (versions + path).first(where: {
                FileManager.default.isExecutableFile(atPath: $0 + "/initdb")
                    && FileManager.default.isExecutableFile(atPath: $0 + "/postgres")
            })
        else {
            throw ServerProblem(
                "These tests need a PostgreSQL server and none is installed: install the package postgresql."
            )
        }
        return Installation(folder: folder, user: try user())
    }

    private static func user() throws -> String? {
        guard geteuid() == 0 else { return nil }
        for name in ["postgres", "nobody"] where getpwnam(name) != nil { return name }
        throw ServerProblem("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.")
    }

    /// Runs one of the programs to its end and returns what it printed; throws what it complained of.
    @discardableResult
    func run(_ program: String, _ arguments: [String]) async throws -> String {
        let command = (user.map { ["runuser", "-u", $0, "--"] } ?? []) + ["\(folder)/\(program)"] + arguments
        // A file, not a pipe: the server that pg_ctl leaves behind would keep a pipe open for ever.
        let path = NSTemporaryDirectory() + "/recoup-output-\(UUID().uuidString)"
        let output = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        let input = open("/dev/null", O_RDONLY)
        guard output >= 0, input >= 0 else { throw ServerProblem("\(path) cannot be written") }
        unlink(path)
        let file = FileHandle(fileDescriptor: output, closeOnDealloc: true)
        defer { close(input) }
        let status = await Spawn.end(of: try Spawn.start(command, input: input, output: output))
        try file.seek(toOffset: 0)
        let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
        guard status == 0 else { throw ServerProblem("\(program) ended with \(status): \(text)") }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
