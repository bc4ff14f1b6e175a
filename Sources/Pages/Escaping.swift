import Mustache

/// Escapes text for HTML element content and quoted attributes, byte by byte.
///
/// The template engine's own way looks at whole characters, and a quotation mark with a combining accent behind it is
/// another character: it would pass, and end an attribute.
struct HTMLEscaping: MustacheContentType {
    /// What templates call it in their `CONTENT_TYPE`.
    static let name = "PAGE"

    init() {}

    func escapeText(_ text: String) -> String {
        guard text.utf8.contains(where: { Self.entity(for: $0) != nil }) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            if let entity = Self.entity(for: byte) { bytes += entity.utf8 } else { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func entity(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
