import Basics
import Testing

@Suite struct CSVLineTests {
    @Test func `a line for people holds neither formulas nor characters that control`() {
        #expect(CSVText.line(["a", "=1+1", "-5", "b,c", "\"x\"", ""]) == "a,'=1+1,'-5,\"b,c\",\"\"\"x\"\"\",\r\n")
        #expect(CSVText.shownCell("a\u{1b}[2Jb\u{202e}") == "a\u{fffd}[2Jb\u{fffd}")
        #expect(CSVText.shownCell("two\nlines") == "\"two\nlines\"")
        #expect(CSVText.shownCell("\u{1b}=1") == "\u{fffd}=1")
    }

    @Test func `what controls is told from what is read`() {
        let controls: [Unicode.Scalar] = ["\u{0}", "\t", "\n", "\u{7f}", "\u{9b}", "\u{2028}", "\u{202e}", "\u{2066}"]
        #expect(controls.allSatisfy { Text.isControl($0) })
        #expect(!["a", "é", "환", " ", "\u{301}"].contains { Text.isControl($0) })
    }
}
