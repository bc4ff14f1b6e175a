/// Base64 of RFC 4648 with its standard alphabet and padding, in pieces.
struct Base64Decoder {
    private var output: [UInt8] = []
    private var bits: UInt32 = 0
    private var count = 0
    private var padding = 0

    /// The value of every character: 64 for a blank, 65 for the padding, 255 for anything else.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, character) in Base64.alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        for blank in [0x20, 0x09, 0x0A, 0x0D] { table[blank] = 64 }
        table[0x3D] = 65
        return table
    }()

    /// False if the characters can not be part of base64.
    mutating func append(_ characters: UnsafeBufferPointer<UInt8>) -> Bool {
        output.reserveCapacity(output.count + characters.count / 4 * 3 + 3)
        return Self.values.withUnsafeBufferPointer { values in
            var index = 0
            while index < characters.count {
                if count == 0, padding == 0, index &+ 4 <= characters.count {
                    let a = values[Int(characters[index])]
                    let b = values[Int(characters[index &+ 1])]
                    let c = values[Int(characters[index &+ 2])]
                    let d = values[Int(characters[index &+ 3])]
                    if (a | b | c | d) < 64 {
                        output.append(a << 2 | b >> 4)
                        output.append(b << 4 | c >> 2)
                        output.append(c << 6 | d)
                        index &+= 4
                        continue
                    }
                }
                guard append(values[Int(characters[index])]) else { return false }
                index &+= 1
            }
            return true
        }
    }

    private mutating func append(_ value: UInt8) -> Bool {
        switch value {
        case 64: return true
        case 65:
            padding += 1
            return count >= 2 && count + padding <= 4
        case 0..<64:
            guard padding == 0 else { return false }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count == 4 {
                output.append(UInt8(truncatingIfNeeded: bits >> 16))
                output.append(UInt8(truncatingIfNeeded: bits >> 8))
                output.append(UInt8(truncatingIfNeeded: bits))
                bits = 0
                count = 0
            }
            return true
        default: return false
        }
    }

    /// All bytes, or nil if the last group is not whole or hides bits that no byte carries.
    consuming func finish() -> [UInt8]? {
        switch (count, padding) {
        case (0, 0): break
        case (2, 2):
            guard bits & 0xF == 0 else { return nil }
            output.append(UInt8(truncatingIfNeeded: bits >> 4))
        case (3, 1):
            guard bits & 0x3 == 0 else { return nil }
            output.append(UInt8(truncatingIfNeeded: bits >> 10))
            output.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: return nil
        }
        return output
    }
}

/// Writes base64 of RFC 4648.
package enum Base64 {
    /// The characters that spell `bytes`, padded, in one line.
    package static func text(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        bytes.withUnsafeBytes { encode($0, into: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Appends the characters that spell `bytes`, padded, in one line.
    static func encode(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) {
        let length = (bytes.count + 2) / 3 * 4
        let encoded = [UInt8](unsafeUninitializedCapacity: length) { target, written in
            alphabet.withUnsafeBufferPointer { alphabet in
                var from = 0
                var to = 0
                func put(_ bits: UInt32, _ shift: UInt32) {
                    target[to] = alphabet[Int(bits >> shift & 0x3F)]
                    to &+= 1
                }
                while from &+ 3 <= bytes.count {
                    let bits =
                        UInt32(bytes[from]) << 16 | UInt32(bytes[from &+ 1]) << 8 | UInt32(bytes[from &+ 2])
                    put(bits, 18)
                    put(bits, 12)
                    put(bits, 6)
                    put(bits, 0)
                    from &+= 3
                }
                let left = bytes.count - from
                if left > 0 {
                    let bits = UInt32(bytes[from]) << 16 | (left == 2 ? UInt32(bytes[from + 1]) << 8 : 0)
                    put(bits, 18)
                    put(bits, 12)
                    if left == 2 { put(bits, 6) }
                    while to < length {
                        target[to] = 0x3D
                        to += 1
                    }
                }
                written = to
            }
        }
        output.append(contentsOf: encoded)
    }
}
