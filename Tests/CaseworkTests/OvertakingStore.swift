import Casework
import Synchronization

/// A store on which somebody else is faster once: `first` runs before the next transaction, which then comes second.
final class OvertakingStore: DeskStore {
    private let store: any DeskStore
    private let first: Mutex<(@Sendable () async throws -> Void)?>

    init(_ store: any DeskStore, first: @escaping @Sendable () async throws -> Void) {
        self.store = store
        self.first = Mutex(first)
    }

    var place: String { store.place }

    func read<Value: Sendable>(_ body: @Sendable @escaping (any Records) throws -> Value) async throws -> Value {
        try await store.read(body)
    }

    func write<Value: Sendable>(
        _ body: @Sendable @escaping (any MutableRecords) throws -> Value
    ) async throws -> Value {
        let other = first.withLock { first in
            defer { first = nil }
            return first
        }
        if let other {
            try await other()
            throw Overtaken()
        }
        return try await store.write(body)
    }
}
