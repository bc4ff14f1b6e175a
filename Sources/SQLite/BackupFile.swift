import Foundation
import SQL

/// The new file of a backup: made by us, so that no existing file is written to, and brought to the disk at the end, which
/// `VACUUM INTO` does not do.
struct BackupFile {
    private let path: String

    init(createdAt path: String) throws(SQLError) {
        self.path = path
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .fileExists(path: path) }
            throw .unavailable(place: path, reason: String(cString: strerror(errno)))
        }
        Foundation.close(descriptor)
    }

    func synchronize() throws(SQLError) {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        for target in [path, directory] {
            let descriptor = open(target, O_RDONLY)
            guard descriptor >= 0 else { throw .unavailable(place: target, reason: String(cString: strerror(errno))) }
            defer { Foundation.close(descriptor) }
            guard fsync(descriptor) == 0 else {
                throw .unavailable(place: target, reason: String(cString: strerror(errno)))
            }
        }
    }

    func remove() {
        unlink(path)
    }
}
