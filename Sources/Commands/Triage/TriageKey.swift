/// What a key does that is no action of the workflow.
enum TriageKey: String, CaseIterable {
    case reply, view, skip, back, undo, search, quit, help

    init?(_ key: Key) {
        switch key {
        case .character("1"), .character("2"), .character("3"), .character("4"), .character("5"), .character("6"),
            .character("7"), .character("8"), .character("9"):
            self = .reply
        case .character("v"): self = .view
        case .character("s"), .character(" "), .right: self = .skip
        case .character("b"), .left: self = .back
        case .character("u"): self = .undo
        case .character("/"): self = .search
        case .character("q"), .control("d"): self = .quit
        case .character("?"): self = .help
        case .character, .enter, .escape, .backspace, .up, .down, .control, .paste, .other: return nil
        }
    }

    /// As menus and the manual call it.
    var label: String {
        switch self {
        case .reply: "1-9"
        case .view: "v"
        case .skip: "s"
        case .back: "b"
        case .undo: "u"
        case .search: "/"
        case .quit: "q"
        case .help: "?"
        }
    }

    /// One word for the menu.
    var word: String {
        switch self {
        case .reply: "replies"
        case .view, .skip, .back, .undo, .search, .quit, .help: rawValue
        }
    }

    /// One line for the help.
    var summary: String {
        switch self {
        case .reply: "show a canned reply, to send it as a question or a comment, or to edit it first"
        case .view: "show the whole ticket"
        case .skip: "go to the next ticket (also space and the right arrow)"
        case .back: "go to the ticket before (also the left arrow)"
        case .undo: "take back what was done last"
        case .search: "go to a number, to the next ticket with some words, or to another query"
        case .quit: "end, with a summary"
        case .help: "show the keys"
        }
    }
}
