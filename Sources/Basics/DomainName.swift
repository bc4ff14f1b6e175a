/// A domain name as RFC 1123 §2.1 allows it, in lower case, with at least two labels.
package struct DomainName: Hashable, Sendable {
    package let text: String

    /// Throws ``Fault/notADomain(_:_:)`` with the flaw. International names are taken in their `xn--` form only, because
    /// that is what Partner Center shows.
    package init(_ text: String) throws(Fault) {
        let trimmed = text.trimmed
        // Before lowering: the Kelvin sign lowers to an ASCII k.
        guard trimmed.utf8.allSatisfy({ $0 < 0x80 }) else { throw .notADomain(text, .international) }
        let lowered = trimmed.lowercased()
        if let flaw = Self.flaw(in: lowered) { throw .notADomain(text, flaw) }
        self.text = lowered
    }

    private static func flaw(in text: String) -> Fault.DomainFlaw? {
        guard text.utf8.count <= 253 else { return .tooLong }
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count > 1, let top = labels.last else { return .oneLabel }
        for label in labels {
            guard let first = label.first, let last = label.last else { return .emptyLabel }
            guard label.count <= 63 else { return .longLabel }
            guard label.allSatisfy(isLetterDigitHyphen) else { return .badCharacter }
            guard first != UInt8(ascii: "-"), last != UInt8(ascii: "-") else { return .hyphenAtEdge }
        }
        return top.allSatisfy { (0x30...0x39).contains($0) } ? .numericTop : nil
    }

    private static func isLetterDigitHyphen(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

extension DomainName: CustomStringConvertible {
    package var description: String { text }
}
