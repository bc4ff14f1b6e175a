/// An e-mail address: the dot-atom form of RFC 5321 §4.1.2 with a domain name behind it, which is what CRMs can carry.
package struct EmailAddress: Hashable, Sendable {
    package let text: String

    /// Keeps the local part as written and lowers the domain. Throws ``Fault/notAnEmail(_:)``.
    package init(_ text: String) throws(Fault) {
        let trimmed = text.trimmed
        guard let at = trimmed.utf8.lastIndex(of: UInt8(ascii: "@")) else { throw .notAnEmail(text) }
        let local = trimmed[..<at]
        guard (1...64).contains(local.utf8.count), local.utf8.allSatisfy(Self.isAtomText),
            local.first != ".", local.last != ".", !local.contains("..")
        else { throw .notAnEmail(text) }
        guard let domain = try? DomainName(String(trimmed[trimmed.utf8.index(after: at)...])) else {
            throw .notAnEmail(text)
        }
        guard local.utf8.count + domain.text.utf8.count < 254 else { throw .notAnEmail(text) }
        self.text = "\(local)@\(domain.text)"
    }

    /// RFC 5322 §3.2.3 `atext`, and the dot.
    private static func isAtomText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: signs.contains(byte)
        }
    }

    private static let signs = [UInt8]("!#$%&'*+-/=?^_`{|}~.".utf8)
}

extension EmailAddress: CustomStringConvertible {
    package var description: String { text }
}
