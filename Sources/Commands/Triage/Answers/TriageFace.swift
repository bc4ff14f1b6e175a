/// Where a pass is shown and answered: a person at a terminal, or a list of answers.
protocol TriageFace {
    /// With the width that there is now.
    var console: Console { get }
    /// Lines of the screen; nil where nothing has to fit.
    var rows: Int? { get }

    /// Shows where things are: what is looked at, and what happened.
    mutating func show(_ body: [String], notice: [String]) throws
    /// Waits for a key; nil at the end of the answers.
    mutating func key(_ prompt: String) throws -> Key?
    /// Asks for a line; `intro` stands above the first question of an action.
    mutating func line(_ question: Question, intro: [String]) throws -> LineAnswer
    /// Shows a long text to its end.
    mutating func page(_ lines: [String]) throws
    /// Lets the person change a text.
    mutating func edited(_ text: String, about what: String) throws -> LineAnswer
    /// An answer that cannot be taken: a person tries again, a list of answers ends here. `place` names the ticket.
    func reject(_ sentence: String, at place: String) throws
}

/// What came for a question.
enum LineAnswer: Equatable {
    case text(String)
    /// The person went back; this is what they had written.
    case cancelled(String)
    /// The same by Ctrl-C, or because the terminal went away.
    case interrupted(String)
    /// There are no more answers.
    case ended
}
