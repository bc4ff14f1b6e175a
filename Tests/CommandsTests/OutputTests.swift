import Testing

@testable import Commands

struct OutputTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("환불", 4), ("환불 R-1", 8), ("ライセンス", 10), ("退款", 4), ("é", 1), ("e\u{301}", 1),
        ("👩‍👩‍👧", 2), ("🇰🇷", 2), ("✅", 2), ("❤️", 2), ("ｱ", 1), ("Ａ", 2), ("\u{1112}\u{1161}\u{11ab}", 2), ("a\u{200b}b", 2),
    ])
    func `wide characters take two columns and marks none`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("환불요청", 8, "환불요청"), ("환불요청", 7, "환불요…"),
        ("환불요청", 6, "환불…"), ("abc", 1, "…"), ("abc", 0, ""),
    ])
    func `a text is cut at a column and never through a character`(text: String, width: Int, cut: String) {
        #expect(DisplayWidth.cut(text, to: width) == cut)
        #expect(DisplayWidth.of(DisplayWidth.cut(text, to: width)) <= width)
    }

    @Test func `lines break at blanks, and long words where they must`() {
        #expect(DisplayWidth.wrapped("one two three four", to: 10) == ["one two", "three four"])
        #expect(DisplayWidth.wrapped("a\n\nb", to: 10) == ["a", "", "b"])
        #expect(DisplayWidth.wrapped("환불을 요청합니다 지금", to: 12) == ["환불을", "요청합니다", "지금"])
        #expect(DisplayWidth.wrapped("abcdefghijklmno", to: 10) == ["abcdefghij", "klmno"])
    }

    @Test func `nothing from data moves the cursor or turns the reading direction`() {
        #expect(SafeText.line("a\u{1b}[2Jb") == "a\u{fffd}[2Jb")
        #expect(SafeText.line("a\u{9b}2Jb\u{202e}c\u{7f}") == "a\u{fffd}2Jb\u{fffd}c\u{fffd}")
        #expect(SafeText.line("a\r\nb\tc\rd") == "a b c d")
        #expect(SafeText.block("a\r\nb\rc\td") == "a\nb\nc d")
        #expect(SafeText.line("환불 👩‍👧") == "환불 👩‍👧")
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("=1+1", "'=1+1"), ("+82", "'+82"), ("-5", "'-5"), ("@x", "'@x"), ("\tx", "'\tx"), ("'s", "''s"),
        ("=a,b", "\"'=a,b\""), ("", ""), ("a=b", "a=b"), ("a\u{9b}b", "a\u{fffd}b"),
    ])
    func `a cell is quoted as RFC 4180 says and starts no formula`(text: String, cell: String) {
        #expect(CSV.cell(text) == cell)
    }

    @Test func `JSON escapes what a terminal would obey and keeps the order of keys`() {
        let json = JSON.object([
            ("b", .text("a\"\\\n\r\t\u{1b}\u{9b}\u{202e}환")), ("a", .list([.null, .flag(true), .integer(-5)])),
            ("c", .list([])), ("d", .object([])),
        ])
        #expect(
            json.line
                == #"{"b": "a\"\\\n\r\t\u001b\u009b\u202e환", "a": [null, true, -5], "c": [], "d": {}}"#
        )
        #expect(
            JSON.object([("a", .list([.integer(1), .integer(2)]))]).indented()
                == "{\n  \"a\": [\n    1,\n    2\n  ]\n}"
        )
    }

    @Test func `XML escapes markup and nests by keys`() {
        #expect(
            ListXML.element("t", .object([("a", .text("<&>\r")), ("b", .null), ("c", .list([.integer(1)]))]))
                == "<t>\n  <a>&lt;&amp;&gt;&#13;</a>\n  <b/>\n  <c>\n    <item>1</item>\n  </c>\n</t>"
        )
    }

    @Test(arguments: [
        (0, "0m"), (59, "59m"), (60, "1h"), (2_879, "47h"), (2_880, "2d"), (1_051_199, "729d"), (1_152_000, "2y"),
    ])
    func `spans are said in the largest unit that is not too coarse`(minutes: Int64, said: String) {
        #expect(Moments.span(minutes * 60_000) == said)
        #expect(Moments.span(-minutes * 60_000) == said)
    }

    @Test(arguments: [
        (Int64(0), "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (34_499, "34 kB"), (1_250_000, "1.3 MB"),
        (10_000_000, "10 MB"), (2_000_000_000, "2.0 GB"),
    ])
    func `sizes are said in powers of ten`(count: Int64, said: String) {
        #expect(Sizes.bytes(count) == said)
    }

    @Test func `numbers are grouped by three`() {
        #expect(Sizes.grouped(0) == "0")
        #expect(Sizes.grouped(999) == "999")
        #expect(Sizes.grouped(200_000) == "200,000")
        #expect(Sizes.grouped(-1_234_567) == "-1,234,567")
    }

    private static let colours: [(environment: [String: String], isTerminal: Bool, hasColour: Bool)] = [
        ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false), (["NO_COLOR": ""], true, true),
        (["CLICOLOR_FORCE": "1"], false, true), (["CLICOLOR_FORCE": "0"], false, false),
        (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], true, false), (["CLICOLOR": "0"], true, false),
        (["TERM": "dumb"], true, false),
    ]

    @Test(arguments: colours)
    func `colour follows the terminal and the variables`(
        environment: [String: String],
        isTerminal: Bool,
        hasColour: Bool
    ) {
        #expect(Surroundings.hasColour(environment, isTerminal: isTerminal) == hasColour)
    }
}
