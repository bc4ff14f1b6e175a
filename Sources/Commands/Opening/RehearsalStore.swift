import Basics
import Casework

/// A store that forgets: every write is done as it would be, and undone. What `--dry-run` shows is therefore what would
/// happen, whatever the use-case.
struct RehearsalStore: DeskStore {
    private let base: any DeskStore
    /// The first person of a desk without people, who would be kept before anything else.
    private let first: Person?

    init(of base: any DeskStore, first: Person?) {
        self.base = base
        self.first = first
    }

    var place: String { base.place }

    func read<Value: Sendable>(_ body: @Sendable @escaping (any Records) throws -> Value) async throws -> Value {
        try await base.read(body)
    }

    func write<Value: Sendable>(_ body: @Sendable @escaping (any MutableRecords) throws -> Value) async throws -> Value
    {
        let first = first
        return try await base.rehearse { records in
            if let first {
                try records.save(Organisation(id: first.organisation, name: Session.organisation, parent: nil))
                try records.save(first)
            }
            return try body(records)
        }
    }
}
