import Basics
import Testing

struct SecretBoxTests {
    private func box(_ byte: UInt8) throws -> SecretBox {
        try #require(SecretBox(key: [UInt8](repeating: byte, count: 32)))
    }

    private let nonce = [UInt8](repeating: 7, count: 12)

    @Test func `what was sealed opens with the same key and for the same place only`() throws {
        let sealed = try #require(try box(1).seal("BCDFG 한글", nonce: nonce, context: "order 1"))
        #expect(try box(1).open(sealed, context: "order 1") == "BCDFG 한글")
        #expect(try box(1).open(sealed, context: "order 2") == nil)
        #expect(try box(2).open(sealed, context: "order 1") == nil)
        var changed = sealed
        changed[15] ^= 1
        #expect(try box(1).open(changed, context: "order 1") == nil)
        #expect(try box(1).open([], context: "order 1") == nil)
    }

    @Test func `the sealed form does not hold the text, and another nonce gives another form`() throws {
        let text = Array("BCDFGHJKMPQRTVWXY2346789BCDFGHJK".utf8)
        let sealed = try #require(try box(1).seal(String(decoding: text, as: UTF8.self), nonce: nonce, context: ""))
        #expect(!sealed.indices.contains { sealed[$0...].starts(with: text[..<8]) })
        let again = try box(1).seal("x", nonce: [UInt8](repeating: 8, count: 12), context: "")
        #expect(again != (try box(1).seal("x", nonce: nonce, context: "")))
        #expect(try box(1).seal("x", nonce: [1, 2, 3], context: "") == nil)
    }

    @Test func `a key has 32 bytes and a fingerprint that does not tell it`() throws {
        #expect(SecretBox(key: [1, 2, 3]) == nil)
        #expect(try box(1).fingerprint == (try box(1).fingerprint))
        #expect(try box(1).fingerprint != (try box(2).fingerprint))
        #expect(try box(1).fingerprint.utf8.count == 32)
        #expect(try !box(1).fingerprint.contains("0101"))
    }
}
