import CLibXML2

extension Element {
    /// The text and CDATA directly inside, concatenated exactly as it stands, blanks and line ends included. Text
    /// inside child elements does not belong to it. In an element that holds elements, the blanks and line ends that
    /// only lay out its tags are left out.
    package var text: String {
        guard let first = node.pointee.children else { return "" }
        if first.pointee.next == nil {
            return first.pointee.type == XML_TEXT_NODE ? string(first.pointee.content) : ""
        }
        return Self.joined(first)
    }

    /// Whether there is nothing inside but blanks and line ends: no element, no text.
    package var isBlank: Bool {
        var child = node.pointee.children
        while let current = child {
            guard current.pointee.type == XML_TEXT_NODE, xmlIsBlankNode(current) == 1 else { return false }
            child = current.pointee.next
        }
        return true
    }

    /// The bytes that the text spells in base64 (RFC 4648, padded), blanks and line ends between the characters
    /// ignored; nil if it is not base64. Reads the tree directly: no string of the text is made.
    package func base64Bytes() -> [UInt8]? { Self.base64Bytes(in: node.pointee.children) }

    /// The same of the value of an attribute without prefix; nil also when it is not there.
    package func base64Bytes(ofAttribute name: String) -> [UInt8]? {
        property(name, namespace: nil).flatMap { Self.base64Bytes(in: $0.pointee.children) }
    }

    private static func base64Bytes(in first: xmlNodePtr?) -> [UInt8]? {
        var decoder = Base64Decoder()
        var child = first
        while let current = child {
            if current.pointee.type == XML_TEXT_NODE, let content = current.pointee.content {
                guard decoder.append(UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content)))) else {
                    return nil
                }
            }
            child = current.pointee.next
        }
        return decoder.finish()
    }
}
