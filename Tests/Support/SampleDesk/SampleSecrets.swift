import Basics
package import Casework
private import Synchronization

extension Secrets {
    /// One key for every database, and bytes that are the same in every run: those of a count's digest, so that no nonce and
    /// no token comes twice.
    package static func sample() throws -> Secrets {
        guard let box = SecretBox(key: Array(repeating: 7, count: SecretBox.keyLength)) else {
            throw SecretsFault.noKey
        }
        let count = CountingBytes()
        return Secrets(box: { _ in box }, makeBytes: { count.next($0) })
    }
}

/// Bytes that differ each time, and are the same in every run.
final class CountingBytes: Sendable {
    private let last = Mutex<UInt64>(0)

    init() {}

    func next(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let number = last.withLock {
                $0 += 1
                return $0
            }
            bytes += Digest.of("sample \(number)").bytes
        }
        return Array(bytes.prefix(count))
    }
}
