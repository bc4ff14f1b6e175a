extension XMLFault {
    /// One line for a person: `orders.xml:2:10: what was refused; what would have worked`.
    package var sentence: String {
        line > 0 ? "\(source):\(line):\(column): \(kind.clause)" : "\(source): \(kind.clause)"
    }
}

extension XMLFault: CustomStringConvertible {
    package var description: String { sentence }
}

extension XMLFault.Kind {
    /// The sentence without its place.
    package var clause: String {
        switch self {
        case .missing: "there is no such file; check the path"
        case .directory: "this is a directory; name a file in it"
        case .notPermitted: "the file may not be read; check its permissions"
        case .unreadable(let reason): "the file can not be read: \(reason)"
        case .empty: "the document is empty; it must hold a root element"
        case .notXML(let what): what.clause
        case .unknownEncoding(let name):
            "the encoding '\(name)' is not known; save the file as UTF-8 and declare that"
        case .wrongEncoding(let declared, let actual):
            "the XML declaration says \(declared), but the bytes are \(actual); correct the declaration or save the "
                + "file as \(declared)"
        case .invalidBytes(let encoding, let byte):
            "the bytes from byte \(byte) are not \(encoding); save the file as \(encoding), or declare the encoding it "
                + "really has"
        case .forbiddenCharacter(let scalar):
            "the character \(Self.name(of: scalar)) is not allowed in XML; remove it"
        case .forbiddenReference: "this reference names a character that is not allowed in XML; remove it"
        case .doctype: "a document type declaration is not allowed; remove it"
        case .internalSubset: "a document type declaration must not define anything; remove the part in [ ]"
        case .limit(let limit, let maximum): limit.clause(maximum)
        case .declarationNotFirst:
            "the XML declaration must be the very first thing in a file; remove what stands before it, or the declaration"
        case .truncated(let open):
            open.map { "the document ends inside the element '\($0)'; get the whole file" }
                ?? "the document ends too early; get the whole file"
        case .mismatchedTag(let open, let line, let found):
            "the element '\(open)' opened on line \(line) is closed by </\(found)>; close it with </\(open)>"
        case .duplicateAttribute(let name): "the attribute '\(name)' stands twice in one tag; remove one"
        case .undeclaredPrefix(let prefix):
            "the namespace prefix '\(prefix)' is not declared; add xmlns:\(prefix)=\"…\" or remove the prefix"
        case .undefinedEntity(let name):
            "the entity &\(name); is not defined; write the character itself, or only &lt; &gt; &amp; &quot; &apos;"
        case .unescapedAmpersand: "a bare & is not allowed; write &amp;"
        case .unescapedLessThan: "a bare < is not allowed here; write &lt;"
        case .unescapedCDATAEnd: "]]> is not allowed in text; write ]]&gt;"
        case .hyphensInComment: "-- is not allowed inside a comment; write something else there"
        case .unquotedAttribute: "an attribute value must stand in quotes; write name=\"value\""
        case .attributeWithoutValue: "an attribute must have a value; write name=\"value\""
        case .contentAfterRoot: "nothing may follow the root element; remove it or put it inside"
        case .textOutsideRoot: "a document must start with an element; remove the text before it"
        case .notWellFormed(let reason): "the document is not well-formed: \(reason)"
        case .schema(let reason): "the schema can not be used: \(reason)"
        }
    }

    private static func name(of scalar: UInt32) -> String {
        let hexadecimal = String(scalar, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal
    }
}

extension XMLFault.Lookalike {
    fileprivate var clause: String {
        switch self {
        case .html: "this is an HTML page, not an XML document; save the data itself, not the page that shows it"
        case .json: "this looks like JSON, not XML; export as XML"
        case .zip: "this is a zip archive, not an XML document; unpack it first"
        case .gzip: "this is a gzip file, not an XML document; unpack it first"
        case .pdf: "this is a PDF file, not an XML document"
        case .text: "this is not an XML document; it must start with <"
        case .utf32: "UTF-32 is not supported; save the file as UTF-8"
        }
    }
}

extension XMLFault.Limit {
    fileprivate func clause(_ maximum: Int64) -> String {
        let number = Self.grouped(maximum)
        return switch self {
        case .document: "the document is larger than \(number) bytes; split it"
        case .depth: "elements are nested deeper than \(number); flatten them"
        case .record: "the record is larger than \(number) bytes; split it or take files out of it"
        case .elements: "the record holds more than \(number) elements; split it"
        case .attributes: "the element has more than \(number) attributes; remove some"
        case .attribute: "an attribute value is longer than \(number) bytes; shorten it or use an element"
        case .text: "a text is longer than \(number) bytes; shorten it or split it"
        case .name: "a name is longer than \(number) bytes; shorten it"
        case .markup: "a tag is longer than \(number) bytes; shorten it"
        case .comment: "a comment is longer than \(number) bytes; shorten or remove it"
        case .instruction: "a processing instruction is longer than \(number) bytes; shorten or remove it"
        case .names: "the document uses more than \(number) bytes of different names; use fewer"
        }
    }

    private static func grouped(_ number: Int64) -> String {
        var digits = Array(String(number))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return String(digits)
    }
}
