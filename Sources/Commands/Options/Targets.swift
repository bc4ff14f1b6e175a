import ArgumentParser
import Casework
import Tickets

/// The tickets that a command is about.
struct Targets: ParsableArguments {
    /// The most tickets that one range names.
    static let longestRange: Int64 = 10_000

    @Argument(
        help: ArgumentHelp(
            "Tickets: R-10001, 10001, an id, a range R-10001..R-10005, or - to read them from standard input.",
            valueName: "ticket"
        )
    )
    var references: [String]

    /// Every ticket named, once, in the order named. Throws ``Failure/usage(_:)``.
    func all(_ surroundings: Surroundings) throws -> [TicketReference] { try Self.all(references, surroundings) }

    /// Every ticket that words name, once, in the order named. Throws ``Failure/usage(_:)``.
    static func all(_ references: [String], _ surroundings: Surroundings) throws -> [TicketReference] {
        var result: [TicketReference] = []
        var seen: Set<TicketReference> = []
        for text in references {
            let words =
                text == "-"
                ? try surroundings.input.text(limit: 16_000_000).split(whereSeparator: \.isWhitespace).map(String.init)
                : [text]
            for word in words {
                for reference in try read(word) where seen.insert(reference).inserted { result.append(reference) }
            }
        }
        return result
    }

    /// One ticket or a range. Throws ``Failure/usage(_:)``.
    static func read(_ word: String) throws -> [TicketReference] {
        let ends = word.split(separator: ".", omittingEmptySubsequences: false)
        if ends.count == 3, ends[1].isEmpty {
            guard let first = TicketNumber(String(ends[0])), let last = TicketNumber(String(ends[2])) else {
                throw Failure.usage("'\(SafeText.line(word))' is not a range; write one, as R-10001..R-10005")
            }
            guard first.value <= last.value else {
                throw Failure.usage("the range '\(word)' ends before it begins; write \(last)..\(first)")
            }
            guard last.value - first.value < longestRange else {
                throw Failure.usage("the range '\(word)' names more than \(longestRange) tickets; use several")
            }
            return (first.value...last.value).map { .number(TicketNumber($0)) }
        }
        return [try one(word)]
    }

    /// One ticket. Throws ``Failure/usage(_:)``.
    static func one(_ word: String) throws -> TicketReference {
        guard let reference = TicketReference(word) else {
            throw Failure.usage(
                "'\(SafeText.line(word))' names no ticket; write R-10001, 10001, a ticket's id or R-10001..R-10005"
            )
        }
        return reference
    }
}
