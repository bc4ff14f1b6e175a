/// What a document seems to be, told from its beginning.
package enum ExchangeDetection: Hashable, Sendable {
    /// Recoup's own.
    case own
    case foreign(ExchangeFormat)
    /// Nothing that is known here. Says nothing of whether it is well-formed.
    case unknown

    /// As much of a document as is looked at.
    package static let openingLength = 64 << 10

    /// Looks at the first bytes of a document and at nothing else; any bytes will do.
    package static func detect(_ bytes: some Sequence<UInt8>) -> ExchangeDetection {
        let opening = Array(bytes.prefix(openingLength))
        if opening.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .foreign(.dataverse) }
        guard let root = DocumentOpening(opening) else { return .unknown }
        if root.namespace == ExchangeSchema.namespace { return .own }
        return format(of: root).map { .foreign($0) } ?? .unknown
    }

    private static func format(of root: DocumentOpening) -> ExchangeFormat? {
        switch root.name {
        case "unload", "record_update": .servicenow
        case "entities": .dataverse
        case "rss": .jira
        case "mantis": .mantis
        case "bugzilla": .bugzilla
        case "sObjects", "queryResult": .salesforce
        case "results": root.namespace?.contains("force.com") ?? false ? .salesforce : nil
        case "Envelope": root.namesSalesforce ? .salesforce : nil
        case "issues", "issue": isRedmine(root) ? .redmine : .rails
        case "ticket" where root.attributes.contains { ["alert", "autorespond", "source"].contains($0.name) }: .osticket
        case "ticket", "tickets", "records", "helpdesk-ticket", "helpdesk-tickets", "helpdesk_ticket",
            "helpdesk_tickets":
            .rails
        default: nil
        }
    }

    /// Redmine's REST answers count themselves, and name trackers and custom fields without hyphens.
    private static func isRedmine(_ root: DocumentOpening) -> Bool {
        root.attributes.contains { ["total_count", "offset", "limit"].contains($0.name) }
            || root.elements.contains("custom_fields") || root.elements.contains("tracker")
    }
}

/// The root of a document and the names of the elements that follow it, as far as the bytes go. A look, not a parse: it
/// accepts much that no reader does.
private struct DocumentOpening {
    /// Without prefix.
    let name: String
    private(set) var namespace: String?
    private(set) var attributes: [(name: String, value: String)] = []
    private(set) var elements: Set<String> = []
    let namesSalesforce: Bool

    init?(_ bytes: [UInt8]) {
        let text = Self.ascii(bytes)
        var position = 0
        guard let tag = Self.nextTag(text, &position) else { return nil }
        let qualified = Self.name(of: tag)
        let parts = qualified.split(separator: ":", maxSplits: 1)
        guard let last = parts.last else { return nil }
        name = String(last)
        namesSalesforce = Self.vendorNamespaces.contains { Self.contains(text, $0) }
        attributes = Self.attributes(of: tag)
        let declaration = parts.count == 2 ? "xmlns:\(parts[0])" : "xmlns"
        namespace = attributes.first { $0.name == declaration }?.value
        while let tag = Self.nextTag(text, &position) { elements.insert(Self.name(of: tag)) }
    }

    private static let vendorNamespaces = [
        "soap.sforce.com/2005/09/outbound", "partner.soap.sforce.com", "enterprise.soap.sforce.com",
    ]

    /// The document's ASCII. In UTF-16 that is every second byte; of all other characters something remains that is none.
    private static func ascii(_ bytes: [UInt8]) -> [UInt8] {
        let isBig = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0x00, 0x3C])
        let isLittle = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0x3C, 0x00])
        guard isBig || isLittle else { return bytes }
        return stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            let (low, high) = isBig ? (bytes[index + 1], bytes[index]) : (bytes[index], bytes[index + 1])
            return high == 0 ? low : 0x80
        }
    }

    /// The inside of the next start tag. Passes over what is in front of it: a sentence of a browser's, declarations,
    /// comments.
    private static func nextTag(_ text: [UInt8], _ position: inout Int) -> ArraySlice<UInt8>? {
        while let start = text[position...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = text[start...]
            guard let next = rest.dropFirst().first else { break }
            if rest.starts(with: "<!--".utf8) {
                position = end(text, from: start + 4, "-->")
            } else if rest.starts(with: "<![CDATA[".utf8) {
                position = end(text, from: start, "]]>")
            } else if rest.starts(with: "<?".utf8) {
                position = end(text, from: start, "?>")
            } else if next == UInt8(ascii: "!") {
                position = end(text, from: start, ">")
            } else if isNameStart(next) {
                position = tagEnd(text, from: start)
                return text[(start + 1)..<position]
            } else {
                position = start + 1
            }
        }
        position = text.count
        return nil
    }

    /// Behind the next `mark`, or the end.
    private static func end(_ text: [UInt8], from start: Int, _ mark: String) -> Int {
        let mark = Array(mark.utf8)
        var index = start
        while index < text.count {
            if text[index] == mark[0], text[index...].starts(with: mark) { return index + mark.count }
            index += 1
        }
        return text.count
    }

    /// The `>` that ends the tag here, or the end.
    private static func tagEnd(_ text: [UInt8], from start: Int) -> Int {
        var quote: UInt8?
        for index in start..<text.count {
            let byte = text[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: ">") {
                return index
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
        }
        return text.count
    }

    private static func name(of tag: ArraySlice<UInt8>) -> String {
        String(decoding: tag.prefix { !isBlank($0) && $0 != UInt8(ascii: "/") }, as: UTF8.self)
    }

    private static func attributes(of tag: ArraySlice<UInt8>) -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        var rest = tag.drop { !isBlank($0) }
        while true {
            rest = rest.drop(while: isBlank)
            let name = rest.prefix { !isBlank($0) && $0 != UInt8(ascii: "=") }
            rest = rest.dropFirst(name.count).drop { isBlank($0) || $0 == UInt8(ascii: "=") }
            guard !name.isEmpty, let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
            else { return result }
            let value = rest.dropFirst().prefix { $0 != quote }
            rest = rest.dropFirst(value.count + 2)
            result.append((String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
        }
    }

    private static func contains(_ text: [UInt8], _ word: String) -> Bool {
        let word = Array(word.utf8)
        return text.indices.contains { text[$0] == word[0] && text[$0...].starts(with: word) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}
