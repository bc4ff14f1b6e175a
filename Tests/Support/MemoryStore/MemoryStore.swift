package import Casework

/// A desk's store for tests: everything in memory. A transaction works on a copy that takes the place of what was there when
/// its body returns, so a body that throws has changed nothing.
package actor MemoryStore: DeskStore {
    private var state = MemoryState()

    package init() {}

    package nonisolated var place: String { "memory" }

    package nonisolated func read<Value: Sendable>(
        _ body: @Sendable @escaping (any Records) throws -> Value
    ) async throws -> Value {
        try body(MemoryRecords(await snapshot))
    }

    package func write<Value: Sendable>(
        _ body: @Sendable @escaping (any MutableRecords) throws -> Value
    ) async throws -> Value {
        let records = MemoryRecords(state)
        let value = try body(records)
        state = records.state
        return value
    }

    /// All that is kept, for a test that looks behind the desk.
    package var snapshot: MemoryState { state }

    /// Changes what is kept past the desk, as somebody with a hand on the database would.
    package func tamper(_ change: @Sendable (inout MemoryState) -> Void) {
        change(&state)
    }
}
