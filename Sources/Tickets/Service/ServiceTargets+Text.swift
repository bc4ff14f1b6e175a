import Basics

/// Targets as a setting's text: an impact, its first response, its next update, and when to warn.
///
///     critical 4h 1d
///     moderate 1d 3d
///     minimal 1d none
///     warn 75%
///
/// Lines stand in any order; blank ones and those that begin with `#` say nothing. Every impact has a line; without
/// `warn` it is 75 %.
extension ServiceTargets {
    /// Reads such text; throws everything that is wrong with it.
    package init(_ text: String) throws(LineFaults<TargetFlaw>) {
        var draft = TargetsDraft()
        let lines = TextLine.lines(of: text)
        for line in lines { draft.take(line) }
        let missing = Impact.allCases.filter { draft.lines[$0.rawValue] == nil }
        if !missing.isEmpty {
            draft.note(.missing(missing), at: Problem.Place(line: (lines.last?.number ?? 0) + 1))
        }
        guard draft.faults.isEmpty else { throw LineFaults(list: draft.faults) }
        do throws(TargetFlaw) { try self.init(draft.promises, warning: draft.warning) } catch {
            throw LineFaults(list: [LineFaults.Item(place: Problem.Place(line: 1), flaw: error)])
        }
    }

    /// The text that ``init(_:)-(String)`` reads back.
    package var text: String {
        let lines = Impact.allCases.map { impact in
            let spans = [self[impact].firstResponse, self[impact].nextUpdate].map { $0?.text ?? TargetsDraft.nothing }
            return ([impact.rawValue] + spans).joined(separator: " ")
        }
        return (lines + ["\(TargetsDraft.warn) \(warning)%"]).map { $0 + "\n" }.joined()
    }
}

/// What the lines of a text have said so far.
private struct TargetsDraft {
    static let warn = "warn"
    static let nothing = "none"

    var promises: [Impact: ServiceTargets.Promise] = [:]
    var warning: Int64 = 75
    /// The number of the line that begins with a word.
    var lines: [String: Int] = [:]
    var faults: [LineFaults<TargetFlaw>.Item] = []

    mutating func note(_ flaw: TargetFlaw, at place: Problem.Place) {
        faults.append(LineFaults.Item(place: place, flaw: flaw))
    }

    mutating func take(_ line: TextLine) {
        let word = line.words[0].text.lowercased()
        let impact = Impact(rawValue: word)
        guard impact != nil || word == Self.warn else {
            return note(.unknownLine(line.words[0].text), at: line.place(0))
        }
        if let other = lines[word] { return note(.repeated(word, line: other), at: line.place(0)) }
        lines[word] = line.number
        let count = impact == nil ? 2 : 3
        guard line.words.count >= count else { return note(.spansMissing(word), at: line.place(0)) }
        if line.words.count > count { note(.surplus(line.words[count].text), at: line.place(count)) }
        if let impact {
            promises[impact] = ServiceTargets.Promise(firstResponse: span(1, of: line), nextUpdate: span(2, of: line))
        } else {
            takeWarning(line)
        }
    }

    private mutating func span(_ index: Int, of line: TextLine) -> BusinessSpan? {
        let text = line.words[index].text
        if text.lowercased() == Self.nothing { return nil }
        do throws(TargetFlaw) { return try BusinessSpan(text) } catch {
            note(error, at: line.place(index))
            return nil
        }
    }

    private mutating func takeWarning(_ line: TextLine) {
        let text = line.words[1].text
        guard text.hasSuffix("%"), let share = Int64(text.dropLast()), (1...100).contains(share) else {
            return note(.notAWarning(text), at: line.place(1))
        }
        warning = share
    }
}
