import Dispatch
import Glibc
import Synchronization

/// Ctrl-C (and a service manager's TERM), heard by commands that can stop cleanly.
package final class Interruption: Sendable {
    private let flag = Atomic<Bool>(false)

    package init() {}

    package var isSet: Bool { flag.load(ordering: .acquiring) }

    package func set() { flag.store(true, ordering: .releasing) }

    /// Listens while `body` runs. The first signal sets the flag and calls `onFirst`; the second ends the program at once.
    package func heard<Value>(
        onFirst: @escaping @Sendable () -> Void,
        during body: () async throws -> Value
    ) async rethrows -> Value {
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [self] in
                if isSet { _exit(CommandOutcome.interrupted.rawValue) }
                set()
                onFirst()
            }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            signal(SIGINT, SIG_DFL)
            signal(SIGTERM, SIG_DFL)
        }
        return try await body()
    }
}
