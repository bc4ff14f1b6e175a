/// A JSON text (RFC 8259) in the making; objects keep the order of their keys.
enum JSON: Sendable {
    case null
    case flag(Bool)
    case integer(Int64)
    /// An exact decimal number: a text in JSON, where a reader would make a floating-point number of it.
    case decimal(String)
    case text(String)
    case list([JSON])
    case object([(key: String, value: JSON)])

    static func text(orNull text: String?) -> JSON { text.map { .text($0) } ?? .null }
    static func decimal(orNull number: String?) -> JSON { number.map { .decimal($0) } ?? .null }
    static func integer(_ integer: Int) -> JSON { .integer(Int64(integer)) }
    static func integer(orNull integer: Int64?) -> JSON { integer.map { .integer($0) } ?? .null }

    /// On one line.
    var line: String {
        switch self {
        case .null: "null"
        case .flag(let flag): flag ? "true" : "false"
        case .integer(let integer): String(integer)
        case .text(let text), .decimal(let text): Self.quoted(text)
        case .list(let items): "[" + items.map(\.line).joined(separator: ", ") + "]"
        case .object(let fields):
            "{" + fields.map { "\(Self.quoted($0.key)): \($0.value.line)" }.joined(separator: ", ") + "}"
        }
    }

    /// Over several lines, two blanks deeper with each level.
    func indented(by depth: Int = 0) -> String {
        let inner = String(repeating: "  ", count: depth + 1)
        let outer = String(repeating: "  ", count: depth)
        switch self {
        case .list(let items) where !items.isEmpty:
            return "[\n" + items.map { inner + $0.indented(by: depth + 1) }.joined(separator: ",\n") + "\n\(outer)]"
        case .object(let fields) where !fields.isEmpty:
            let lines = fields.map { "\(inner)\(Self.quoted($0.key)): \($0.value.indented(by: depth + 1))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
        case .null, .flag, .integer, .decimal, .text, .list, .object: return line
        }
    }

    /// Everything that a terminal would obey is escaped, so the text is safe to show and still says the same.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if SafeText.isControl(scalar) {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
