import XML

extension Hostile {
    private static func many(_ text: String, _ bytes: Int = 10_000_000) -> String {
        String(repeating: text, count: bytes / text.utf8.count)
    }

    static let endless: [Hostile] = [
        Hostile(
            "attribute",
            "<r><a/>\n<a b=\"" + many("x"),
            "a.xml:2:6: an attribute value is longer than 65,536 bytes; shorten it or use an element",
            records: 1
        ),
        Hostile(
            "attribute that ends after 10 MB",
            "<r><a/>\n<a b=\"" + many("x") + "\"/></r>",
            "a.xml:2:6: an attribute value is longer than 65,536 bytes; shorten it or use an element",
            records: 1
        ),
        Hostile(
            "attributes",
            "<r><a/>\n<a " + (0..<500_000).map { "a\($0)=\"\" " }.joined(),
            "a.xml:2:1: a tag is longer than 262,144 bytes; shorten it",
            records: 1
        ),
        Hostile(
            "text",
            "<r><a/>\n<a>" + many("x"),
            "a.xml:2:1: a text is longer than 5,242,880 bytes; shorten it or split it",
            records: 1
        ),
        Hostile(
            "text of references",
            "<r><a/>\n<a>" + many("&amp;", 30_000_000),
            "a.xml:2:1: a text is longer than 5,242,880 bytes; shorten it or split it",
            records: 1
        ),
        Hostile(
            "text of comments",
            "<r><a/>\n<a>" + many("x<!---->", 42_000_000),
            "a.xml:2:1: a text is longer than 5,242,880 bytes; shorten it or split it",
            records: 1
        ),
        Hostile(
            "CDATA",
            "<r><a/>\n<a><![CDATA[" + many("x"),
            "a.xml:2:313: a text is longer than 5,242,880 bytes; shorten it or split it",
            records: 1
        ),
        Hostile(
            "name",
            "<r><a/>\n<" + many("x"),
            "a.xml:2:2: a name is longer than 256 bytes; shorten it",
            records: 1
        ),
        Hostile(
            "comment",
            "<r><a/>\n<!--" + many("x"),
            "a.xml:2:1: a comment is longer than 262,144 bytes; shorten or remove it",
            records: 1
        ),
        Hostile(
            "processing instruction",
            "<r><a/>\n<?a " + many("x"),
            "a.xml:2:1: a processing instruction is longer than 262,144 bytes; shorten or remove it",
            records: 1
        ),
        Hostile(
            "blanks in a tag",
            "<r><a/>\n<a " + many(" "),
            "a.xml:2:1: a tag is longer than 262,144 bytes; shorten it",
            records: 1
        ),
        Hostile("document type", "<!DOCTYPE " + many("x"), "a.xml:1:1: \(doctypeRefusal)"),
        Hostile(
            "reference",
            "<r><a/>\n<a>&#" + many("1"),
            "a.xml:2:4: a bare & is not allowed; write &amp;",
            records: 1
        ),
        Hostile(
            "record",
            "<r><a/>\n<a>" + many("<b/>", 1_000_000),
            "a.xml:2:400000: the record holds more than 100,000 elements; split it",
            records: 1
        ),
        Hostile(
            "different names",
            "<r><a>" + (0..<90_000).map { "<b\($0)\(many("c", 64))/>" }.joined(),
            "a.xml:1:1408966: the document uses more than 4,194,304 bytes of different names; use fewer"
        ),
    ]
}
