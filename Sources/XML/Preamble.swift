/// What people's programs put in front of a document.
enum Preamble {
    /// Overwrites what stands before the first of `openings` with blanks, so that every line stays where it is. A
    /// declaration may then no longer stand there: it goes too, unless it names an encoding that is not UTF-8, which the
    /// reader refuses in its own words.
    static func blank(_ bytes: inout [UInt8], to openings: [String]) {
        guard !openings.isEmpty, !isWide(bytes) else { return }
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let opening = openings.map { Array($0.utf8) }
        guard
            let start = bytes.indices.dropFirst(mark).first(where: { index in
                bytes[index] == 0x3C && opening.contains { bytes[index...].starts(with: $0) }
            }), start > mark
        else { return }
        blank(&bytes, mark..<start)
        guard bytes[start...].starts(with: "<?xml".utf8), let end = bytes[start...].firstIndex(of: 0x3E) else { return }
        let declaration = String(decoding: bytes[start...end], as: UTF8.self).lowercased()
        if !declaration.contains("encoding") || declaration.contains("utf-8") { blank(&bytes, start..<(end + 1)) }
    }

    private static func blank(_ bytes: inout [UInt8], _ range: Range<Int>) {
        for index in range where bytes[index] != 0x0A && bytes[index] != 0x0D { bytes[index] = 0x20 }
    }

    /// UTF-16 and the like.
    private static func isWide(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(4).contains(0) || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
    }
}
