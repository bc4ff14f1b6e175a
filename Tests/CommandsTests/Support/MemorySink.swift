import Synchronization

@testable import Commands

/// Keeps what is written to it.
final class MemorySink: ByteSink {
    private let bytes = Mutex<[UInt8]>([])

    func write(_ more: [UInt8]) throws {
        bytes.withLock { $0 += more }
    }

    func flush() throws {}

    /// What was written since the last call.
    func take() -> String {
        bytes.withLock { bytes in
            defer { bytes = [] }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
