import Basics
import Casework
import Glibc
import Tickets

/// Files that people name on the command line.
enum LocalFile {
    /// The whole file. Throws ``Failure/unreadable(path:reason:)``, also when there are more than `limit` bytes.
    static func bytes(of path: String, limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try eachPiece(of: path, size: 64 * 1024) { piece in
            bytes += piece
            if bytes.count > limit {
                throw Failure.unreadable(path: SafeText.line(path), reason: "it holds more than \(limit) bytes")
            }
        }
        return bytes
    }

    /// Whether there is a folder of that name.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Hands over the file in pieces of exactly `size` bytes, the last one smaller.
    static func eachPiece(of path: String, size: Int, _ body: ([UInt8]) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure.unreadable(path: SafeText.line(path), reason: systemMessage(errno))
        }
        defer { close(descriptor) }
        var piece = [UInt8](repeating: 0, count: size)
        var filled = 0
        while true {
            let count = piece.withUnsafeMutableBytes { bytes in
                read(descriptor, bytes.baseAddress.map { $0 + filled }, size - filled)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure.unreadable(path: SafeText.line(path), reason: systemMessage(errno))
            }
            filled += count
            if filled == size || (count == 0 && filled > 0) {
                try body(Array(piece[..<filled]))
                filled = 0
            }
            if count == 0 { break }
        }
    }

    /// A file to attach: read once for its size and digest now, and again while it is kept. Too large ones are refused by
    /// the ticket, before their bytes go anywhere.
    static func attachment(_ path: String) throws -> IntakeFile {
        var digest = DigestBuilder()
        var size: Int64 = 0
        try eachPiece(of: path, size: FileContent.chunkSize) { piece in
            digest.append(piece)
            size += Int64(piece.count)
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let finished = digest.finish()
        let content = FileContent(digest: finished, size: size) { body in
            var again = DigestBuilder()
            try eachPiece(of: path, size: FileContent.chunkSize) { piece in
                again.append(piece)
                try body(piece)
            }
            guard again.finish() == finished else {
                throw Failure.unreadable(path: SafeText.line(path), reason: "it changed while it was read; try again")
            }
        }
        do throws(Fault) {
            let attachment = try Attachment(
                name: name,
                mediaType: Attachment.mediaType(forName: name),
                size: size,
                digest: finished
            )
            return IntakeFile(attachment: attachment, content: content)
        } catch {
            throw DeskError.invalid(Problems([Problem("file", error)]))
        }
    }
}
