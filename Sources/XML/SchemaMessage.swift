/// libxml2's words about a schema violation, made fit for a person: without namespaces in braces, without its article
/// of faith that every value is worth a megabyte of message.
enum SchemaMessage {
    /// The longest message in characters.
    static let maximumLength = 300

    static func cleaned(_ message: String) -> String {
        var text = withoutNamespaces(message[...])
        while let last = text.last, last.isWhitespace || last == "." { text.removeLast() }
        var bytes = Array(text.utf8)
        for (theirs, ours) in phrases { replace(theirs, with: ours, in: &bytes) }
        text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix("Element '") { text = "element '" + text.dropFirst(9) }
        // A long value stands in the middle; what is wrong with it at the end.
        if text.count > maximumLength { text = text.prefix(99) + "…" + text.suffix(maximumLength - 100) }
        return text
    }

    private static let phrases: [([UInt8], [UInt8])] = [
        ("This element is not expected. Expected is", "this element is not expected here; expected is"),
        ("This element is not expected", "this element is not expected here"),
        ("Missing child element(s). Expected is", "something is missing inside; expected is"),
        ("Missing child element(s)", "something is missing inside"),
        ("No matching global declaration available for the validation root", "the schema knows no such element"),
        (
            "No matching global element declaration available, but demanded by the strict wildcard",
            "the schema knows no such element"
        ),
        (
            "Character content other than whitespace is not allowed because the content type is 'element-only'",
            "text is not allowed here, only elements"
        ),
        ("Character content is not allowed, because the content type is empty", "the element must be empty"),
        ("Element content is not allowed, because the type definition is simple", "elements are not allowed inside"),
        (
            "Element content is not allowed, because the content type is a simple type definition",
            "elements are not allowed inside"
        ),
        ("The attribute '", "the attribute '"),
        ("The value ", "the value "),
        ("is not a valid value of the atomic type 'xs:", "is not a valid value of the type '"),
        ("is not a valid value of the local atomic type", "is not a valid value"),
        ("is not a valid value of the atomic type", "is not a valid value of the type"),
        ("[facet 'enumeration'] ", ""), ("[facet 'pattern'] ", ""), ("[facet 'maxLength'] ", ""),
        ("[facet 'minLength'] ", ""), ("[facet 'length'] ", ""), ("[facet 'minInclusive'] ", ""),
        ("[facet 'maxInclusive'] ", ""), ("[facet 'minExclusive'] ", ""), ("[facet 'maxExclusive'] ", ""),
        ("[facet 'totalDigits'] ", ""), ("[facet 'fractionDigits'] ", ""),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    private static func replace(_ theirs: [UInt8], with ours: [UInt8], in text: inout [UInt8]) {
        guard let first = theirs.first, text.count >= theirs.count else { return }
        var index = 0
        while index <= text.count - theirs.count {
            if text[index] == first, text[index...].starts(with: theirs) {
                text.replaceSubrange(index..<index + theirs.count, with: ours)
                index += ours.count
            } else {
                index += 1
            }
        }
    }

    /// What stands before a name in the library's messages; a brace after anything else belongs to a value.
    private static let beforeNames = ["lement '", "ttribute '", "type '", "definition '", "decl. '", "( ", ", "]

    /// `{urn:x}name` is `name`.
    private static func withoutNamespaces(_ message: Substring) -> String {
        var result = ""
        var rest = message
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            if beforeNames.contains(where: result.hasSuffix), let close = rest[open...].firstIndex(of: "}") {
                rest = rest[rest.index(after: close)...]
            } else {
                result.append("{")
                rest = rest[rest.index(after: open)...]
            }
        }
        return result + rest
    }
}
