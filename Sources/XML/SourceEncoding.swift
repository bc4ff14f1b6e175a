/// The encoding a document is in, found from its first bytes and its XML declaration.
enum SourceEncoding: Hashable {
    case utf8
    case utf16(bigEndian: Bool)
    /// One that the C library converts; the name is as it stands in the declaration.
    case other(String)

    /// What the first bytes of a document say.
    struct Opening {
        var encoding: SourceEncoding
        /// Bytes of a byte order mark, which are not part of the document.
        var mark: Int
    }

    /// Enough of a document's start to find its declaration in.
    static let openingLength = 1_024

    /// - Parameter head: the first bytes of the file, `openingLength` of them if it has so many.
    static func opening(of head: [UInt8]) throws(OpeningFault) -> Opening {
        func starts(_ bytes: UInt8...) -> Bool { head.starts(with: bytes) }
        if starts(0xFF, 0xFE, 0, 0) || starts(0, 0, 0xFE, 0xFF) || starts(0x3C, 0, 0, 0) || starts(0, 0, 0, 0x3C) {
            throw OpeningFault(kind: .notXML(.utf32))
        }
        if starts(0x50, 0x4B, 0x03, 0x04) { throw OpeningFault(kind: .notXML(.zip)) }
        if starts(0x1F, 0x8B) { throw OpeningFault(kind: .notXML(.gzip)) }
        if head.starts(with: "%PDF-".utf8) { throw OpeningFault(kind: .notXML(.pdf)) }
        if starts(0xFE, 0xFF) { return try utf16(head, bigEndian: true, mark: 2) }
        if starts(0xFF, 0xFE) { return try utf16(head, bigEndian: false, mark: 2) }
        if starts(0x00, 0x3C) { return try utf16(head, bigEndian: true, mark: 0) }
        if starts(0x3C, 0x00) { return try utf16(head, bigEndian: false, mark: 0) }
        let mark = starts(0xEF, 0xBB, 0xBF) ? 3 : 0
        let text = head.dropFirst(mark)
        try refuseLookalikes(text)
        guard let name = declaredEncoding(in: text) else { return Opening(encoding: .utf8, mark: mark) }
        switch canonical(name) {
        case "UTF8", "USASCII", "ASCII": return Opening(encoding: .utf8, mark: mark)
        case "UTF16", "UTF16LE", "UTF16BE", "UCS2", "ISO10646UCS2", "UTF32", "UCS4", "ISO10646UCS4":
            throw OpeningFault(kind: .wrongEncoding(declared: name, actual: mark > 0 ? "UTF-8" : "UTF-8 or the like"))
        default:
            if mark > 0 { throw OpeningFault(kind: .wrongEncoding(declared: name, actual: "UTF-8")) }
            guard isConvertible(canonical(name)) else { throw OpeningFault(kind: .unknownEncoding(name)) }
            return Opening(encoding: .other(name), mark: 0)
        }
    }

    private static func utf16(_ head: [UInt8], bigEndian: Bool, mark: Int) throws(OpeningFault) -> Opening {
        // The declaration is ASCII: every second byte is enough to read it.
        let units = head.dropFirst(mark)
        let low = units.enumerated().filter { $0.offset % 2 == (bigEndian ? 1 : 0) }.map(\.element)
        if let name = declaredEncoding(in: low[...]) {
            switch canonical(name) {
            case "UTF16", "UCS2", "ISO10646UCS2": break
            case "UTF16LE" where !bigEndian, "UTF16BE" where bigEndian: break
            default:
                let actual = bigEndian ? "UTF-16 (big-endian)" : "UTF-16 (little-endian)"
                throw OpeningFault(kind: .wrongEncoding(declared: name, actual: actual))
            }
        }
        return Opening(encoding: .utf16(bigEndian: bigEndian), mark: mark)
    }

    /// The name in `<?xml … encoding="NAME" … ?>`.
    private static func declaredEncoding(in text: ArraySlice<UInt8>) -> String? {
        guard text.starts(with: "<?xml".utf8) else { return nil }
        var rest = text.prefix(openingLength).prefix { $0 != 0x3E }
        // By hand: a document is opened for every row of some formats, and a pattern would be compiled each time.
        let word = Array("encoding".utf8)
        while let start = rest.firstIndex(of: word[0]) {
            rest = rest[start...]
            if rest.starts(with: word), let name = quotedName(behind: rest.dropFirst(word.count)) { return name }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// `NAME` of `="NAME"`, blanks allowed around the sign.
    private static func quotedName(behind text: ArraySlice<UInt8>) -> String? {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        var rest = text.drop(while: isBlank)
        guard rest.popFirst() == 0x3D else { return nil }
        rest = rest.drop(while: isBlank)
        guard let quote = rest.popFirst(), quote == 0x22 || quote == 0x27 else { return nil }
        let name = rest.prefix { $0 != 0x22 && $0 != 0x27 }
        guard let first = name.first, isLetter(first), name.endIndex < rest.endIndex,
            name.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D })
        else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func refuseLookalikes(_ text: ArraySlice<UInt8>) throws(OpeningFault) {
        let blanks = text.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }.count
        let body = text.dropFirst(blanks)
        guard let first = body.first else { return }
        let opening = String(decoding: body.prefix(16), as: UTF8.self).lowercased()
        if opening.hasPrefix("<!doctype html") || opening.hasPrefix("<html>") || opening.hasPrefix("<html ") {
            // XHTML with a namespace is XML all the same, but never a list of records.
            throw OpeningFault(kind: .notXML(.html), skipping: blanks)
        }
        if blanks > 0, opening.hasPrefix("<?xml ") { throw OpeningFault(kind: .declarationNotFirst, skipping: blanks) }
        if first == 0x7B || first == 0x5B { throw OpeningFault(kind: .notXML(.json), skipping: blanks) }
        if first != 0x3C {
            let isControl = first < 0x20
            guard !isControl, first < 0xF8 else { return }  // the character check has the better answer
            let hasDeclaration = String(decoding: body, as: UTF8.self).contains("<?xml ")
            throw OpeningFault(kind: hasDeclaration ? .declarationNotFirst : .notXML(.text), skipping: blanks)
        }
    }

    private static func canonical(_ name: String) -> String {
        name.uppercased().filter { $0 != "-" && $0 != "_" }
    }

    /// Encodings that CRM exports are met in; a closed list, so that a document can not reach the C library's rarer
    /// converters.
    private static func isConvertible(_ name: String) -> Bool {
        let exact: Set<String> = [
            "EUCKR", "KSC56011987", "CP949", "UHC", "WINDOWS949", "SHIFTJIS", "SJIS", "CP932", "WINDOWS31J", "EUCJP",
            "GB2312", "GBK", "GB18030", "BIG5", "KOI8R", "KOI8U", "LATIN1", "TIS620",
        ]
        if exact.contains(name) { return true }
        for family in ["ISO8859", "WINDOWS125", "CP125"] where name.hasPrefix(family) {
            return name.dropFirst(family.count).allSatisfy(\.isNumber) && name.count <= family.count + 2
        }
        return false
    }
}

/// A document refused by its first bytes.
struct OpeningFault: Error {
    var kind: XMLFault.Kind
    /// Bytes between the start of the text and the place to point at.
    var skipping = 0
}
