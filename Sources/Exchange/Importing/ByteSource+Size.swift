import Glibc
import XML

extension ByteSource {
    /// Bytes in all; nil when nobody can tell, as for a pipe.
    var size: Int64? {
        var status = stat()
        switch self {
        case .bytes(let bytes): return Int64(bytes.count)
        case .file(let path): guard stat(path, &status) == 0 else { return nil }
        case .descriptor(let descriptor): guard fstat(descriptor, &status) == 0 else { return nil }
        }
        return status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
    }

    /// Whether reading it again begins at the start again.
    var canBeReadAgain: Bool {
        switch self {
        case .bytes, .file: true
        case .descriptor: false
        }
    }
}
