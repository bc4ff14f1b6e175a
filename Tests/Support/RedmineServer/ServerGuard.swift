import Foundation

/// Ends a server with this value or with the process, however that ends.
final class ServerGuard: Sendable {
    private let lifeline: FileHandle

    /// Leaves a shell behind that reads from a pipe of ours, which the kernel closes with us; then it stops the server by
    /// the process id that the server wrote, and removes its directory.
    init(_ folder: ServerFolder) throws {
        let script = """
            trap '' INT HUP TERM
            cat >/dev/null
            if [ -e "$1/pid" ]; then kill -KILL "$(cat "$1/pid")"; fi
            tries=0
            # What is still ending may write while this removes.
            while [ -e "$1" ] && [ $tries -lt 200 ]; do rm -rf "$1"; sleep 0.05; tries=$((tries + 1)); done
            """
        var ends: [Int32] = [0, 0]
        let null = open("/dev/null", O_WRONLY)
        guard pipe(&ends) == 0, null >= 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 else {
            throw ServerProblem("no pipe can be made")
        }
        lifeline = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        _ = try Spawn.start(["sh", "-c", script, "sh", folder.path], input: ends[0], output: null, ownGroup: true)
        close(ends[0])
        close(null)
    }
}
