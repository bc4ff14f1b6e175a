import Synchronization

/// Which composed texts may be kept prepared: the first ones up to a limit, so that no stream of ever new texts fills
/// the memory.
final class ComposedTexts: Sendable {
    private let limit: Int
    private let known = Mutex<Set<String>>([])

    init(limit: Int) { self.limit = limit }

    func mayKeep(_ sql: String) -> Bool {
        known.withLock { known in
            if known.contains(sql) { return true }
            guard known.count < limit else { return false }
            known.insert(sql)
            return true
        }
    }
}
