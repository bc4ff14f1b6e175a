extension DeskStore {
    /// Runs `body` as ``write(_:)`` does and undoes what it wrote: what it returns is what would have come of it.
    package func rehearse<Value: Sendable>(
        _ body: @Sendable @escaping (any MutableRecords) throws -> Value
    ) async throws -> Value {
        do {
            return try await write { throw Undone(value: try body($0)) }
        } catch let undone as Undone<Value> {
            return undone.value
        }
    }
}

/// Carries what a body returned out of the transaction that it ends.
private struct Undone<Value: Sendable>: Error {
    let value: Value
}
