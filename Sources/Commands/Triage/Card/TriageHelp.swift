import Pages
import Tickets

/// What `?` shows: every key, and the canned replies by their numbers.
struct TriageHelp {
    let replies: [Reply]
    let console: Console

    var lines: [String] {
        [console.paint("Keys everywhere", .strong)] + TriageKey.allCases.map { row($0.label, $0.summary) }
            + ["", console.paint("Actions, where the status has them", .strong)]
            + TicketAction.allCases.compactMap { action in
                action.key.map { row(String($0), "\(action.rawValue): \(action.summary)") }
            } + ["", console.paint("Canned replies", .strong)]
            + replies.compactMap { reply in reply.key.map { row(String($0), SafeText.line(reply.title)) } }
            + ["", console.paint("In a line", .strong)] + Self.lineKeys.map { row($0.0, $0.1) }
    }

    /// The keys while a line is written, and what they do.
    static let lineKeys = [
        ("Enter", "take the line, or what stands in brackets when it is empty"), ("-", "nothing, where that may be"),
        ("Esc", "go back; what was written is kept for the next time"), ("Ctrl-E", "go on in the editor"),
        ("Ctrl-U", "take the whole line back"), ("Ctrl-W", "take the last word back"),
        ("Ctrl-C", "end; what was done before is kept"),
    ]

    private func row(_ key: String, _ text: String) -> String {
        let blanks = String(repeating: " ", count: max(1, 9 - DisplayWidth.of(key)))
        return "  \(console.paint(key, .strong))\(blanks)\(DisplayWidth.cut(text, to: console.width - 11))"
    }
}
