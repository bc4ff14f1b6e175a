/// Texts on their way to MantisBT and back.
///
/// Its importer rewrites `#12`, and its pages make a link to its own issue 12 of it. A word joiner behind the sign keeps both
/// away and is not seen. One that is there already gets company, so that the way back is exact.
enum MantisText {
    private static let joiner: Unicode.Scalar = "\u{2060}"

    /// With a joiner behind every `#` that digits follow.
    static func guarded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
        return changed(text) { $0 + 1 }
    }

    /// As it was before it was guarded.
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
        return changed(text) { max(0, $0 - 1) }
    }

    /// With another number of joiners between a `#` and a digit.
    private static func changed(_ text: String, _ number: (Int) -> Int) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            result.append(scalars[index])
            index += 1
            guard scalars[index - 1] == "#" else { continue }
            var end = index
            while end < scalars.count, scalars[end] == joiner { end += 1 }
            let isLink = end < scalars.count && scalars[end].properties.numericType == .decimal
            for _ in 0..<(isLink ? number(end - index) : end - index) { result.append(joiner) }
            index = end
        }
        return String(result)
    }
}
