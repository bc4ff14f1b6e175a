import Basics

/// Times as an unload has them: `yyyy-MM-dd HH:mm:ss` in UTC, without a mark that says so.
enum UnloadTime {
    /// Nil when the text is no such time.
    static func instant(_ text: String) -> Instant? {
        let text = text.trimmed
        let bytes = Array(text.utf8)
        guard bytes.count == 19, bytes[10] == UInt8(ascii: " ") else { return nil }
        return try? Instant(text + "Z")
    }

    /// To the second: finer is cut off.
    static func text(_ instant: Instant) -> String {
        String(instant.description.prefix(19)).replacing("T", with: " ")
    }
}
