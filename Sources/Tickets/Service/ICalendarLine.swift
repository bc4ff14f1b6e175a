import Basics

/// A line of an iCalendar file once folded lines are joined (RFC 5545 §3.1): `NAME;PARAMETER=VALUE:VALUE`.
struct ICalendarLine {
    /// Where it begins in the file, from 1.
    let number: Int
    /// In upper case, as are the names of its parameters.
    let name: String
    let parameters: [String: String]
    let value: String

    /// Joins folded lines by their bytes: a fold may lie within a character.
    static func unfolded(_ bytes: [UInt8]) -> [(number: Int, bytes: [UInt8])] {
        var lines: [(number: Int, bytes: [UInt8])] = []
        for (index, row) in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated() {
            let row = row.last == 0x0d ? row.dropLast() : row
            if let first = row.first, first == 0x20 || first == 0x09, !lines.isEmpty {
                lines[lines.count - 1].bytes += row.dropFirst()
            } else if !row.isEmpty {
                lines.append((index + 1, Array(row)))
            }
        }
        if let first = lines.first, first.bytes.starts(with: [0xef, 0xbb, 0xbf]) { lines[0].bytes.removeFirst(3) }
        return lines
    }

    /// Throws ``ICalendarFlaw/notUTF8`` or ``ICalendarFlaw/notAProperty(_:)``.
    init(_ bytes: [UInt8], number: Int) throws(ICalendarFlaw) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        self.number = number
        guard let (head, value) = Self.halves(text) else { throw .notAProperty(text) }
        self.value = value
        name = head[0].uppercased()
        guard !name.isEmpty else { throw .notAProperty(text) }
        var parameters: [String: String] = [:]
        for parameter in head.dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw .notAProperty(text) }
            parameters[parts[0].uppercased()] = parts[1]
        }
        self.parameters = parameters
    }

    /// What stands before the first colon that is outside of quotation marks, cut at semicolons, and what stands behind
    /// it.
    private static func halves(_ text: String) -> (head: [String], value: String)? {
        var head = [""]
        var isQuoted = false
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            switch scalars[index] {
            case "\"": isQuoted.toggle()
            case ":" where !isQuoted: return (head, String(scalars[scalars.index(after: index)...]))
            case ";" where !isQuoted: head.append("")
            default: head[head.count - 1].unicodeScalars.append(scalars[index])
            }
        }
        return nil
    }

    /// The value as text (RFC 5545 §3.3.11), on one line.
    var plainText: String {
        var result = ""
        var isEscaped = false
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\" where !isEscaped:
                isEscaped = true
                continue
            case "n" where isEscaped, "N" where isEscaped, "\t": result += " "
            default: result.unicodeScalars.append(scalar)
            }
            isEscaped = false
        }
        return result
    }
}
