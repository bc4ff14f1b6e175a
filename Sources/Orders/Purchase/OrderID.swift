package import Basics

/// The id of an order as Partner Center shows it; see ``PurchaseReference`` for its shapes.
package struct OrderID: Hashable, Sendable, Comparable {
    package let text: String

    /// Throws ``Fault/notAPurchase(_:)``.
    package init(_ text: String) throws(Fault) {
        self.text = try PurchaseReference.order(checking: text).id
    }

    /// An id for an order that Recoup sells itself, of the shape that most public samples have: 32 characters of the
    /// base64url alphabet and a 1. The same identifier gives the same order.
    package init(selling id: GUID) {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        let digest = Digest.of("recoup-order-1 \(id)").bytes
        var text: [UInt8] = []
        for triple in 0..<8 {
            let bits = (0..<3).reduce(0) { $0 << 8 | Int(digest[triple * 3 + $1]) }
            for shift in [18, 12, 6, 0] { text.append(alphabet[bits >> shift & 63]) }
        }
        // An id that begins with a hyphen would be taken for an option wherever somebody types it.
        if text[0] == UInt8(ascii: "-") { text[0] = UInt8(ascii: "_") }
        self.text = String(decoding: text, as: UTF8.self) + "1"
    }

    /// The number that people read out, of an order that Recoup sells itself: 12 hexadecimal digits.
    package static func alternate(selling id: GUID) -> String {
        String(Digest.of("recoup-order-1 \(id)").description.suffix(12))
    }

    package static func < (left: OrderID, right: OrderID) -> Bool { left.text < right.text }
}

extension OrderID: CustomStringConvertible {
    package var description: String { text }
}
