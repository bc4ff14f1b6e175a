import Testing

@testable import Commands

struct TerminalKeyTests {
    private func keys(_ text: String) -> [Key] {
        var decoder = KeyDecoder()
        decoder.feed(text.utf8)
        var keys: [Key] = []
        while let key = decoder.next(isLast: true) { keys.append(key) }
        return keys
    }

    @Test func `bytes of a terminal become keys`() {
        #expect(keys("a환?") == [.character("a"), .character("환"), .character("?")])
        #expect(
            keys("\r\n\u{7f}\u{8}\u{3}\u{5}") == [.enter, .enter, .backspace, .backspace, .control("c"), .control("e")]
        )
        #expect(keys("\u{1b}[A\u{1b}[B\u{1b}[C\u{1b}OD") == [.up, .down, .right, .left])
        #expect(keys("\u{1b}[3~\u{1b}[1;5C\u{1b}xq") == [.other, .other, .other, .character("q")])
        #expect(keys("\u{1b}") == [.escape])
        #expect(keys("\u{1b}\u{1b}[A") == [.escape, .up])
        #expect(keys("e\u{301}👩") == [.character("e"), .character("\u{301}"), .character("👩")])
    }

    @Test func `what is pasted is one key, whatever is in it`() {
        #expect(keys("\u{1b}[200~a\r\nq\u{1b}[201~x") == [.paste("a\nq"), .character("x")])
        #expect(keys("\u{1b}[200~cut") == [.paste("cut")])
    }

    @Test func `a key that has not come whole waits for its rest`() {
        var decoder = KeyDecoder()
        for byte in Array("환".utf8).dropLast() {
            decoder.feed([byte])
            #expect(decoder.next() == nil)
        }
        decoder.feed(Array("환".utf8).suffix(1))
        #expect(decoder.next() == .character("환"))
        decoder.feed([0x1b])
        #expect(decoder.next() == nil)
        #expect(decoder.isPending)
        decoder.feed(Array("[".utf8))
        #expect(decoder.next() == nil)
        decoder.feed(Array("C".utf8))
        #expect(decoder.next() == .right)
        #expect(!decoder.isPending)
    }

    @Test func `bytes that are no text are no keys and hold nothing up`() {
        var decoder = KeyDecoder()
        decoder.feed([0xff, 0xc3, 0x28, 0x61])
        var keys: [Key] = []
        while let key = decoder.next(isLast: true) { keys.append(key) }
        #expect(keys.last == .character("a"))
        #expect(!keys.contains(.character("\u{fffd}")))
    }
}

struct LineEditorTests {
    private func edited(_ keys: [Key], from text: String = "") -> (LineEditor, LineEditor.Outcome) {
        var editor = LineEditor(text)
        var outcome = LineEditor.Outcome.goesOn
        for key in keys { outcome = editor.take(key) }
        return (editor, outcome)
    }

    @Test func `a line is typed, pasted and taken back`() {
        #expect(edited([.character("환"), .character("불"), .backspace]).0.text == "환")
        #expect(edited([.character("e"), .character("\u{301}"), .backspace]).0.text == "")
        #expect(edited([.backspace, .paste("two\nlines")]).0.text == "two\nlines")
        #expect(edited([.control("w")], from: "keep this  ").0.text == "keep ")
        #expect(edited([.control("u")], from: "gone").0.text == "")
        #expect(edited([.left, .up, .other, .control("x")], from: "as it was").0.text == "as it was")
    }

    @Test func `a line ends in one of four ways`() {
        #expect(edited([.enter], from: "x").1 == .done)
        #expect(edited([.escape], from: "x").1 == .cancelled)
        #expect(edited([.control("e")], from: "x").1 == .editor)
        #expect(edited([.control("c")], from: "x").1 == .interrupted)
    }

    @Test func `only the end of a long line is shown, and no line end`() {
        #expect(LineEditor("abc\ndef").shown(in: 20) == "abc⏎def")
        #expect(LineEditor("abcdefghij").shown(in: 6) == "…fghij")
        #expect(LineEditor("환불요청서").shown(in: 6) == "…청서")
        #expect(DisplayWidth.of(LineEditor("환불요청서").shown(in: 6)) <= 6)
    }
}
