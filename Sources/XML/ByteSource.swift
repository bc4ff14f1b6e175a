import Glibc

/// Where the bytes of a document come from.
package enum ByteSource: Sendable {
    /// A file, opened when reading starts and closed with the reader.
    case file(path: String)
    /// An open descriptor such as standard input (0); it is read to its end and not closed.
    case descriptor(Int32)
    case bytes([UInt8])
}

/// A byte source while it is read. Belongs to one thread at a time.
package final class ByteStream {
    private var descriptor: Int32 = -1
    private var owned = false
    private var memory: ArraySlice<UInt8> = []
    package private(set) var bytesRead: Int64 = 0

    /// Opens a file; throws ``IOFault``.
    package init(_ source: ByteSource) throws(IOFault) {
        switch source {
        case .bytes(let bytes):
            memory = bytes[...]
        case .descriptor(let descriptor):
            self.descriptor = descriptor
        case .file(let path):
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            if descriptor < 0 { throw IOFault(errno: errno) }
            owned = true
        }
    }

    deinit {
        if owned { close(descriptor) }
    }

    /// Appends up to `count` bytes; returns how many, 0 at the end. Throws ``IOFault``.
    package func read(into buffer: inout [UInt8], count: Int) throws(IOFault) -> Int {
        if descriptor < 0 {
            let piece = memory.prefix(count)
            buffer.append(contentsOf: piece)
            memory = memory.dropFirst(piece.count)
            bytesRead += Int64(piece.count)
            return piece.count
        }
        let descriptor = descriptor
        var got = -1
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: count) { target, written in
            repeat {
                got = Glibc.read(descriptor, target.baseAddress, count)
                failure = errno
            } while got < 0 && failure == EINTR
            written = max(got, 0)
        }
        if got < 0 { throw IOFault(errno: failure) }
        if buffer.isEmpty { buffer = piece } else { buffer.append(contentsOf: piece) }
        bytesRead += Int64(got)
        return got
    }
}

/// Why bytes could not be had.
package enum IOFault: Error, Hashable, Sendable {
    case missing
    case directory
    case notPermitted
    /// The system's own words.
    case unreadable(String)

    init(errno code: Int32) {
        switch code {
        case ENOENT, ENOTDIR: self = .missing
        case EISDIR: self = .directory
        case EACCES, EPERM: self = .notPermitted
        default: self = .unreadable(String(cString: strerror(code)))
        }
    }

    var kind: XMLFault.Kind {
        switch self {
        case .missing: .missing
        case .directory: .directory
        case .notPermitted: .notPermitted
        case .unreadable(let reason): .unreadable(reason)
        }
    }

    /// What was refused and what would have worked, in English, without the place.
    package var clause: String { kind.clause }
}
