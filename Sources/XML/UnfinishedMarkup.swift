/// Markup that has begun and not ended in the text so far: which limit does it pass already?
enum UnfinishedMarkup {
    /// - Parameters:
    ///   - markup: what the parser has been given and not taken; text outside of markup it takes as it comes.
    ///   - isCDATA: whether this is the inside of a CDATA section.
    static func limitPassed(
        in markup: ArraySlice<UInt8>,
        isCDATA: Bool,
        limits: Limits
    ) -> (kind: XMLFault.Kind, offset: Int)? {
        func over(_ limit: XMLFault.Limit, _ maximum: Int, at offset: Int = 0) -> (XMLFault.Kind, Int) {
            (.limit(limit, Int64(maximum)), offset)
        }
        if isCDATA { return markup.count > limits.textLength ? over(.text, limits.textLength) : nil }
        if markup.first == 0x26 { return isReference(markup.dropFirst(), limits) ? nil : (.unescapedAmpersand, 0) }
        guard markup.count > limits.nameLength, markup.first == 0x3C else { return nil }
        let isTooLong = markup.count > limits.markupLength
        if markup.starts(with: "<!--".utf8) { return isTooLong ? over(.comment, limits.markupLength) : nil }
        if markup.starts(with: "<![CDATA[".utf8) { return nil }
        if markup.starts(with: "<?".utf8) { return isTooLong ? over(.instruction, limits.markupLength) : nil }
        if markup.starts(with: "<!DOCTYPE".utf8) {
            return limits.allowsExternalDoctype && !isTooLong ? nil : (.doctype, 0)
        }

        // A tag: names outside quotes, values inside.
        var quote: UInt8 = 0
        var wordStart = 1
        var offset = 0
        for byte in markup {
            defer { offset += 1 }
            if quote != 0 {
                if byte == quote {
                    quote = 0
                    wordStart = offset + 1
                } else if offset - wordStart >= limits.attributeLength {
                    return over(.attribute, limits.attributeLength, at: wordStart - 1)
                }
                continue
            }
            switch byte {
            case 0x22, 0x27:
                quote = byte
                wordStart = offset + 1
            case 0x20, 0x09, 0x0A, 0x0D, 0x3D, 0x2F, 0x3C: wordStart = offset + 1
            default:
                if offset - wordStart >= limits.nameLength { return over(.name, limits.nameLength, at: wordStart) }
            }
        }
        return isTooLong ? over(.markup, limits.markupLength) : nil
    }

    /// Whether what follows an ampersand may still become a reference: the parser waits for its semicolon for ever.
    private static func isReference(_ name: ArraySlice<UInt8>, _ limits: Limits) -> Bool {
        for byte in name.prefix(limits.nameLength) {
            switch byte {
            case 0x3B: return true
            case 0x23, 0x2D, 0x2E, 0x30...0x39, 0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...0xFF: continue
            default: return false
            }
        }
        return name.count <= limits.nameLength
    }
}
