import Basics

/// Why a text or values are no service targets.
package enum TargetFlaw: LineFlaw {
    case unknownLine(String)
    case spansMissing(String)
    case notASpan(String)
    case spanOutOfRange(String, limit: String)
    case notAWarning(String)
    case surplus(String)
    case repeated(String, line: Int)
    case missing([Impact])

    package var sentence: String {
        switch self {
        case .unknownLine(let word):
            "'\(quoted(word))' begins no line of targets; write "
                + Impact.allCases.map(\.rawValue).joined(separator: ", ") + " or warn"
        case .spansMissing(let word):
            "'\(quoted(word))' lacks a value; write the first response and the next update, as critical 4h 1d, "
                + "or warn 75%"
        case .notASpan(let text):
            "'\(quoted(text))' is no span of business time; write minutes, hours or days, as 90m, 4h or 1d, or none"
        case .spanOutOfRange(let text, let limit):
            "'\(quoted(text))' is no target; write 1\(limit.suffix(1)) to \(limit)"
        case .notAWarning(let text): "'\(quoted(text))' is no share of the time; write 1% to 100%, as warn 75%"
        case .surplus(let word): "'\(quoted(word))' is one word too many; end the line before it"
        case .repeated(let word, let line): "'\(word)' stands on line \(line) already; keep one of the two"
        case .missing(let impacts):
            "there is no line for \(impacts.map(\.rawValue).joined(separator: ", ")); write one, as "
                + "\(impacts.first?.rawValue ?? "critical") 4h 1d, or with none for what is not promised"
        }
    }
}
