private import CZlib

/// Unpacks gzip piece by piece, never more than was allowed.
package final class Gunzip {
    private var stream = z_stream()
    private let limit: Int64
    /// Bytes unpacked so far.
    package private(set) var count: Int64 = 0
    /// Whether the end of the packed data was reached.
    package private(set) var isFinished = false

    private static let pieceLength = 64 << 10

    /// - Parameter limit: bytes when unpacked; one more is a fault, so a bomb costs no memory.
    package init(limit: Int64) throws(PackingFault) {
        self.limit = limit
        // 16 more than the window's bits: a gzip header, and nothing else.
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .outOfMemory
        }
    }

    deinit { inflateEnd(&stream) }

    /// Unpacks `packed` and hands over what comes out. Throws ``PackingFault``, and what `body` throws.
    package func append(_ packed: [UInt8], _ body: ([UInt8]) throws -> Void) throws {
        var packed = packed
        try packed.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            while stream.avail_in > 0 {
                guard !isFinished else { throw PackingFault.dataBehindEnd }
                try body(try piece())
            }
            stream.next_in = nil
        }
    }

    /// Says that nothing follows. Throws ``PackingFault/truncated``.
    package func finish() throws(PackingFault) {
        if !isFinished { throw .truncated }
    }

    private func piece() throws(PackingFault) -> [UInt8] {
        var status: Int32 = Z_OK
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { output, written in
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(output.count)
            status = inflate(&stream, Z_NO_FLUSH)
            written = output.count - Int(stream.avail_out)
        }
        count += Int64(piece.count)
        guard count <= limit else { throw .tooLarge(limit: limit) }
        switch status {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isFinished = true
        case Z_MEM_ERROR: throw .outOfMemory
        default: throw .damaged
        }
        return piece
    }
}
