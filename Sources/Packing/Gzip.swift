private import CZlib

/// Packs into gzip piece by piece. The same bytes are always packed the same: no name and no time stand in the header.
package final class Gzip {
    private var stream = z_stream()
    private static let pieceLength = 64 << 10

    package init() throws(PackingFault) {
        let status = deflateInit2_(
            &stream,
            Z_DEFAULT_COMPRESSION,
            Z_DEFLATED,
            15 + 16,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard status == Z_OK else { throw .outOfMemory }
    }

    deinit { deflateEnd(&stream) }

    /// Packs more and hands over what is ready.
    package func append(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) throws {
        try pack(bytes, Z_NO_FLUSH, body)
    }

    /// Hands over the rest.
    package func finish(_ body: ([UInt8]) throws -> Void) throws {
        try pack([], Z_FINISH, body)
    }

    private func pack(_ bytes: [UInt8], _ flush: Int32, _ body: ([UInt8]) throws -> Void) throws {
        var bytes = bytes
        try bytes.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            var isFull = true
            while isFull {
                let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { output, written in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    _ = deflate(&stream, flush)
                    written = output.count - Int(stream.avail_out)
                }
                isFull = piece.count == Self.pieceLength
                if !piece.isEmpty { try body(piece) }
            }
            stream.next_in = nil
        }
    }
}
