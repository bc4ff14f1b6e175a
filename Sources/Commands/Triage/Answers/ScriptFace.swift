/// A pass that is answered by lines: what is shown is a plain protocol of it.
struct ScriptFace: TriageFace {
    let console: Console
    let rows: Int? = nil
    private let interruption: Interruption
    private var answers: AnswerLines
    private var shown: [String]?

    init(_ answers: AnswerLines, _ console: Console, _ interruption: Interruption) {
        self.answers = answers
        self.console = console
        self.interruption = interruption
    }

    /// What has not changed is not written again.
    mutating func show(_ body: [String], notice: [String]) throws {
        if shown != body {
            if shown != nil { try console.print("") }
            try console.print(body)
            shown = body
        }
        try console.print(notice)
    }

    mutating func key(_ prompt: String) throws -> Key? {
        while !interruption.isSet {
            guard let answer = try answers.next() else { return nil }
            guard let first = answer.first else { continue }
            try console.print([prompt + answer])
            // More than one character is no key; the session says so.
            return answer.count == 1 ? .character(first) : .other
        }
        return .control("c")
    }

    mutating func line(_ question: Question, intro: [String]) throws -> LineAnswer {
        for line in intro { try console.print(line) }
        if interruption.isSet { return .interrupted("") }
        guard let answer = try answers.next() else { return .ended }
        try console.print([SafeText.line(question.lead) + answer])
        return .text(answer)
    }

    mutating func page(_ lines: [String]) throws {
        try console.print([""] + lines)
        shown = nil
    }

    /// The next answer in place of the text; an empty one leaves it.
    mutating func edited(_ text: String, about what: String) throws -> LineAnswer {
        let answer = try line(Question(.text, what), intro: [])
        return answer == .text("") ? .text(text) : answer
    }

    func reject(_ sentence: String, at place: String) throws {
        throw Failure.answer("\(answers.name), line \(answers.number), at \(place): \(sentence)")
    }
}
