import Packing
import Testing

@Suite struct GzipTests {
    private func packed(_ bytes: [UInt8], pieces: Int = 1_000) throws -> [UInt8] {
        var result: [UInt8] = []
        let gzip = try Gzip()
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            try gzip.append(Array(bytes[start..<min(start + pieces, bytes.count)])) { result += $0 }
        }
        try gzip.finish { result += $0 }
        return result
    }

    private func unpacked(_ bytes: [UInt8], pieces: Int = 777, limit: Int64 = 10_000_000) throws -> [UInt8] {
        var result: [UInt8] = []
        let gunzip = try Gunzip(limit: limit)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            try gunzip.append(Array(bytes[start..<min(start + pieces, bytes.count)])) { result += $0 }
        }
        try gunzip.finish()
        return result
    }

    @Test(arguments: [0, 1, 65_536, 1_000_003])
    func `what was packed is unpacked`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
        let packed = try packed(bytes)
        #expect(try unpacked(packed) == bytes)
        #expect(try packed == self.packed(bytes, pieces: 17))
    }

    @Test func `a bomb ends at the limit`() throws {
        let bomb = try packed([UInt8](repeating: 0, count: 3_000_000))
        #expect(bomb.count < 4_000)
        #expect(throws: PackingFault.tooLarge(limit: 2_999_999)) { try unpacked(bomb, limit: 2_999_999) }
        #expect(try unpacked(bomb, limit: 3_000_000).count == 3_000_000)
    }

    @Test func `what is cut, changed or followed by more is refused`() throws {
        let good = try packed(Array("환불 refund".utf8))
        #expect(throws: PackingFault.truncated) { try unpacked(Array(good.dropLast())) }
        #expect(throws: PackingFault.dataBehindEnd) { try unpacked(good + [0]) }
        var changed = good
        changed[12] ^= 0x55
        #expect(throws: PackingFault.damaged) { try unpacked(changed) }
        #expect(throws: PackingFault.truncated) { try unpacked([]) }
        #expect(throws: PackingFault.damaged) { try unpacked(Array("no gzip".utf8)) }
    }
}
