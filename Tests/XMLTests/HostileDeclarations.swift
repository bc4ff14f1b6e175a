import XML

/// The sentence for every document type declaration.
let doctypeRefusal = "a document type declaration is not allowed; remove it"
private let declarationFirst =
    "the XML declaration must be the very first thing in a file; remove what stands before it, or the declaration"

extension Hostile {
    static let declarations: [Hostile] = [
        Hostile(
            "external entity",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<r><a>&x;</a></r>",
            "a.xml:2:1: \(doctypeRefusal)"
        ),
        Hostile(
            "internal entity",
            "<!DOCTYPE r [<!ENTITY x \"y\">]>\n<r><a>&x;</a></r>",
            "a.xml:1:1: \(doctypeRefusal)"
        ),
        Hostile(
            "parameter entity",
            "<!DOCTYPE r [<!ENTITY % x SYSTEM \"http://192.0.2.1/y\"> %x;]>\n<r/>",
            "a.xml:1:1: \(doctypeRefusal)"
        ),
        Hostile(
            "billion laughs",
            "<!DOCTYPE r [<!ENTITY a \"ha\">" + ("b"..."j" as ClosedRange<Character>).laughs + "]><r><a>&j;</a></r>",
            "a.xml:1:1: \(doctypeRefusal)"
        ),
        Hostile(
            "quadratic blow-up",
            "<!DOCTYPE r [<!ENTITY a \"" + String(repeating: "a", count: 50_000) + "\">]>\n<r><a>"
                + String(repeating: "&a;", count: 50_000) + "</a></r>",
            "a.xml:1:1: \(doctypeRefusal)"
        ),
        Hostile(
            "document type without entities",
            "\n <!DOCTYPE r SYSTEM \"x.dtd\">\n<r/>",
            "a.xml:2:2: \(doctypeRefusal)"
        ),
        Hostile(
            "internal subset where an external one is allowed",
            "<!DOCTYPE r SYSTEM \"x\" [<!ENTITY a \"b\">]>\n<r/>",
            "a.xml:1:1: a document type declaration must not define anything; remove the part in [ ]",
            limits: {
                var limits = Limits()
                limits.allowsExternalDoctype = true
                return limits
            }()
        ),
        Hostile(
            "wrong encoding",
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<r/>",
            "a.xml:1:1: the XML declaration says UTF-16, but the bytes are UTF-8 or the like; correct the declaration or "
                + "save the file as UTF-16"
        ),
        Hostile(
            "wrong encoding in UTF-16",
            utf16("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r/>", bigEndian: true, mark: true),
            "a.xml:1:1: the XML declaration says UTF-8, but the bytes are UTF-16 (big-endian); correct the declaration or "
                + "save the file as UTF-8"
        ),
        Hostile(
            "unknown encoding",
            "<?xml version=\"1.0\" encoding=\"KLINGON-1\"?>\n<r/>",
            "a.xml:1:1: the encoding 'KLINGON-1' is not known; save the file as UTF-8 and declare that"
        ),
        Hostile("blank line first", "\n<?xml version=\"1.0\"?>\n<r/>", "a.xml:2:1: \(declarationFirst)"),
        Hostile("junk first", "junk\n<?xml version=\"1.0\"?>\n<r/>", "a.xml:1:1: \(declarationFirst)"),
        Hostile("comment first", "<!-- x -->\n<?xml version=\"1.0\"?>\n<r/>", "a.xml:2:1: \(declarationFirst)"),
        Hostile(
            "a declaration inside",
            "<r><a/>\n<?xml version='1.0'?></r>",
            "a.xml:2:1: \(declarationFirst)",
            records: 1
        ),
        Hostile(
            "XML 2",
            "<?xml version='2.0'?><r/>",
            "a.xml:1:20: the document is not well-formed: unsupported version '2.0'"
        ),
    ]
}

extension ClosedRange<Character> {
    /// Ten times the entity before, for every letter.
    fileprivate var laughs: String {
        var result = ""
        var before = "a"
        for letter in "bcdefghij" where contains(letter) {
            result += "<!ENTITY \(letter) \"\(String(repeating: "&\(before);", count: 10))\">"
            before = String(letter)
        }
        return result
    }
}
