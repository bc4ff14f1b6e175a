/// Writes text so that a parser gives back exactly the same characters.
enum XMLEscaping {
    enum Position {
        case text
        case attribute
    }

    /// Per byte: 0 as it is, 1 written as a reference, 2 not allowed in XML, 3 perhaps the start of U+FFFE or U+FFFF.
    private static let textClasses = classes(escaped: "&<>\r")
    private static let attributeClasses = classes(escaped: "&<>\"\t\n\r")

    private static func classes(escaped: String) -> [UInt8] {
        var table = [UInt8](repeating: 0, count: 256)
        for control in 0..<0x20 { table[control] = 2 }
        for allowed in [0x09, 0x0A, 0x0D] { table[allowed] = 0 }
        for byte in escaped.utf8 { table[Int(byte)] = 1 }
        table[0xEF] = 3
        return table
    }

    /// Returns the first character that XML can not carry; then what was appended is not to be used.
    static func append(_ text: String, _ position: Position, to buffer: inout [UInt8]) -> UInt32? {
        var text = text
        let classes =
            switch position {
            case .text: textClasses
            case .attribute: attributeClasses
            }
        return text.withUTF8 { bytes in classes.withUnsafeBufferPointer { append(bytes, $0, to: &buffer) } }
    }

    private static func append(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ classes: UnsafeBufferPointer<UInt8>,
        to buffer: inout [UInt8]
    ) -> UInt32? {
        var runStart = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let kind = classes[Int(byte)]
            if kind != 0 {
                if kind == 2 { return UInt32(byte) }
                if kind == 3 {
                    // A String is valid UTF-8: two more bytes follow.
                    if bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE {
                        return 0xFFC0 | UInt32(bytes[index + 2] & 0x3F)
                    }
                } else {
                    buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<index]))
                    buffer.append(contentsOf: reference(byte).utf8)
                    runStart = index + 1
                }
            }
            index &+= 1
        }
        buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart...]))
        return nil
    }

    private static func reference(_ byte: UInt8) -> String {
        switch byte {
        case 0x26: "&amp;"
        case 0x3C: "&lt;"
        case 0x3E: "&gt;"
        case 0x22: "&quot;"
        case 0x09: "&#9;"
        case 0x0A: "&#10;"
        default: "&#13;"
        }
    }
}

/// Names of elements and attributes.
enum XMLName {
    /// A name with at most one colon: letters, digits, `-`, `_`, `.`, and what XML 1.0 allows beyond ASCII.
    static func isName(_ name: String) -> Bool {
        var colons = 0
        var isFirst = true
        for scalar in name.unicodeScalars {
            if scalar == ":" {
                colons += 1
                if isFirst || colons > 1 { return false }
                isFirst = true
                continue
            }
            guard isFirst ? isStart(scalar) : isStart(scalar) || isInner(scalar) else { return false }
            isFirst = false
        }
        return !isFirst
    }

    private static func isStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x61...0x7A, 0x41...0x5A, 0x5F: true
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F,
            0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            true
        default: false
        }
    }

    private static func isInner(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: false
        }
    }
}
