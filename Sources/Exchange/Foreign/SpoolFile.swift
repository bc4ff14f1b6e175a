import Glibc

/// A file without a name. What was written is read by anybody at the same time; the system takes it back with the last one
/// who knows of it.
final class SpoolFile: Sendable {
    private let descriptor: Int32
    private let folder: String

    /// Throws ``DocumentFault/foreign(_:)``.
    init(in folder: String) throws(DocumentFault) {
        var template = Array("\(folder)/recoup-rows-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        self.folder = folder
        guard descriptor >= 0 else { throw Self.fault(folder, errno) }
        unlink(template)
    }

    deinit { close(descriptor) }

    /// Puts bytes behind the last ones. For one writer.
    func append(_ bytes: [UInt8]) throws(DocumentFault) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.fault(folder, errno)
            }
            done += count
        }
    }

    /// The bytes from a position on: `count`, or fewer at the end.
    func bytes(at position: Int64, count: Int) throws(DocumentFault) -> [UInt8] {
        var failure: Int32 = 0
        let descriptor = descriptor
        let piece = [UInt8](unsafeUninitializedCapacity: count) { target, done in
            done = 0
            while done < count {
                let got = pread(
                    descriptor,
                    target.baseAddress.map { $0 + done },
                    count - done,
                    off_t(position) + off_t(done)
                )
                if got == 0 { break }
                if got < 0 {
                    if errno == EINTR { continue }
                    failure = errno
                    break
                }
                done += got
            }
        }
        guard failure == 0 else { throw Self.fault(folder, failure) }
        return piece
    }

    /// Exactly so many bytes.
    func allBytes(at position: Int64, count: Int) throws(DocumentFault) -> [UInt8] {
        let piece = try bytes(at: position, count: count)
        guard piece.count == count else { throw gone }
        return piece
    }

    var gone: DocumentFault { .foreign("\(folder): what was put there is gone; run it again") }

    private static func fault(_ folder: String, _ code: Int32) -> DocumentFault {
        .foreign("\(folder): the rows of the document cannot be put there: \(String(cString: strerror(code)))")
    }
}
