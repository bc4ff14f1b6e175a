import Foundation
import ServerProcess

/// A PostgreSQL server that is made for tests and thrown away with them: on a Unix socket in a temporary directory, with
/// nothing brought to the disk. It ends with the process, also when that is killed.
package actor PostgresServer {
    private static let shared = Task { try await PostgresServer(installation: Installation.found()) }

    private let installation: Installation
    private let folder: ServerFolder
    private let end: ServerGuard
    private var databases = 0

    /// The server that all tests of this process share; started at the first call. Throws when none can be had, with what
    /// to install.
    package static func start() async throws -> PostgresServer {
        try await shared.value
    }

    /// A server of one's own, for a test that stops it.
    package static func startOwn() async throws -> PostgresServer {
        try await PostgresServer(installation: Installation.found())
    }

    /// At once, and then until it is gone.
    private static let stop = """
        lock=$1/data/postmaster.pid
        kill -QUIT "$(head -n 1 "$lock")"
        tries=0
        while [ -e "$lock" ] && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
        """

    private init(installation: Installation) async throws {
        self.installation = installation
        folder = try ServerFolder(owner: installation.user)
        end = try ServerGuard(of: folder.path, stop: Self.stop)
        try await installation.run(
            "initdb",
            [
                "--pgdata", folder.data, "--username", "recoup", "--auth", "trust", "--encoding", "UTF8",
                "--locale", "C.UTF-8", "--no-sync", "--no-instructions",
            ]
        )
        try folder.configure()
        try await launch()
    }

    /// An empty database of its own; its address.
    package func freshDatabase() async throws -> String {
        databases += 1
        let name = "test_\(databases)"
        try await installation.run("createdb", ["--host", folder.path, "--username", "recoup", name])
        return url(database: name)
    }

    /// The address of a database of this server.
    package nonisolated func url(database: String) -> String {
        "postgres://recoup@/\(database)?host=\(folder.path)"
    }

    /// Runs SQL beside the program under test, by `psql`, and returns what it printed.
    @discardableResult
    package func psql(_ sql: String, url: String) async throws -> String {
        try await installation.run("psql", ["--no-psqlrc", "--tuples-only", "--no-align", "--command", sql, url])
    }

    /// Stops the server at once, as a crash would.
    package func stop() async throws {
        try await installation.run("pg_ctl", ["stop", "--pgdata", folder.data, "--mode", "immediate", "--wait"])
    }

    /// Stops the server if it runs, and starts it again; returns when it answers.
    package func restart() async throws {
        if FileManager.default.fileExists(atPath: folder.data + "/postmaster.pid") { try await stop() }
        try await launch()
    }

    private func launch() async throws {
        try await installation.run(
            "pg_ctl",
            ["start", "--pgdata", folder.data, "--log", folder.path + "/log", "--wait", "--silent"]
        )
    }
}
