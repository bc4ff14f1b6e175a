import Basics
private import Foundation

/// Text in the header of a message. Whatever it holds, it stays inside its own field: line ends and other controls
/// become blanks before anything else is done.
enum HeaderText {
    /// Free text, as a subject. `field` is the name in front of it.
    static func unstructured(_ text: String, behind field: String) -> String {
        let line = line(text)
        let fits = field.utf8.count + 2 + line.utf8.count <= 76
        return fits && isPrintable(line) && !line.contains("=?") ? line : encodedWords(line)
    }

    /// A name in front of an address (RFC 5322 §3.4).
    static func mailbox(_ mailbox: Mailbox) -> String {
        let name = line(mailbox.name)
        let address = "<\(mailbox.address.text)>"
        guard !name.isEmpty else { return address }
        let isPlain = name.utf8.count <= 60 && name.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: " ") }
        // The address on a line of its own: a line with an encoded word has at most 76 octets.
        return isPlain ? "\(name) \(address)" : "\(encodedWords(name))\r\n \(address)"
    }

    private static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { line.append(Text.isControl(scalar) ? " " : scalar) }
        return String(line).trimmed
    }

    /// RFC 2047 §2: each word has at most 75 octets and whole characters. 39 octets make 52 of base64, which leaves
    /// room for the longest field name here.
    private static func encodedWords(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > 39 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    private static func isPrintable(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20...0x7e).contains($0) } }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
