import Basics
import Casework
import Tickets

extension Ruling {
    /// In two or three words.
    var phrase: String {
        switch self {
        case .eligible: "eligible"
        case .needsHuman: "needs a human"
        case .ineligible: "not eligible"
        }
    }

    var style: Style {
        switch self {
        case .eligible: .good
        case .needsHuman: .waiting
        case .ineligible: .bad
        }
    }

    /// In front of an answer: good, to be looked at, against it.
    var sign: String {
        switch self {
        case .eligible: "+"
        case .needsHuman: "?"
        case .ineligible: "-"
        }
    }
}

/// The verdict on a request as a card: what it comes to, until when, how much, and the answer of every check.
struct VerdictCard {
    let verdict: Verdict
    let console: Console
    let width: Int

    var lines: [String] {
        var lines = [
            console.paint("Verdict    ", .faint) + console.paint(verdict.ruling.phrase, verdict.ruling.style)
        ]
        for (label, value) in Self.figures(verdict) {
            let padded = label + String(repeating: " ", count: max(0, 11 - label.count))
            lines.append(console.paint(padded, .faint) + value)
        }
        for finding in verdict.findings {
            let text = SafeText.line(finding.sentence)
            let wrapped = DisplayWidth.wrapped(text, to: width == Int.max ? Int.max : width - 4)
            for (index, line) in wrapped.enumerated() {
                let sign = console.paint(finding.ruling.sign, finding.ruling.style)
                lines.append((index == 0 ? "  \(sign) " : "    ") + line)
            }
        }
        return lines
    }

    /// What people look for first, with its label.
    static func figures(_ verdict: Verdict) -> [(String, String)] {
        let left =
            verdict.daysLeft.map { $0 == 0 ? " (last day)" : " (\($0) day\($0 == 1 ? "" : "s") left)" } ?? " (closed)"
        return [
            verdict.deadline.map { ("Deadline", "\($0.minute) UTC\(left)") },
            verdict.maximum.map { ("Refundable", "at most \($0)") },
            verdict.quoted.map { ("Cancelling", "gives \($0)") },
        ].compactMap(\.self)
    }

    /// For `--json` and `--xml`.
    static func fields(_ verdict: Verdict) -> JSON {
        .object([
            ("ruling", .text(verdict.ruling.rawValue)),
            ("deadline", .text(orNull: verdict.deadline?.description)),
            ("daysLeft", verdict.daysLeft.map { .integer($0) } ?? .null),
            ("maximum", .text(orNull: verdict.maximum?.description)),
            ("quoted", .text(orNull: verdict.quoted?.description)),
            (
                "checks",
                .list(
                    verdict.findings.map { finding in
                        .object([
                            ("check", .text(finding.check.rawValue)), ("ruling", .text(finding.ruling.rawValue)),
                            ("reason", .text(finding.sentence)),
                        ])
                    }
                )
            ),
        ])
    }
}
