import Casework
import Synchronization

/// A store that takes so many transactions and then is busy.
final class FailingStore: DeskStore {
    private let store: any DeskStore
    private let left: Mutex<Int>

    init(_ store: any DeskStore, after count: Int) {
        self.store = store
        left = Mutex(count)
    }

    var place: String { store.place }

    func read<Value: Sendable>(_ body: @Sendable @escaping (any Records) throws -> Value) async throws -> Value {
        try await store.read(body)
    }

    func write<Value: Sendable>(
        _ body: @Sendable @escaping (any MutableRecords) throws -> Value
    ) async throws -> Value {
        let isOver = left.withLock { left in
            left -= 1
            return left < 0
        }
        if isOver { throw StoreError.busy("others keep it busy") }
        return try await store.write(body)
    }
}
