import Glibc

/// Starts other programs. Signals that this one ignores or holds back are theirs to hear.
enum Spawn {
    /// Why a program was not started, as `errno` counts.
    struct Refused: Error {
        let code: Int32
    }

    private static let tries = 25

    /// Starts the program at `path`; `words` are its name and arguments, `files` stand in for its first descriptors.
    static func start(
        _ path: String,
        _ words: [String],
        _ environment: [String: String],
        files: [Int32] = []
    ) throws(Refused) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, file) in files.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, file, Int32(target))
        }
        var attributes = withUsualSignals()
        defer { posix_spawnattr_destroy(&attributes) }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") }
        variables.append(nil)
        defer { for pointer in arguments + variables { free(pointer) } }
        var child: pid_t = 0
        var code = posix_spawn(&child, path, &actions, &attributes, arguments, variables)
        // A program that was written a moment ago is busy while a child of another thread, on its way to its own program,
        // still holds the descriptor that wrote it.
        var tries = 0
        while code == ETXTBSY, tries < Self.tries {
            tries += 1
            usleep(20_000)
            code = posix_spawn(&child, path, &actions, &attributes, arguments, variables)
        }
        guard code == 0 else { throw Refused(code: code) }
        return child
    }

    private static func withUsualSignals() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }
}
