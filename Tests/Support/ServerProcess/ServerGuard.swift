import Foundation

/// Ends a server with this value or with the process, however that ends.
package final class ServerGuard: Sendable {
    private let lifeline: FileHandle

    /// Leaves a shell behind that reads from a pipe of ours, which the kernel closes with us; then it stops the server and
    /// removes its folder.
    ///
    /// - Parameter stop: shell commands that end the server whose folder is `$1`, by the process id that it wrote there.
    package init(of folder: String, stop: String) throws {
        let script = """
            trap '' INT HUP TERM
            cat >/dev/null
            \(stop)
            tries=0
            # What is still ending, one that only begins too, may write while this removes.
            while [ -e "$1" ] && [ $tries -lt 200 ]; do rm -rf "$1"; sleep 0.05; tries=$((tries + 1)); done
            """
        var ends: [Int32] = [0, 0]
        let null = open("/dev/null", O_WRONLY)
        guard pipe(&ends) == 0, null >= 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 else {
            throw ServerProblem("no pipe can be made")
        }
        lifeline = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        _ = try Spawn.start(["sh", "-c", script, "sh", folder], input: ends[0], output: null, ownGroup: true)
        close(ends[0])
        close(null)
    }
}
