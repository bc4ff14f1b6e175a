import Synchronization

/// Bytes gathered from a body that runs inside a transaction.
final class Pieces: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func add(_ more: [UInt8]) { bytes.withLock { $0 += more } }

    var all: [UInt8] { bytes.withLock { $0 } }
}
