import XML

extension Hostile {
    static let characters: [Hostile] = [
        Hostile(
            "invalid UTF-8",
            Array("<r><a/>\n<a>환".utf8) + [0xE9] + Array("</a></r>".utf8),
            "a.xml:2:5: the bytes from byte 14 are not UTF-8; save the file as UTF-8, or declare the encoding it really has",
            records: 1
        ),
        Hostile(
            "UTF-8 cut in a character",
            Array("<r><a/>\n<a>환".utf8.dropLast()),
            "a.xml:2:4: the bytes from byte 11 are not UTF-8; save the file as UTF-8, or declare the encoding it really has",
            records: 1
        ),
        Hostile(
            "overlong UTF-8",
            Array("<r>".utf8) + [0xC0, 0xAF],
            "a.xml:1:4: the bytes from byte 3 are not UTF-8; save the file as UTF-8, or declare the encoding it really has"
        ),
        Hostile(
            "a surrogate in UTF-8",
            Array("<r>".utf8) + [0xED, 0xA0, 0x80],
            "a.xml:1:4: the bytes from byte 3 are not UTF-8; save the file as UTF-8, or declare the encoding it really has"
        ),
        Hostile(
            "odd UTF-16",
            utf16("<r>\n<a>환불</a></r>", bigEndian: false, mark: true).dropLast() + [],
            "a.xml:2:13: the bytes from byte 34 are not UTF-16; save the file as UTF-16, or declare the encoding it really "
                + "has",
            records: 1
        ),
        Hostile(
            "half a pair in UTF-16",
            utf16("<r>\n<a>x", bigEndian: false, mark: true) + [0x00, 0xD8, 0x41, 0x00],
            "a.xml:2:5: the bytes from byte 18 are not UTF-16; save the file as UTF-16, or declare the encoding it really "
                + "has"
        ),
        Hostile(
            "NUL",
            "<r><a/>\n<a>x\0</a></r>",
            "a.xml:2:5: the character U+0000 is not allowed in XML; remove it",
            records: 1
        ),
        Hostile(
            "control character",
            "<r><a/>\n<a>x\u{1}</a></r>",
            "a.xml:2:5: the character U+0001 is not allowed in XML; remove it",
            records: 1
        ),
        Hostile(
            "U+FFFE",
            "<r><a/>\n<a>x\u{FFFE}</a></r>",
            "a.xml:2:5: the character U+FFFE is not allowed in XML; remove it",
            records: 1
        ),
        Hostile(
            "NUL as a reference",
            "<r><a/>\n<a>x&#0;</a></r>",
            "a.xml:2:5: this reference names a character that is not allowed in XML; remove it",
            records: 1
        ),
        Hostile(
            "control character as a reference",
            "<r><a/>\n<a b='&#x1;'/></r>",
            "a.xml:2:7: this reference names a character that is not allowed in XML; remove it",
            records: 1
        ),
        Hostile(
            "bare ampersand",
            "<r><a/>\n<a>x & y</a></r>",
            "a.xml:2:6: a bare & is not allowed; write &amp;",
            records: 1
        ),
        Hostile(
            "ampersand without semicolon",
            "<r><a/>\n<a>x &amp y</a></r>",
            "a.xml:2:6: a bare & is not allowed; write &amp;",
            records: 1
        ),
        Hostile(
            "entity of HTML",
            "<r><a/>\n<a>x &nbsp; y</a></r>",
            "a.xml:2:6: the entity &nbsp; is not defined; write the character itself, or only &lt; &gt; &amp; &quot; "
                + "&apos;",
            records: 1
        ),
        Hostile(
            "less-than in text",
            "<r><a/>\n<a>x < y</a></r>",
            "a.xml:2:6: a bare < is not allowed here; write &lt;",
            records: 1
        ),
        Hostile(
            "less-than in an attribute",
            "<r><a/>\n<a b=\"<\"/></r>",
            "a.xml:2:1: a bare < is not allowed here; write &lt;",
            records: 1
        ),
        Hostile(
            "end of CDATA in text",
            "<r><a/>\n<a>x]]>y</a></r>",
            "a.xml:2:4: ]]> is not allowed in text; write ]]&gt;",
            records: 1
        ),
        Hostile(
            "two hyphens in a comment",
            "<r><a/>\n<!-- a -- b --></r>",
            "a.xml:2:8: -- is not allowed inside a comment; write something else there",
            records: 1
        ),
    ]
}
