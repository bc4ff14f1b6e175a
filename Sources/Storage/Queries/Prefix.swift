import SQL

extension Query {
    /// The condition that the text of a column begins with `prefix`, byte for byte: a range, which an index answers.
    init(_ column: SQLText, beginning prefix: String) {
        self = "\(column) >= \(.text(prefix))"
        if let end = Self.end(of: prefix) { append(" and \(column) < ", .text(end)) }
    }

    /// The first text behind all that begin with `prefix`, by bytes: UTF-8 sorts as the scalars do. Nil when there is none.
    static func end(of prefix: String) -> String? {
        var scalars = prefix.unicodeScalars
        while let last = scalars.popLast() {
            // The scalar after U+D7FF is U+E000; between them are surrogates.
            let next = last.value == 0xd7ff ? 0xe000 : last.value + 1
            guard let scalar = Unicode.Scalar(next) else { continue }
            scalars.append(scalar)
            return String(scalars)
        }
        return nil
    }
}
