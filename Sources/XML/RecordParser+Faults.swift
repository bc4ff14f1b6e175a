import CLibXML2

extension RecordParser {
    /// A document type declaration: the parser stands behind its name and identifiers.
    func doctype() {
        guard !isStopped else { return }
        let hasSubset = context.pointee.input?.pointee.cur?.pointee == 0x5B
        guard hasSubset || !limits.allowsExternalDoctype else { return }
        let offset = lastOffset(of: 0x3C, before: parserOffset) ?? parserOffset
        stop(limits.allowsExternalDoctype ? .internalSubset : .doctype, at: offset)
        xmlStopParser(context)  // nothing in the subset is worth reading
    }

    func undefinedEntity(_ name: UnsafePointer<xmlChar>?) {
        stop(.undefinedEntity(string(name)), at: parserOffset)
    }

    /// An error or warning of the parser. The parser must not be stopped from here: it still uses its buffer.
    func report(_ error: xmlError) {
        guard !isStopped else { return }
        let isParser = error.domain == Int32(XML_FROM_PARSER.rawValue)
        let isNamespace = error.domain == Int32(XML_FROM_NAMESPACE.rawValue)
        let isUndefinedEntity = error.code == Int32(XML_WAR_UNDECLARED_ENTITY.rawValue)
        guard isParser || isNamespace || error.code == Int32(XML_ERR_NO_MEMORY.rawValue) else { return }
        guard isUndefinedEntity || error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        let kind = kind(of: error)
        stop(kind, at: offset(for: kind))
    }

    /// Faults of a tag are pointed at by its `<`, others by how far the parser came.
    private func offset(for kind: XMLFault.Kind) -> Int64 {
        let here = parserOffset
        switch kind {
        case .mismatchedTag, .duplicateAttribute, .undeclaredPrefix, .unescapedLessThan, .unquotedAttribute,
            .attributeWithoutValue, .declarationNotFirst:
            return lastOffset(of: 0x3C, before: here) ?? here
        case .undefinedEntity, .forbiddenReference, .unescapedAmpersand:
            return lastOffset(of: 0x26, before: here + 1) ?? here
        default: return here
        }
    }

    private func kind(of error: xmlError) -> XMLFault.Kind {
        let first = Self.words(error.str1)
        let second = Self.words(error.str2)
        return switch xmlParserErrors(UInt32(bitPattern: error.code)) {
        case XML_ERR_TAG_NAME_MISMATCH:
            .mismatchedTag(open: first, line: Int(error.int1), found: second)
        case XML_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_ATTRIBUTE_REDEFINED: .duplicateAttribute(first)
        case XML_NS_ERR_UNDEFINED_NAMESPACE: .undeclaredPrefix(first)
        case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY: .undefinedEntity(first)
        case XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_HEX_CHARREF, XML_ERR_INVALID_DEC_CHARREF, XML_ERR_INVALID_CHAR:
            .forbiddenReference
        case XML_ERR_NAME_REQUIRED where byteBehind == 0x26, XML_ERR_ENTITYREF_SEMICOL_MISSING: .unescapedAmpersand
        case XML_ERR_NAME_REQUIRED where byteBehind == 0x3C, XML_ERR_LT_IN_ATTRIBUTE: .unescapedLessThan
        case XML_ERR_MISPLACED_CDATA_END: .unescapedCDATAEnd
        case XML_ERR_HYPHEN_IN_COMMENT: .hyphensInComment
        case XML_ERR_ATTRIBUTE_NOT_STARTED: .unquotedAttribute
        case XML_ERR_ATTRIBUTE_WITHOUT_VALUE: .attributeWithoutValue
        case XML_ERR_RESERVED_XML_NAME: .declarationNotFirst
        case XML_ERR_DOCUMENT_END: depth == 0 && root != nil ? .contentAfterRoot : .truncated(open: nil)
        case XML_ERR_DOCUMENT_EMPTY: .textOutsideRoot
        case XML_ERR_NAME_TOO_LONG: .limit(.name, Int64(limits.nameLength))
        case XML_ERR_NO_MEMORY: .limit(.names, Int64(limits.differentNamesBytes))
        default: .notWellFormed(Self.cleaned(Self.words(error.message)))
        }
    }

    /// The byte that the parser took last.
    private var byteBehind: UInt8 {
        let index = Int(parserOffset - windowStart) - 1
        return window.indices.contains(index) ? window[index] : 0
    }

    private static func words(_ text: UnsafeMutablePointer<CChar>?) -> String {
        text.map { String(cString: $0) } ?? ""
    }

    /// One line, without the name of the library's function in front.
    private static func cleaned(_ message: String) -> String {
        var text = message.prefix(SchemaMessage.maximumLength).filter { $0 != "\n" }
        if let colon = text.firstIndex(of: ":"), text.hasPrefix("xml"), !text[..<colon].contains(" ") {
            text = String(text[text.index(after: colon)...].drop { $0 == " " })
        }
        while text.last == "." || text.last == " " { text.removeLast() }
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
