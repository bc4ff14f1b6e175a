package import Basics

/// The bytes of a file on their way into the store, never whole in memory.
package struct FileContent: Sendable {
    /// The largest piece: bytes of files are kept in rows of this size.
    package static let chunkSize = 768 * 1024

    package let digest: Digest
    package let size: Int64
    /// Hands over the bytes from the start, in pieces of ``chunkSize`` bytes, the last one smaller. May be called again.
    package let eachChunk: @Sendable (_ body: ([UInt8]) throws -> Void) throws -> Void

    package init(
        digest: Digest,
        size: Int64,
        eachChunk: @escaping @Sendable (_ body: ([UInt8]) throws -> Void) throws -> Void
    ) {
        self.digest = digest
        self.size = size
        self.eachChunk = eachChunk
    }

    /// Bytes that are in memory already.
    package init(_ bytes: [UInt8]) {
        self.init(digest: Digest.of(bytes), size: Int64(bytes.count)) { body in
            for start in stride(from: 0, to: bytes.count, by: Self.chunkSize) {
                try body(Array(bytes[start..<min(start + Self.chunkSize, bytes.count)]))
            }
        }
    }
}
