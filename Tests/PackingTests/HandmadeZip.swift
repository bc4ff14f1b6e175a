/// A zip archive byte by byte, so that every byte of it can lie.
struct HandmadeZip {
    struct Entry {
        var name: String
        /// As it stands in the archive.
        var bytes: [UInt8]
        var size: Int?
        var localName: String?
        var checksum: UInt32?
        var method: UInt16 = 0
        var flags: UInt16 = 0
        /// Where the local header is said to stand; nil for where it does.
        var offset: Int?
        /// Whether there is a local header at all.
        var isWritten = true

        init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    var entries: [Entry] = []

    init(_ entries: [Entry]) { self.entries = entries }

    var bytes: [UInt8] {
        var result: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let sum = entry.checksum ?? Self.checksum(entry.bytes)
            let size = UInt32(entry.size ?? entry.bytes.count)
            let sizes = Self.four(sum) + Self.four(UInt32(entry.bytes.count)) + Self.four(size)
            let offset = entry.offset ?? result.count
            // Version, flags, method, time, date.
            let head =
                Self.two(20) + Self.two(entry.flags) + Self.two(entry.method) + Self.two(0) + Self.two(33) + sizes
            if entry.isWritten {
                let name = Array((entry.localName ?? entry.name).utf8)
                result += [0x50, 0x4b, 3, 4] + head + Self.two(UInt16(name.count)) + Self.two(0) + name + entry.bytes
            }
            let name = Array(entry.name.utf8)
            directory += [0x50, 0x4b, 1, 2] + Self.two(20) + head + Self.two(UInt16(name.count))
            directory += [UInt8](repeating: 0, count: 12) + Self.four(UInt32(offset)) + name
        }
        let count = Self.two(UInt16(entries.count))
        return result + directory + [0x50, 0x4b, 5, 6, 0, 0, 0, 0] + count + count
            + Self.four(UInt32(directory.count)) + Self.four(UInt32(result.count)) + [0, 0]
    }

    private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }

    private static func four(_ value: UInt32) -> [UInt8] { two(UInt16(value & 0xffff)) + two(UInt16(value >> 16)) }

    /// CRC-32 of ISO 3309.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xffff_ffff
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
