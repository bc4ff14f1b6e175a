import Glibc

/// A ``NamelessFile`` that is written in small pieces. Belongs to one thread at a time.
package final class TemporaryFile {
    let file: NamelessFile
    private let folder: String
    private var buffer: [UInt8] = []
    private var flushed: Int64 = 0

    private static let bufferLength = 256 << 10

    /// An empty file in `folder`, which takes what is written. Throws ``PackingFault/unwritable(_:)``.
    package init(in folder: String) throws(PackingFault) {
        self.folder = folder
        do throws(NamelessFile.Refusal) { file = try NamelessFile(in: folder) } catch {
            throw Self.fault(folder, error)
        }
    }

    /// Open for reading and writing, as long as the file is held.
    package var descriptor: Int32 { file.descriptor }

    /// Bytes written so far.
    package var size: Int64 { flushed + Int64(buffer.count) }

    package func append(_ bytes: [UInt8]) throws(PackingFault) {
        buffer += bytes
        if buffer.count >= Self.bufferLength { try flush() }
    }

    /// Hands over everything from the start, in pieces.
    package func eachPiece(_ body: ([UInt8]) throws -> Void) throws {
        try flush()
        var position: Int64 = 0
        while position < flushed {
            let piece: [UInt8]
            do throws(NamelessFile.Refusal) { piece = try file.bytes(at: position, count: Self.bufferLength) } catch {
                throw Self.fault(folder, error)
            }
            guard !piece.isEmpty else { throw PackingFault.truncated }
            try body(piece)
            position += Int64(piece.count)
        }
    }

    /// Puts the place at which `descriptor` is read to the start.
    package func rewind() throws(PackingFault) {
        try flush()
        guard lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw Self.fault(folder, NamelessFile.Refusal(code: errno))
        }
    }

    func flush() throws(PackingFault) {
        do throws(NamelessFile.Refusal) { try file.write(buffer, at: flushed) } catch {
            throw Self.fault(folder, error)
        }
        flushed += Int64(buffer.count)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Forgets everything.
    func empty() throws(PackingFault) {
        buffer = []
        flushed = 0
        do throws(NamelessFile.Refusal) { try file.empty() } catch { throw Self.fault(folder, error) }
    }

    /// What stands there was written past the buffer.
    func note(size: Int64) { flushed = max(flushed, size) }

    private static func fault(_ folder: String, _ refusal: NamelessFile.Refusal) -> PackingFault {
        .unwritable("\(folder): \(refusal.words)")
    }
}
