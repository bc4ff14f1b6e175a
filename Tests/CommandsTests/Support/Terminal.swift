import Foundation
import ServerProcess
import Testing

/// A real terminal, which tmux plays, with the built program in it and what it looked like before and after.
final class Terminal: Sendable {
    let folder: Folder
    private let socket: String

    /// Runs the program with `words` as Lee.
    init(_ folder: Folder, columns: Int = 80, rows: Int = 24, words: String) async throws {
        self.folder = folder
        socket = folder.file("tmux-\(UInt32.random(in: 0...UInt32.max))")
        let script = """
            stty -a > '\(folder.file("before"))'
            '\(Program.path)' \(words)
            echo $? > '\(folder.file("code"))'
            stty -a > '\(folder.file("after"))'
            mv '\(folder.file("after"))' '\(folder.file("ended"))'
            sleep 600
            """
        let file = try folder.write(script, to: "session.sh")
        for name in ["before", "code", "ended"] { try? FileManager.default.removeItem(atPath: folder.file(name)) }
        try await tmux("-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sh '\(file)'")
    }

    deinit {
        let end = Process()
        end.executableURL = URL(fileURLWithPath: "/usr/bin/tmux")
        end.arguments = ["-S", socket, "kill-server"]
        end.standardError = FileHandle.nullDevice
        try? end.run()
        end.waitUntilExit()
    }

    /// Runs tmux, and gives what it wrote.
    @discardableResult
    func tmux(_ words: String...) async throws -> String {
        let variables = [
            "HOME": folder.path, "RECOUP_DATABASE": folder.file("desk.db"), "PATH": "/usr/bin:/bin",
            "RECOUP_TEMPLATES": Repository.templates, "RECOUP_USER": "lee", "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
            "EDITOR": "printf '편집기에서 쓴 글\\n' >", "SHELL": "/bin/sh",
        ]
        let path = try folder.write("", to: "tmux.out")
        let output = open(path, O_WRONLY)
        let input = open("/dev/null", O_RDONLY)
        defer {
            close(output)
            close(input)
        }
        let command = ["env", "-i"] + variables.map { "\($0)=\($1)" } + ["/usr/bin/tmux", "-u", "-S", socket] + words
        _ = await Spawn.end(of: try Spawn.start(command, input: input, output: output))
        return try folder.text("tmux.out")
    }

    /// Types keys, by tmux's names for them, once the last line of the screen is `prompt` and `text` stands above it; the
    /// screen before that.
    @discardableResult
    func type(_ keys: String, after prompt: String, with text: String = "") async throws -> String {
        let screen = try await screen(endingWith: prompt, with: text)
        try await tmux("send-keys", keys)
        return screen
    }

    /// The screen, once its last line is `prompt` and `text` stands above it.
    func screen(endingWith prompt: String, with text: String = "") async throws -> String {
        var screen = ""
        for _ in 0..<600 {
            screen = try await tmux("capture-pane", "-p")
            let isThere = text.isEmpty || screen.contains(text)
            if isThere, screen.split(separator: "\n").last.map(String.init) == prompt { return screen }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the screen never ended with '\(prompt)':\n\(screen)")
        return screen
    }

    /// Waits for the program to end; the last screen.
    func end() async throws -> String {
        for _ in 0..<600 where !FileManager.default.fileExists(atPath: folder.file("ended")) {
            try await Task.sleep(for: .milliseconds(50))
        }
        return try await tmux("capture-pane", "-p")
    }
}
