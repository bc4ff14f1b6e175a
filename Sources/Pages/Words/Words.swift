package import Basics

/// Everything that pages say in one language, by nested key as `queue.title`.
///
/// Words for values of the domain are found by methods in the `Words+….swift` files beside this one: switches without a
/// `default`, so that a new case does not compile before it has words.
package struct Words: Sendable {
    package let language: Language
    private let table: [String: String]

    /// `table` maps full keys to texts in which `{name}` stands for a value.
    package init(language: Language, table: [String: String]) {
        self.language = language
        self.table = table
    }

    package var keys: [String] { table.keys.sorted() }

    /// The text as it is written in the file; nil for an unknown key.
    package func text(_ key: String) -> String? { table[key] }

    /// The text with its values filled in; the key itself when there is none, which a test rules out.
    package func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        guard let text = table[key] else { return key }
        guard !values.isEmpty else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += values[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The text for a number: `key.one` for 1, `key.other` for all else, with `{count}`.
    package func count(_ key: String, _ count: Int, _ values: [String: String] = [:]) -> String {
        var values = values
        values["count"] = grouped(String(count))
        return self(count == 1 ? "\(key).one" : "\(key).other", values)
    }

    /// Things one after another with commas between them.
    package func list(_ items: [String]) -> String { items.joined(separator: ", ") }
}

/// Digits in groups of three: `1234567` becomes `1,234,567`. Both languages write it so.
func grouped(_ digits: String) -> String {
    let isNegative = digits.hasPrefix("-")
    var result = ""
    for (offset, digit) in digits.drop(while: { $0 == "-" }).reversed().enumerated() {
        if offset > 0, offset % 3 == 0 { result.append(",") }
        result.append(digit)
    }
    return (isNegative ? "-" : "") + String(result.reversed())
}
