import Testing
import XML

@Suite struct HTMLTextTests {
    @Test(arguments: [
        ("no markup,\n  two lines", "no markup,\n  two lines"),
        ("<p>One\n two</p>\n<p>Three</p>", "One two\n\nThree"),
        ("a<br/>\nb<br>c", "a\nb\nc"),
        ("a<br/><br/>b", "a\n\nb"),
        ("<ul><li>One</li><li>Two<ul><li>Deep</li></ul></li></ul><p>After</p>", "- One\n- Two\n  - Deep\n\nAfter"),
        ("<ol><li><p>First</p></li><li><p>Second</p></li></ol>", "1. First\n2. Second"),
        ("<a href=\"https://x.example/1\">One</a>, then", "One (https://x.example/1), then"),
        ("<a href='mailto:kim@x.example'>kim@x.example</a>", "kim@x.example"),
        ("<a href=https://x.example>https://x.example</a>", "https://x.example"),
        ("<a href=\"https://x.example/?a=1&amp;b=2\"></a>", "https://x.example/?a=1&b=2"),
        ("<a href=\"javascript:alert(1)\">Click</a>", "Click"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td><p>1</p></td><td>2<br/>3</td></tr></table>", "A | B\n1 | 2 3"),
        ("<pre>\n  x = 1\n\ty</pre>z", "  x = 1\n\ty\n\nz"),
        ("a<script>if (1 < 2) alert('<p>')</script>b<style>p { }</style>c", "abc"),
        ("<img src=\"/s.png\" alt=\"(smile)\"> <img src='/t.png'>", "(smile) [/t.png]"),
        ("&lt;b&gt; &amp;amp; &nbsp;&euro;&#8364;&#x20AC;&apos;", "<b> &amp; \u{a0}€€€'"),
        ("&unknown; & &#xZ; &#0; &#1; &#xD800; &#99999999;", "&unknown; & &#xZ; \u{fffd} \u{fffd} \u{fffd} \u{fffd}"),
        ("1 < 2 <3 <> </> <- x", "1 < 2 <3 <> </> <- x"),
        ("<!-- <p>no</p> -->yes<!DOCTYPE x><?php x ?>", "yes"),
        ("<p>환불 &#54872;&#48520;</p>", "환불 환불"),
        ("<P>Up</P><BR><B>and</B> down", "Up\n\n\nand down"),
        ("", ""), ("<p></p>", ""), ("<", "<"), ("<a", "<a"), ("<a href=\"x", "<a href=\"x"), ("&", "&"),
        ("</li></ul></table></pre></a>x", "x"),
        ("<b title=\"a > b\">bold</b>", "bold"),
        ("<b title=\"never ends>bold</b> rest", "bold rest"),
    ])
    func `HTML reads as the text that people see`(_ html: String, _ text: String) {
        #expect(Array(HTMLText.text(of: html).utf8) == Array(text.utf8), "\(html) gave \(HTMLText.text(of: html))")
    }

    @Test(arguments: [
        "<b>", "</b>", "<ul><li>", "<a href=x>", "<a <", "<a \"", "<a '>", "<a \">\" ", "<!--", "<script>", "<table><tr><td>",
        "&", "&#", "&amp", "<pre>", "<br>", "<a b=", "<ol>", "x ",
    ])
    func `two megabytes of the same are read in time that grows with their number only`(_ piece: String) {
        let html = String(repeating: piece, count: 2_000_000 / piece.utf8.count)
        let clock = ContinuousClock()
        var text = ""
        let time = clock.measure { text = HTMLText.text(of: html) }
        #expect(text.utf8.count <= 60 * html.utf8.count)
        #expect(time < .seconds(60))
    }

    @Test func `one tag with a hundred thousand attributes is one tag`() {
        let attributes = (0..<100_000).map { " a\($0)=x" }.joined()
        #expect(HTMLText.text(of: "<p\(attributes)>x</p>") == "x")
        #expect(HTMLText.text(of: "<a\(attributes) href=y>x</a>") == "x (y)")
    }
}
