import Basics
import XML

/// Session ids: whoever has one acts in the organisation as the person it was given to. An outbound message brings one, and
/// nothing of it may be kept or shown.
struct SalesforceSecrets {
    static let loss = Loss(
        "SessionId",
        .leftOut("it opens the organisation at Salesforce to whoever has it; it is neither kept nor shown")
    )

    /// As bytes: a mark behind the last character would hide it from a search for characters.
    private var values: Set<[UInt8]> = []
    /// Shorter ones are none, and would be found in every text.
    private static let shortest = 8
    private static let leftOut = Array("left out".utf8)

    static func isSecret(_ element: Element) -> Bool { isSecret(element.name) }

    static func isSecret(_ name: String) -> Bool { name.lowercased().hasSuffix("sessionid") }

    mutating func add(_ text: String) {
        let bytes = Array(text.trimmed.utf8)
        if bytes.count >= Self.shortest { values.insert(bytes) }
    }

    /// Takes in what the record itself holds. Returns whether anything in it is secret.
    mutating func learn(from element: Element) -> Bool {
        var found = false
        if Self.isSecret(element) {
            add(element.text)
            found = true
        }
        for attribute in element.attributes where Self.isSecret(attribute.name) {
            add(attribute.value)
            found = true
        }
        for child in element.children where learn(from: child) { found = true }
        return found || holds(element.text) || element.attributes.contains { holds($0.value) }
    }

    func holds(_ text: String) -> Bool { hold(Array(text.utf8)) }

    /// Whether one stands anywhere in the record's text, be it in a comment.
    func stand(in record: Record) -> Bool { hold(record.original) }

    private func hold(_ bytes: @autoclosure () -> [UInt8]) -> Bool {
        guard !values.isEmpty else { return false }
        let bytes = bytes()
        return values.contains { bytes.contains($0) }
    }

    /// A record's bytes without what is secret in it, below the document's head. A secret that stands there in another way
    /// than it was told, as with references for its characters, takes the whole record with it.
    func redacted(_ record: Record, below head: String) -> [UInt8] {
        var bytes = record.original
        // A longer one may have a shorter one in it.
        for value in values.sorted(by: { $0.count > $1.count }) { bytes = bytes.replacing(value, with: Self.leftOut) }
        let root = head.dropFirst().prefix { !" \t\r\n/>".contains($0) }
        let document = Array(head.utf8) + bytes + Array("</\(root)>".utf8)
        if let reader = try? RecordReader(.bytes(document), named: "record"), let again = try? reader.next(),
            isClean(again.element)
        {
            return bytes
        }
        let namespace = record.element.namespace.map { " xmlns=\"\($0)\"" } ?? ""
        return Array("<\(record.element.name)\(namespace)/>".utf8)
    }

    private func isClean(_ element: Element) -> Bool {
        let text = element.text
        if Self.isSecret(element), !text.trimmed.isEmpty, Array(text.trimmed.utf8) != Self.leftOut { return false }
        return !holds(text) && !element.attributes.contains { holds($0.value) } && element.children.allSatisfy(isClean)
    }
}
