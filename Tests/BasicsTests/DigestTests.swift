import Basics
import Testing

struct DigestTests {
    /// FIPS 180-4 example vectors.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `it is SHA-256`(text: String, digest: String) throws {
        #expect(Digest.of(text).description == digest)
        #expect(try Digest(digest.uppercased()) == Digest.of(text))
    }

    @Test func `taken piece by piece it is the same`() {
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0) }
        var builder = DigestBuilder()
        for start in stride(from: 0, to: 1_000, by: 7) { builder.append(Array(bytes[start..<min(start + 7, 1_000)])) }
        #expect(builder.finish() == Digest.of(bytes))
    }

    @Test func `only 32 bytes and 64 digits are one`() {
        #expect(Digest(bytes: Array(repeating: 0, count: 31)) == nil)
        #expect(Digest(bytes: Array(repeating: 0, count: 33)) == nil)
        #expect(Digest(bytes: Array(repeating: 0, count: 32))?.description == String(repeating: "0", count: 64))
        for text in ["", String(repeating: "0", count: 63), String(repeating: "g", count: 64)] {
            #expect(throws: Fault.notADigest(text)) { try Digest(text) }
        }
    }
}
