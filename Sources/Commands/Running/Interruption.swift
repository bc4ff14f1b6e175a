import Dispatch
import Glibc
import Synchronization

/// Ctrl-C (and a service manager's TERM), heard by commands that can stop cleanly.
package final class Interruption: Sendable {
    private let flag = Atomic<Bool>(false)
    /// Ctrl-C is meant for a program that this one runs.
    private let isElsewhere = Atomic<Bool>(false)

    package init() {}

    package var isSet: Bool { flag.load(ordering: .acquiring) }

    package func set() { flag.store(true, ordering: .releasing) }

    /// Listens while `body` runs. The first signal sets the flag and calls `onFirst`; the second ends the program at once.
    package func heard<Value>(
        _ signals: [Int32] = [SIGINT, SIGTERM],
        onFirst: @escaping @Sendable () -> Void,
        during body: () async throws -> Value
    ) async rethrows -> Value {
        let sources = signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [self] in
                if number == SIGINT, isElsewhere.load(ordering: .acquiring) { return }
                // A terminal that goes away says so more than once.
                if isSet, number != SIGHUP { _exit(CommandOutcome.interrupted.rawValue) }
                set()
                onFirst()
            }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in signals { signal(number, SIG_DFL) }
        }
        return try await body()
    }

    /// Runs something that Ctrl-C is meant for, as an editor.
    package func leftToOthers<Value>(_ body: () throws -> Value) rethrows -> Value {
        isElsewhere.store(true, ordering: .releasing)
        defer { isElsewhere.store(false, ordering: .releasing) }
        return try body()
    }
}
