private import Crypto

/// A SHA-256 digest (FIPS 180-4): 32 bytes, written as 64 lower-case hexadecimal digits.
package struct Digest: Hashable, Sendable {
    package let bytes: [UInt8]

    /// Nil unless there are exactly 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits; throws ``Fault/notADigest(_:)``.
    package init(_ text: some StringProtocol) throws(Fault) {
        let digits = Array(text.utf8)
        guard digits.count == 64 else { throw .notADigest(String(text)) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = GUID.value(ofHex: digits[index]), let low = GUID.value(ofHex: digits[index + 1]) else {
                throw .notADigest(String(text))
            }
            bytes.append(UInt8(high << 4 | low))
        }
        self.bytes = bytes
    }

    package static func of(_ bytes: [UInt8]) -> Digest {
        var hasher = DigestBuilder()
        hasher.append(bytes)
        return hasher.finish()
    }

    package static func of(_ text: String) -> Digest { of(Array(text.utf8)) }

    fileprivate init(_ digest: SHA256.Digest) {
        self.bytes = Array(digest)
    }
}

extension Digest: CustomStringConvertible {
    package var description: String {
        String(unsafeUninitializedCapacity: 64) { buffer in
            let hex: StaticString = "0123456789abcdef"
            for (index, byte) in bytes.enumerated() {
                buffer[2 * index] = hex.utf8Start[Int(byte >> 4)]
                buffer[2 * index + 1] = hex.utf8Start[Int(byte & 15)]
            }
            return 64
        }
    }
}

/// A digest taken piece by piece, for files that are never whole in memory.
package struct DigestBuilder: Sendable {
    private var hasher = SHA256()

    package init() {}

    package mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    }

    package func finish() -> Digest { Digest(hasher.finalize()) }
}
