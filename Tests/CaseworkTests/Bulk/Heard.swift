import Casework
import Synchronization

/// What was heard of a bulk on its way.
final class Heard: Sendable {
    private let list = Mutex<[BulkProgress]>([])

    func add(_ progress: BulkProgress) { list.withLock { $0.append(progress) } }

    var all: [BulkProgress] { list.withLock { $0 } }
}
