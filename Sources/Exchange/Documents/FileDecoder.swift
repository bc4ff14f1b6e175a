import Basics
import Casework
import XML

/// Reads the `<chunk>`s of a `<file>` and holds them against what the file says of itself.
struct FileDecoder {
    private(set) var problems: [RecordProblem] = []

    /// Whatever size is stated, not more than this is taken on trust.
    private static let roomAhead = 32 << 20

    /// The bytes; nil after a problem.
    mutating func content(of file: Element) -> FileContent? {
        var bytes: [UInt8] = []
        // A large file grown piece by piece would be in memory twice.
        if let size = file.attribute("size").flatMap(Int.init) {
            bytes.reserveCapacity(max(0, min(size, Self.roomAhead)))
        }
        var isWhole = true
        for chunk in file.children where chunk.isNamed("chunk") {
            if let part = chunk.base64Bytes() {
                bytes += part
            } else {
                isWhole = false
                let position = Self.positionOfFault(inBase64: chunk.text)
                problems.append(RecordProblem("file/chunk", .notBase64(position: position), at: chunk))
            }
        }
        // What is stated of a file whose bytes cannot be read is not worth a second sentence.
        guard isWhole else { return nil }
        let content = FileContent(bytes)
        let isSize = check(size: file.attribute("size"), of: content, at: file)
        let isDigest = check(digest: file.attribute("sha256"), of: content, at: file)
        return isSize && isDigest ? content : nil
    }

    private mutating func check(size text: String?, of content: FileContent, at file: Element) -> Bool {
        guard let text else { return true }
        guard let size = Int64(text) else {
            problems.append(RecordProblem("file/size", .notANumber(text), at: file))
            return false
        }
        guard size == content.size else {
            problems.append(RecordProblem("file", .sizeMismatch(stated: size, actual: content.size), at: file))
            return false
        }
        return true
    }

    private mutating func check(digest text: String?, of content: FileContent, at file: Element) -> Bool {
        guard let text else { return true }
        do throws(Fault) {
            let digest = try Digest(text)
            guard digest == content.digest else { throw .digestMismatch(stated: digest, actual: content.digest) }
            return true
        } catch {
            problems.append(RecordProblem("file/sha256", error, at: file))
            return false
        }
    }

    /// The character, from 1, at which a text stops being base64 (RFC 4648 §4, blanks and line ends aside).
    private static func positionOfFault(inBase64 text: String) -> Int {
        var digits = 0
        var padding = 0
        for (offset, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                if padding > 0 { return offset + 1 }
                digits += 1
            case UInt8(ascii: "="):
                padding += 1
                if (digits + padding) % 4 != 0 && padding > 1 || digits % 4 < 2 { return offset + 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
            default: return offset + 1
            }
        }
        return text.utf8.count + 1
    }
}
