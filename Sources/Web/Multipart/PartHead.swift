/// What stands above the bytes of one part.
struct PartHead: Hashable, Sendable {
    let name: String
    /// Nil for a plain field; empty for a file field in which nothing was chosen.
    let fileName: String?
    let mediaType: String?
}

extension PartHead {
    /// Reads header lines without the blank line behind them. Throws ``MultipartFault``.
    init(parsing bytes: ArraySlice<UInt8>) throws(MultipartFault) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .brokenHead }
        var name: String?
        var fileName: String?
        var mediaType: String?
        // One CR LF is one Character, so lines are split by their scalars.
        let lines = text.unicodeScalars.split { $0 == "\n" }.map { line in
            line.last == "\r" ? line.dropLast() : line
        }
        for line in lines where !line.isEmpty {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { throw .brokenHead }
            let field = String(line[..<colon]).lowercased()
            let value = line[line.index(after: colon)...]
            if field == "content-type" { mediaType = String(value).trimmingBlanks }
            guard field == "content-disposition" else { continue }
            let parameters = try Self.parameters(of: value)
            name = parameters["name"]
            fileName = parameters["filename"]
        }
        guard let name else { throw .noName }
        self.init(name: name, fileName: fileName, mediaType: mediaType)
    }

    /// `form-data; name="files"; filename="a \"b\".pdf"`. Browsers write a quotation mark as `%22` and line ends as `%0D`
    /// and `%0A` (HTML, "multipart/form-data"); other programs put a backslash before the mark.
    private static func parameters(of value: Substring.UnicodeScalarView) throws(MultipartFault) -> [String: String] {
        var result: [String: String] = [:]
        var rest = value[...]
        guard let first = rest.firstIndex(of: ";") else { return [:] }
        rest = rest[rest.index(after: first)...]
        while let equals = rest.firstIndex(of: "=") {
            let name = String(rest[..<equals]).trimmingBlanks.lowercased()
            rest = rest[rest.index(after: equals)...]
            let text: String
            if rest.first == "\"" {
                (text, rest) = try quotedText(rest.dropFirst())
            } else {
                let end = rest.firstIndex(of: ";") ?? rest.endIndex
                text = String(rest[..<end]).trimmingBlanks
                rest = rest[end...]
            }
            guard result.updateValue(text, forKey: name) == nil else { throw .brokenHead }
            guard let next = rest.firstIndex(of: ";") else { break }
            rest = rest[rest.index(after: next)...]
        }
        return result
    }

    private static func quotedText(
        _ text: Substring.UnicodeScalarView
    ) throws(MultipartFault) -> (String, Substring.UnicodeScalarView) {
        var result = String.UnicodeScalarView()
        var rest = text
        while let scalar = rest.popFirst() {
            if scalar == "\"" { return (String(result).withoutBrowserEscapes, rest) }
            if scalar == "\\", rest.first == "\"" {
                result.append("\"")
                rest = rest.dropFirst()
            } else {
                result.append(scalar)
            }
        }
        throw .brokenHead
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
        let start = unicodeScalars.drop(while: isBlank)
        return String(Substring.UnicodeScalarView(start.reversed().drop(while: isBlank).reversed()))
    }

    fileprivate var withoutBrowserEscapes: String {
        guard utf8.contains(UInt8(ascii: "%")) else { return self }
        var result: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.first {
            let escape = String(decoding: rest.prefix(3), as: UTF8.self).uppercased()
            switch escape {
            case "%22": result.append(UInt8(ascii: "\""))
            case "%0D": result.append(UInt8(ascii: "\r"))
            case "%0A": result.append(UInt8(ascii: "\n"))
            default:
                result.append(byte)
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(3)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
