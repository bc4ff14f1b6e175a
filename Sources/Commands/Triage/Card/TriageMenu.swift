import Casework
import Tickets
import Workflows

/// The keys at a ticket: the actions of its status, those that cannot be done with the reason, and everything else.
struct TriageMenu {
    let choices: [TicketView.Choice]
    let status: TicketStatus
    let width: Int
    let console: Console

    /// One entry, measured without its colours.
    struct Entry: Equatable {
        let plain: String
        let painted: String
    }

    var lines: [String] {
        let here = Set(status.exits.map(\.action))
        let own = choices.filter { here.contains($0.action) }
        let possible = own.filter(\.isAllowed).compactMap { choice in choice.action.key.map { (choice.action, $0) } }
        let actions = possible.map { entry(String($0.1), $0.0.rawValue) }
        let refused = own.compactMap(refusal)
        let others = TriageKey.allCases.map { entry($0.label, $0.word) }
        return [actions, refused, others].flatMap(flowed)
    }

    private func entry(_ key: String, _ word: String) -> Entry {
        Entry(plain: "\(key) \(word)", painted: "\(console.paint(key, .strong)) \(word)")
    }

    /// In brackets as well as faint, so that it is told apart without colours.
    private func refusal(_ choice: TicketView.Choice) -> Entry? {
        guard let refusal = choice.refusal, let key = choice.action.key else { return nil }
        let text = DisplayWidth.cut("(\(key) \(choice.action.rawValue): \(SafeText.line(refusal.phrase)))", to: width)
        return Entry(plain: text, painted: console.paint(text, .faint))
    }

    /// Entries side by side, two blanks between them, on as many lines as it takes.
    private func flowed(_ entries: [Entry]) -> [String] {
        var lines: [String] = []
        var used = 0
        for entry in entries {
            let size = DisplayWidth.of(entry.plain)
            if let last = lines.last, used + 2 + size <= width {
                lines[lines.count - 1] = last + "  " + entry.painted
                used += 2 + size
            } else {
                lines.append(entry.painted)
                used = size
            }
        }
        return lines
    }
}
