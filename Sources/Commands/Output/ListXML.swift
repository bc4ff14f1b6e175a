/// The values of a list as XML elements named by their keys. For what people ask of one command; whole tickets travel as
/// the exchange format.
enum ListXML {
    /// `<name>…</name>`, its inner elements on lines of their own.
    static func element(_ name: String, _ value: JSON, depth: Int = 0) -> String {
        let inner = String(repeating: "  ", count: depth + 1)
        let outer = String(repeating: "  ", count: depth)
        switch value {
        case .null: return "<\(name)/>"
        case .flag(let flag): return "<\(name)>\(flag)</\(name)>"
        case .integer(let integer): return "<\(name)>\(integer)</\(name)>"
        case .text(let text), .decimal(let text):
            return text.isEmpty ? "<\(name)></\(name)>" : "<\(name)>\(escaped(text))</\(name)>"
        case .list(let items):
            guard !items.isEmpty else { return "<\(name)/>" }
            let lines = items.map { inner + element("item", $0, depth: depth + 1) }
            return "<\(name)>\n" + lines.joined(separator: "\n") + "\n\(outer)</\(name)>"
        case .object(let fields):
            let lines = fields.map { inner + element($0.key, $0.value, depth: depth + 1) }
            return "<\(name)>\n" + lines.joined(separator: "\n") + "\n\(outer)</\(name)>"
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\r": result += "&#13;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(SafeText.isControl(scalar) ? "\u{fffd}" : scalar)
            }
        }
        return result
    }
}
