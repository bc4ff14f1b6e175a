import Foundation
import ServerProcess

/// A Redmine that is made for tests and thrown away with them: Debian's own program with a database and files of its own in a
/// temporary directory, on loopback, as an ordinary user. It ends with the process, also when that is killed.
package final class RedmineServer: Sendable {
    private static let shared = Task { try await RedmineServer() }

    /// `http://127.0.0.1:PORT`
    package let address: String
    /// The API key of an administrator.
    package let administratorKey: String
    /// The API key of somebody who may write issues and notes of the project, none of them private.
    package let clerkKey: String
    /// How long it took from nothing to the first answer.
    package let startTime: Duration

    private let folder: ServerFolder
    private let end: ServerGuard

    /// The server that all tests of this process share; started at the first call. Throws when none can be had, with what
    /// to install.
    package static func start() async throws -> RedmineServer {
        try await shared.value
    }

    private init() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        let installation = try Installation.found()
        folder = try ServerFolder(owner: installation.user)
        end = try ServerGuard(
            of: folder.path,
            stop: #"if [ -e "$1/pid" ]; then kill -KILL "$(cat "$1/pid")"; fi"#
        )
        try await folder.fill(from: installation)
        try Launch.script.write(toFile: folder.path + "/serve.rb", atomically: true, encoding: .utf8)
        let process = try installation.start(in: folder)
        let lines = try await Launch.ready(folder, process)
        address = "http://127.0.0.1:\(lines[0])"
        administratorKey = lines[1]
        clerkKey = lines[2]
        startTime = clock.now - began
    }
}
