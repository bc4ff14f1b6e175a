import Foundation
import ServerProcess

/// Where Debian keeps Redmine, and as which user it runs, since a server on its own must not be root.
struct Installation: Sendable {
    static let folder = "/usr/share/redmine"
    /// nil: as ourselves.
    let user: String?

    static func found() throws -> Installation {
        guard FileManager.default.fileExists(atPath: folder + "/config/environment.rb") else {
            throw ServerProblem(
                "These tests need a Redmine and none is installed: install the packages redmine, redmine-sqlite and ruby-webrick."
            )
        }
        guard geteuid() == 0 else { return Installation(user: nil) }
        guard getpwnam("nobody") != nil else {
            throw ServerProblem("Redmine must not run as root, and there is no user nobody.")
        }
        return Installation(user: "nobody")
    }

    /// Starts Ruby on the folder's script; its words go to the folder's log.
    func start(in folder: ServerFolder) throws -> pid_t {
        let log = open(folder.path + "/log", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let input = open("/dev/null", O_RDONLY)
        guard log >= 0, input >= 0 else { throw ServerProblem("\(folder.path)/log cannot be written") }
        defer {
            close(log)
            close(input)
        }
        let command = [
            "env", "-C", folder.path, "RAILS_ENV=production", "REDMINE_INSTANCE=default", "LANG=C.UTF-8",
            "HOME=\(folder.path)", "TMPDIR=\(folder.path)", "ruby", folder.path + "/serve.rb",
        ]
        return try Spawn.start(
            (user.map { ["runuser", "-u", $0, "--"] } ?? []) + command,
            input: input,
            output: log,
            ownGroup: true
        )
    }
}
