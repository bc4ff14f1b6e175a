import Basics

/// When two texts are the same after one of them was in another product: the one home of what such a way may do to a text
/// without anybody having changed it.
package enum ExchangedText {
    package static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8) || plain(left) == plain(right)
    }

    /// The text with CR and CRLF as LF, with what stands for windows-1252 as what it stands for, and without blanks around it.
    /// By bytes, because Swift's `==` folds canonical equivalents.
    static func plain(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var last: UInt8 = 0
        for byte in text.utf8 {
            switch (last, byte) {
            case (0x0D, 0x0A): break
            case (_, 0x0D): bytes.append(0x0A)
            case (0xC2, 0x80...0x9F):
                bytes.removeLast()
                bytes.append(contentsOf: String(windows1252[Int(byte - 0x80)]).utf8)
            default: bytes.append(byte)
            }
            last = byte
        }
        return Array(String(decoding: bytes, as: UTF8.self).trimmed.utf8)
    }

    /// U+0080 to U+009F, in the place of which Ruby's XML (Redmine, Zendesk) writes these. Those without one stay.
    private static let windows1252: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}",
        "\u{2030}",
        "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}",
        "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}",
        "\u{9D}",
        "\u{17E}", "\u{178}",
    ]
}
