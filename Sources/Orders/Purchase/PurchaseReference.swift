package import Basics

/// What a refund request is about: an order or a subscription, by the id that Partner Center shows.
///
/// Order ids have three shapes in public samples: 33 characters of the base64url alphabet ending in 1, the 12 hexadecimal
/// digits of an alternate id, and, for old licence orders, a GUID. Subscriptions are GUIDs.
package enum PurchaseReference: Hashable, Sendable {
    case order(String)
    case subscription(GUID)

    /// Reads what a person typed into one field. A bare GUID is taken for a subscription; `order:GUID` says otherwise.
    /// Throws ``Fault/notAPurchase(_:)``.
    package init(_ text: String) throws(Fault) {
        let trimmed = text.trimmed
        if trimmed.hasPrefix("order:") {
            self = try Self.order(checking: String(trimmed.dropFirst(6)))
        } else if trimmed.hasPrefix("subscription:") {
            self = try Self.subscription(checking: String(trimmed.dropFirst(13)))
        } else if let guid = try? GUID(trimmed) {
            self = .subscription(guid)
        } else {
            self = try Self.order(checking: trimmed)
        }
    }

    /// Checks an order id. Throws ``Fault/notAPurchase(_:)``.
    package static func order(checking text: String) throws(Fault) -> PurchaseReference {
        let id = text.trimmed
        if let guid = try? GUID(id) { return .order(guid.description) }
        let bytes = Array(id.utf8)
        if bytes.count == 12, bytes.allSatisfy(isHex) { return .order(id.lowercased()) }
        guard bytes.count == 33, bytes.last == UInt8(ascii: "1"), bytes.allSatisfy(isBase64URL) else {
            throw .notAPurchase(text)
        }
        return .order(id)
    }

    /// Checks a subscription id. Throws ``Fault/notAPurchase(_:)``.
    package static func subscription(checking text: String) throws(Fault) -> PurchaseReference {
        guard let guid = try? GUID(text.trimmed) else { throw .notAPurchase(text) }
        return .subscription(guid)
    }

    /// The id alone, as Partner Center shows it.
    package var id: String {
        switch self {
        case .order(let id): id
        case .subscription(let guid): guid.description
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension PurchaseReference: CustomStringConvertible {
    /// The unambiguous form, which ``init(_:)`` reads back: `order:…` or `subscription:…`.
    package var description: String {
        switch self {
        case .order(let id): "order:\(id)"
        case .subscription(let guid): "subscription:\(guid)"
        }
    }
}
