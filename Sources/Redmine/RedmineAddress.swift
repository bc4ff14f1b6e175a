import Foundation

/// Where a Redmine is: scheme, host, port and the path in front of its own.
package struct RedmineAddress: Hashable, Sendable {
    /// Without a slash at the end.
    package let text: String

    /// Throws ``RedmineFault/address(_:)``. A name and password in an address would end up in sentences.
    package init(_ text: String) throws(RedmineFault) {
        guard let parts = URLComponents(string: text) else { throw .address("it is no URL") }
        guard parts.scheme == "http" || parts.scheme == "https" else { throw .address("it is neither http nor https") }
        guard let host = parts.host, !host.isEmpty else { throw .address("it names no host") }
        guard parts.user == nil, parts.password == nil else { throw .address("it holds a name or a password") }
        guard parts.query == nil, parts.fragment == nil else { throw .address("it goes on behind the path") }
        var trimmed = text
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        self.text = trimmed
    }

    /// A path below it with its query, every value escaped.
    func url(_ path: String, _ query: [(name: String, value: String)] = []) -> String {
        guard !query.isEmpty else { return text + path }
        return text + path + "?" + query.map { "\($0.name)=\(Self.escaped($0.value))" }.joined(separator: "&")
    }

    private static func escaped(_ value: String) -> String {
        var result = ""
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.count < 2 ? "0" : "") + hex
            }
        }
        return result
    }
}
