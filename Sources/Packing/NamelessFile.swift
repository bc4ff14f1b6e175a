package import Foundation

/// A file without a name: the system takes it back when nobody holds it any more, however the program ends. What was written
/// is read by anybody at the same time.
package final class NamelessFile: Sendable {
    /// Open for reading and writing, as long as the file is held.
    package let descriptor: Int32

    /// Why the system refused, by its number.
    package struct Refusal: Error, Hashable, Sendable {
        package let code: Int32

        /// In the system's own words.
        package var words: String { String(cString: strerror(code)) }

        /// The disk or a quota is full.
        package var isFull: Bool { code == ENOSPC || code == EDQUOT }
    }

    /// An empty file in `folder`. No program that is started inherits it.
    package init(in folder: String) throws(Refusal) {
        var template = Array("\(folder)/recoup-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Refusal(code: errno) }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Opens the file again, at its start, while this one is held.
    package var path: String { "/proc/self/fd/\(descriptor)" }

    /// Puts bytes behind the last ones. For one writer.
    package func append(_ bytes: some ContiguousBytes) throws(Refusal) {
        try put(bytes) { start, count, _ in Glibc.write(descriptor, start, count) }
    }

    /// Puts bytes where they belong.
    package func write(_ bytes: some ContiguousBytes, at position: Int64) throws(Refusal) {
        try put(bytes) { start, count, done in pwrite(descriptor, start, count, off_t(position) + off_t(done)) }
    }

    private func put(
        _ bytes: some ContiguousBytes,
        _ write: (_ start: UnsafeRawPointer?, _ count: Int, _ done: Int) -> Int
    ) throws(Refusal) {
        let code = bytes.withUnsafeBytes { Self.put($0, write) }
        if code != 0 { throw Refusal(code: code) }
    }

    /// Returns 0, or the system's number for why not.
    private static func put(
        _ bytes: UnsafeRawBufferPointer,
        _ write: (_ start: UnsafeRawPointer?, _ count: Int, _ done: Int) -> Int
    ) -> Int32 {
        var done = 0
        while done < bytes.count {
            let count = write(bytes.baseAddress.map { $0 + done }, bytes.count - done, done)
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            done += count
        }
        return 0
    }

    /// Fills `target` from a position on. Returns how many bytes there were, fewer than there is room at the end only.
    package func read(at position: Int64, into target: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int {
        var done = 0
        while done < target.count {
            let place = off_t(position) + off_t(done)
            let count = pread(descriptor, target.baseAddress.map { $0 + done }, target.count - done, place)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw Refusal(code: errno)
            }
            done += count
        }
        return done
    }

    /// The bytes from a position on: `count`, or fewer at the end.
    package func bytes(at position: Int64, count: Int) throws(Refusal) -> [UInt8] {
        var refusal: Refusal?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, done in
            do throws(Refusal) { done = try read(at: position, into: UnsafeMutableRawBufferPointer(target)) } catch {
                done = 0
                refusal = error
            }
        }
        if let refusal { throw refusal }
        return bytes
    }

    /// Forgets everything.
    package func empty() throws(Refusal) {
        guard ftruncate(descriptor, 0) == 0 else { throw Refusal(code: errno) }
    }
}
