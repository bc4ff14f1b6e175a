/// Something that a format could not carry, said and never silent.
package struct Loss: Hashable, Sendable {
    /// The ticket: our number on the way out, their number or key on the way in.
    package var record: String
    /// The field, comment or file that it is about, in the words of the side that it comes from.
    package let field: String
    package let reason: Reason

    package enum Reason: Hashable, Sendable {
        /// The mapping names no place for it.
        case noPlace
        /// Cut to so many characters of so many.
        case cut(limit: Int, actual: Int)
        /// The mapping has no word for this value.
        case noValue(String)
        /// Arrives as something else.
        case altered(to: String)
        /// The format has no place that only the desk's own people read.
        case staysInternal
        /// Bytes; the format takes so many.
        case fileTooLarge(limit: Int64, actual: Int64)
        /// The document names the file and does not hold it.
        case fileElsewhere
        /// Was sent, and does not stand there as it was sent; what does.
        case notConfirmed(there: String?)
        /// Not read on purpose: a secret, or what the format says of itself.
        case leftOut(String)
    }

    package init(_ field: String, _ reason: Reason, of record: String = "") {
        self.record = record
        self.field = field
        self.reason = reason
    }

    /// What became of it and why, in English, without the record and the field.
    package var sentence: String {
        switch reason {
        case .noPlace: "is not carried: the mapping names no place for it"
        case .cut(let limit, let actual): "is cut to \(limit) characters of \(actual)"
        case .noValue(let value): "is not carried: the mapping has no word for '\(short(value))'"
        case .altered(let text): "arrives as '\(short(text))'"
        case .staysInternal: "is not carried: the format has no place that only the desk reads"
        case .fileTooLarge(let limit, let actual): "is not carried: it has \(actual) bytes, and at most \(limit) fit"
        case .fileElsewhere: "is not in the document, which only names it"
        case .notConfirmed(let there?): "was sent and is not confirmed: there stands '\(short(there))'"
        case .notConfirmed(nil): "was sent and is not confirmed: there stands nothing"
        case .leftOut(let why): "is left out: \(why)"
        }
    }

    private func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 60 ? line.prefix(60) + "…" : line
    }
}

extension Loss: CustomStringConvertible {
    package var description: String { "\(record): \(field) \(sentence)" }
}
