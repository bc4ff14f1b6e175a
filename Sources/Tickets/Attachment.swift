package import Basics

/// A file on a ticket: its name, what it says it is, and the proof of its bytes.
package struct Attachment: Hashable, Sendable {
    /// 1 to 255 characters; never a path.
    package let name: String
    package let mediaType: String
    /// Bytes.
    package let size: Int64
    package let digest: Digest

    /// Throws ``Fault/notAFileName(_:)`` or ``Fault/notAMediaType(_:)``.
    package init(name: String, mediaType: String, size: Int64, digest: Digest) throws(Fault) {
        self.name = try Self.checked(name: name)
        self.mediaType = try Self.checked(mediaType: mediaType)
        self.size = size
        self.digest = digest
    }

    /// The name with a number in front of its ending: `invoice (2).pdf`.
    package func name(numbered number: Int) -> String {
        let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
        return name[..<dot] + " (\(number))" + name[dot...]
    }

    /// A file name from a document is never a path, so separators are refused rather than cut.
    package static func checked(name: String) throws(Fault) -> String {
        guard let line = try? Text.line(name, limit: 255), line != ".", line != "..", !line.contains("/"),
            !line.contains("\\")
        else { throw .notAFileName(name) }
        return line
    }

    /// `type/subtype` of RFC 6838 restricted names, in lower case, parameters cut off.
    package static func checked(mediaType: String) throws(Fault) -> String {
        let bare = mediaType.prefix { $0 != ";" }.lowercased().trimmed
        let parts = bare.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...127).contains($0.count) && $0.allSatisfy(isNameByte) }) else {
            throw .notAMediaType(mediaType)
        }
        return bare
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: signs.contains(byte)
        }
    }

    private static let signs = [UInt8]("!#$&-^_.+".utf8)

    /// The media type that a file's ending suggests, for those that refund evidence usually comes in.
    package static func mediaType(forName name: String) -> String {
        switch name.split(separator: ".").last.map({ $0.lowercased() }) ?? "" {
        case "pdf": "application/pdf"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "gif": "image/gif"
        case "txt", "log": "text/plain"
        case "csv": "text/csv"
        case "xml": "application/xml"
        case "zip": "application/zip"
        case "eml": "message/rfc822"
        case "msg": "application/vnd.ms-outlook"
        case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        default: "application/octet-stream"
        }
    }
}

/// How much may hang on one ticket.
package struct AttachmentLimits: Hashable, Sendable {
    package let count: Int
    /// Bytes of one file.
    package let size: Int64

    package init(count: Int, size: Int64) {
        self.count = count
        self.size = size
    }

    /// 10 files of 10 MB. Microsoft documents none; comparable desks allow 5 to 10 files of 5 to 150 MB.
    package static let standard = AttachmentLimits(count: 10, size: 10_000_000)
}
