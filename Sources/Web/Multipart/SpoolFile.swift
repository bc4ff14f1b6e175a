import Casework
import Foundation

/// A file on its way in or out, on disk without a name: the system takes it away when nobody holds it any more, also after
/// a crash.
final class SpoolFile: Sendable {
    private let descriptor: CInt

    /// `name` has to be new in `directory`. Throws ``StoreError``.
    init(directory: String, name: String) throws {
        let path = "\(directory)/\(name)"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.failure("no temporary file can be made in \(directory)") }
        unlink(path)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Opens the file again, at its start, while this one is held.
    var path: String { "/proc/self/fd/\(descriptor)" }

    /// Adds bytes at the end. Throws ``StoreError``.
    func append(_ bytes: some ContiguousBytes) throws {
        try bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw Self.failure("a temporary file cannot be written") }
                done += count
            }
        }
    }

    /// At most `count` bytes from `offset` on; empty at the end. Throws ``StoreError``.
    func read(at offset: Int64, count: Int) throws -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            done = 0
            while done < count {
                let read = pread(
                    descriptor,
                    buffer.baseAddress.map { $0 + done },
                    count - done,
                    off_t(offset) + off_t(done)
                )
                if read < 0, errno == EINTR { continue }
                if read < 0 { failed = true }
                guard read > 0 else { return }
                done += read
            }
        }
        if failed { throw Self.failure("a temporary file cannot be read") }
        return bytes
    }

    private static func failure(_ what: String) -> StoreError {
        let code = errno
        let text = "\(what): \(String(cString: strerror(code)))"
        return code == ENOSPC || code == EDQUOT ? .full(text) : .unavailable(text)
    }
}
