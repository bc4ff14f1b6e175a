import Basics
import Glibc

/// The person's own editor, for texts too long for a command line.
struct Editor {
    private let command: String
    private let folder: String
    private let name: String
    private let environment: [String: String]

    init(_ surroundings: Surroundings) {
        command = surroundings.variable(.visual) ?? surroundings.variable(.editor) ?? "vi"
        folder = surroundings.variable(.temporaryFolder) ?? "/tmp"
        name = surroundings.makeID().description
        environment = surroundings.environmentForOthers
    }

    /// Lets the person write about something, or go on with a text. Lines that begin with `#` are left out. Throws
    /// ``Failure/emptyText`` when nothing was written, ``Failure/editor(_:)`` when the editor failed.
    func write(about what: String, startingWith text: String = "") throws -> String {
        let hint = "\(text)\n# \(SafeText.line(what))\n# Lines that begin with # are left out; an empty text stops.\n"
        let path = try file(holding: hint, ending: "txt")
        defer { unlink(path) }
        try run(path)
        let text = try Input.decoded(try LocalFile.bytes(of: path, limit: 4_000_000), of: path)
            .replacing("\r\n", with: "\n")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#") }
        var kept = lines[...]
        while let last = kept.last, last.allSatisfy(\.isWhitespace) { kept.removeLast() }
        guard !kept.isEmpty else { throw Failure.emptyText }
        return kept.joined(separator: "\n")
    }

    /// Makes a file with this text for the person to change, readable by them alone. The caller removes it.
    func file(holding text: String, ending: String) throws -> String {
        let path = "\(folder)/recoup-\(name).\(ending)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure.unwritable(path: path, reason: systemMessage(errno)) }
        defer { close(descriptor) }
        do {
            let sink = DescriptorSink(descriptor, naming: path)
            try sink.write(Array(text.utf8))
            try sink.flush()
        } catch {
            unlink(path)
            throw error
        }
        return path
    }

    /// Lets the person change a file. Throws ``Failure/editor(_:)``. By the shell, because EDITOR may hold options.
    func run(_ path: String) throws {
        let words = ["/bin/sh", "-c", "\(command) \"$1\"", "recoup", path]
        let child: pid_t
        do throws(Spawn.Refused) { child = try Spawn.start("/bin/sh", words, environment) } catch {
            throw Failure.editor(command)
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure.editor(command) }
        }
        guard status == 0 else { throw Failure.editor(command) }
    }
}
