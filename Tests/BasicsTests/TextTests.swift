import Basics
import Testing

struct TextTests {
    @Test func `a line loses the blanks around it and nothing else`() throws {
        #expect(try Text.line(" \u{3000}two  words\u{00a0}\n", limit: 20) == "two  words")
        #expect(try Text.line("\u{feff}환불", limit: 20) == "환불")
        #expect(throws: Fault.missing) { try Text.line(" \t\n", limit: 20) }
        #expect(throws: Fault.missing) { try Text.line("", limit: 20) }
    }

    @Test func `a line has no second line`() {
        #expect(throws: Fault.lineBreak(position: 4)) { try Text.line(" one\ntwo", limit: 20) }
        #expect(throws: Fault.lineBreak(position: 4)) { try Text.line("one\rtwo", limit: 20) }
    }

    @Test func `a block is kept exactly as written`() throws {
        let text = " one\r\n\ttwo \u{0085} e\u{301} \n"
        #expect(Array(try Text.block(text, limit: 100).utf8) == Array(text.utf8))
        #expect(throws: Fault.missing) { try Text.block(" \n ", limit: 100) }
    }

    @Test func `length counts Unicode scalars`() throws {
        #expect(try Text.line("환불환불", limit: 4) == "환불환불")
        #expect(throws: Fault.tooLong(limit: 3, actual: 4)) { try Text.line("환불환불", limit: 3) }
        #expect(throws: Fault.tooLong(limit: 4, actual: 5)) { try Text.block("abcde", limit: 4) }
        #expect(try Text.block("abcde", limit: 5) == "abcde")
    }

    @Test(arguments: [0x00, 0x08, 0x0b, 0x0c, 0x1f, 0xfffe, 0xffff] as [UInt32])
    func `what no XML document can carry is refused with its place`(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        let text = "ab" + String(Character(scalar)) + "c"
        #expect(throws: Fault.forbiddenCharacter(scalar: value, position: 3)) { try Text.line(text, limit: 20) }
        #expect(throws: Fault.forbiddenCharacter(scalar: value, position: 3)) { try Text.block(text, limit: 20) }
    }

    @Test func `what a sentence quotes is short and moves no cursor`() {
        #expect(quoted("a\u{1b}[2Jb\u{7f}") == "a\u{fffd}[2Jb\u{fffd}")
        #expect(quoted(String(repeating: "x", count: 61)) == String(repeating: "x", count: 60) + "…")
        #expect(quoted(String(repeating: "x", count: 60)) == String(repeating: "x", count: 60))
    }
}
