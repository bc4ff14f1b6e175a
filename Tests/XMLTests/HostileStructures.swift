import XML

extension Hostile {
    static let structure: [Hostile] = [
        Hostile("empty", "", "a.xml:1:1: the document is empty; it must hold a root element"),
        Hostile("blank", "  \n", "a.xml:2:1: the document is empty; it must hold a root element"),
        Hostile("only a comment", "<!-- a -->", "a.xml:1:11: the document is empty; it must hold a root element"),
        Hostile(
            "truncated in a text",
            "<r><a/>\n<a><b>x",
            "a.xml:2:8: the document ends inside the element 'b'; get the whole file",
            records: 1
        ),
        Hostile(
            "truncated in a tag",
            "<r><a/>\n<a><b c=\"d",
            "a.xml:2:11: the document ends inside the element 'a'; get the whole file",
            records: 1
        ),
        Hostile("truncated in the root", "<r", "a.xml:1:3: the document ends too early; get the whole file"),
        Hostile(
            "two roots",
            "<r><a/></r>\n<r/>",
            "a.xml:2:1: nothing may follow the root element; remove it or put it inside",
            records: 1
        ),
        Hostile(
            "text after the root",
            "<r><a/></r>\njunk",
            "a.xml:2:1: nothing may follow the root element; remove it or put it inside",
            records: 1
        ),
        Hostile(
            "undeclared prefix",
            "<r><a/>\n<x:a>1</x:a></r>",
            "a.xml:2:1: the namespace prefix 'x' is not declared; add xmlns:x=\"…\" or remove the prefix",
            records: 1
        ),
        Hostile(
            "undeclared prefix of an attribute",
            "<r><a/>\n<a x:b=\"1\"/></r>",
            "a.xml:2:1: the namespace prefix 'x' is not declared; add xmlns:x=\"…\" or remove the prefix",
            records: 1
        ),
        Hostile(
            "duplicate attribute",
            "<r><a/>\n<a b=\"1\" b=\"2\"/></r>",
            "a.xml:2:1: the attribute 'b' stands twice in one tag; remove one",
            records: 1
        ),
        Hostile(
            "duplicate attribute by namespace",
            "<r xmlns:x='u' xmlns:y='u'><a/>\n<a x:b=\"1\" y:b=\"2\"/></r>",
            "a.xml:2:1: the attribute 'b' stands twice in one tag; remove one",
            records: 1
        ),
        Hostile(
            "mismatched tags",
            "<r><a/>\n<a>\n<b></a></r>",
            "a.xml:3:4: the element 'b' opened on line 3 is closed by </a>; close it with </b>",
            records: 1
        ),
        Hostile(
            "unquoted attribute",
            "<r><a/>\n<a b=1/></r>",
            "a.xml:2:1: an attribute value must stand in quotes; write name=\"value\"",
            records: 1
        ),
        Hostile(
            "attribute without value",
            "<r><a/>\n<a b/></r>",
            "a.xml:2:1: an attribute must have a value; write name=\"value\"",
            records: 1
        ),
        Hostile(
            "deep nesting",
            "<r>\n" + String(repeating: "<a>", count: 100_000),
            "a.xml:2:190: elements are nested deeper than 64; flatten them"
        ),
        Hostile(
            "too many attributes",
            "<r><a/>\n<a " + (0..<65).map { "a\($0)=\"\"" }.joined(separator: " ") + "/></r>",
            "a.xml:2:1: the element has more than 64 attributes; remove some",
            records: 1
        ),
        Hostile(
            "a long name",
            "<r><a/>\n<" + String(repeating: "x", count: 257) + "/></r>",
            "a.xml:2:1: a name is longer than 256 bytes; shorten it",
            records: 1
        ),
        Hostile(
            "an attribute one byte too long",
            "<r><a/>\n<a b=\"" + String(repeating: "x", count: 65_537) + "\"/></r>",
            "a.xml:2:1: an attribute value is longer than 65,536 bytes; shorten it or use an element",
            records: 1
        ),
        Hostile(
            "a large record",
            "<r><a/>\n<a>" + String(repeating: "x", count: 14) + "</a></r>",
            "a.xml:2:1: the record is larger than 20 bytes; split it or take files out of it",
            records: 1,
            limits: {
                var limits = Limits()
                limits.recordBytes = 20
                return limits
            }()
        ),
        Hostile(
            "a record of many elements",
            "<r><a/>\n<a><b/><b/><b/></a></r>",
            "a.xml:2:12: the record holds more than 3 elements; split it",
            records: 1,
            limits: {
                var limits = Limits()
                limits.elementsPerRecord = 3
                return limits
            }()
        ),
        Hostile(
            "a large document",
            "<r><a/></r>",
            "a.xml:1:1: the document is larger than 10 bytes; split it",
            limits: {
                var limits = Limits()
                limits.bytes = 10
                return limits
            }()
        ),
    ]

    static let notXML: [Hostile] = [
        Hostile(
            "HTML",
            "<!DOCTYPE html>\n<html><body></body></html>",
            "a.xml:1:1: this is an HTML page, not an XML document; save the data itself, not the page that shows it"
        ),
        Hostile(
            "HTML without document type",
            "\n<HTML><body></body></html>",
            "a.xml:2:1: this is an HTML page, not an XML document; save the data itself, not the page that shows it"
        ),
        Hostile("JSON", "{\"a\": 1}", "a.xml:1:1: this looks like JSON, not XML; export as XML"),
        Hostile("text", "hello", "a.xml:1:1: this is not an XML document; it must start with <"),
        Hostile(
            "zip",
            [0x50, 0x4B, 3, 4, 0, 0],
            "a.xml:1:1: this is a zip archive, not an XML document; unpack it first"
        ),
        Hostile("gzip", [0x1F, 0x8B, 8, 0], "a.xml:1:1: this is a gzip file, not an XML document; unpack it first"),
        Hostile("PDF", "%PDF-1.7", "a.xml:1:1: this is a PDF file, not an XML document"),
        Hostile(
            "UTF-32",
            [0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0],
            "a.xml:1:1: UTF-32 is not supported; save the file as UTF-8"
        ),
    ]
}
