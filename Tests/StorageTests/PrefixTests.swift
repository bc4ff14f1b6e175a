import SQL
import Testing

@testable import Storage

@Suite struct PrefixTests {
    @Test(arguments: [
        ("a", "b"), ("az", "a{"), ("\u{7f}", "\u{80}"), ("\u{7ff}", "\u{800}"), ("\u{d7ff}", "\u{e000}"),
        ("\u{ffff}", "\u{10000}"), ("a\u{10ffff}", "b"), ("a\u{10ffff}\u{10ffff}", "b"),
    ])
    func `the end of a range is the first text behind all that begin alike`(prefix: String, end: String) {
        #expect(Query.end(of: prefix)?.utf8.elementsEqual(end.utf8) == true)
    }

    @Test func `nothing stands behind the last scalar`() {
        #expect(Query.end(of: "\u{10ffff}") == nil)
        #expect(Query.end(of: "") == nil)
    }
}
