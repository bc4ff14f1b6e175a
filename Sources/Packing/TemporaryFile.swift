import Glibc

/// A file without a name: it is gone when nobody holds it any more, however the program ends.
package final class TemporaryFile {
    /// Open for reading and writing, as long as the file is held.
    package let descriptor: Int32
    private let folder: String
    private var buffer: [UInt8] = []
    private var flushed: Int64 = 0

    private static let bufferLength = 256 << 10

    /// An empty file in `folder`, which takes what is written. Throws ``PackingFault/unwritable(_:)``.
    package init(in folder: String) throws(PackingFault) {
        var template = Array("\(folder)/recoup-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        self.folder = folder
        guard descriptor >= 0 else { throw Self.fault(folder) }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

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
            let piece = try read(at: position, count: Self.bufferLength)
            guard !piece.isEmpty else { throw PackingFault.truncated }
            try body(piece)
            position += Int64(piece.count)
        }
    }

    /// Puts the place at which `descriptor` is read to the start.
    package func rewind() throws(PackingFault) {
        try flush()
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.fault(folder) }
    }

    func flush() throws(PackingFault) {
        try write(buffer, at: flushed)
        flushed += Int64(buffer.count)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Forgets everything.
    func empty() throws(PackingFault) {
        buffer = []
        flushed = 0
        guard ftruncate(descriptor, 0) == 0 else { throw Self.fault(folder) }
    }

    /// Up to `count` bytes; none at the end.
    private func read(at position: Int64, count: Int) throws(PackingFault) -> [UInt8] {
        var failed = false
        let piece = [UInt8](unsafeUninitializedCapacity: count) { target, done in
            let got = read(at: position, into: UnsafeMutableRawBufferPointer(target))
            failed = got == nil
            done = got ?? 0
        }
        if failed { throw Self.fault(folder) }
        return piece
    }

    /// The bytes that were read, fewer than there is room at the end only; nil when the system refuses.
    func read(at position: Int64, into target: UnsafeMutableRawBufferPointer) -> Int? {
        var done = 0
        while done < target.count {
            let place = off_t(position) + off_t(done)
            let got = pread(descriptor, target.baseAddress.map { $0 + done }, target.count - done, place)
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                return nil
            }
            done += got
        }
        return done
    }

    private func write(_ bytes: [UInt8], at position: Int64) throws(PackingFault) {
        guard bytes.withUnsafeBytes({ write($0, at: position) }) else { throw Self.fault(folder) }
    }

    /// False when the system refuses.
    func write(_ bytes: UnsafeRawBufferPointer, at position: Int64) -> Bool {
        var done = 0
        while done < bytes.count {
            let place = off_t(position) + off_t(done)
            let count = pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, place)
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            done += count
        }
        return true
    }

    /// What stands there was written past the buffer.
    func note(size: Int64) { flushed = max(flushed, size) }

    private static func fault(_ folder: String) -> PackingFault {
        .unwritable("\(folder): \(String(cString: strerror(errno)))")
    }
}
