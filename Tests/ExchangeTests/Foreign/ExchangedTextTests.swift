import Casework
import Testing

@Suite struct ExchangedTextTests {
    @Test(arguments: [
        ("a\r\nb\rc", "a\nb\nc"), (" a \n", "a"), ("a\u{85}b\u{80}\u{9F}", "a\u{2026}b\u{20AC}\u{178}"), ("a\r", "a"),
        ("\u{81}", "\u{81}"), ("", " \r\n"),
    ])
    func `a text is the same after a way that changed only its marks`(_ left: String, _ right: String) {
        #expect(ExchangedText.isSame(left, right) && ExchangedText.isSame(right, left))
    }

    @Test(arguments: [
        ("é", "e\u{301}"), ("가", "\u{1100}\u{1161}"), ("a\n\nb", "a\nb"), ("a  b", "a b"), ("\u{a0}a b", "a\u{a0}b"),
        ("\u{85}", "\u{2025}"), ("Â\u{2026}", "\u{2026}"),
    ])
    func `every other difference is one`(_ left: String, _ right: String) {
        #expect(!ExchangedText.isSame(left, right) && !ExchangedText.isSame(right, left))
    }
}
