import Glibc

extension Input {
    /// Everything, as text. Throws when there is more than `limit` bytes, or when it is not UTF-8.
    func text(limit: Int) throws -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure.unreadable(path: "standard input", reason: systemMessage(errno))
            }
            bytes += piece[..<count]
            if bytes.count > limit {
                throw Failure.unreadable(path: "standard input", reason: "it holds more than \(limit) bytes")
            }
        }
        return try Self.decoded(bytes, of: "standard input")
    }

    /// One line without its end; nil at the end of the input.
    func line() throws -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(descriptor, &byte, 1)
            if count == 0 { return bytes.isEmpty ? nil : try Self.decoded(bytes, of: "standard input") }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure.unreadable(path: "standard input", reason: systemMessage(errno))
            }
            if byte == UInt8(ascii: "\n") { return try Self.decoded(bytes, of: "standard input") }
            if bytes.count < 1_000_000 { bytes.append(byte) }
        }
    }

    static func decoded(_ bytes: [UInt8], of path: String) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure.unreadable(path: path, reason: "it is not UTF-8 text")
        }
        return text
    }
}
