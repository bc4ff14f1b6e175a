import ArgumentParser
import Basics
import Casework
import Exchange
import Tickets

/// `imports correct`
struct ImportsCorrect: Verb {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct a quarantined record in your editor and run it again, or give it up.",
        discussion: """
            The record opens as a small document of its own, with what was wrong on top. What you save is checked, with line \
            and column for each problem, and brought in as an import of one record; the record then counts as corrected by \
            that import. Nothing is kept of a text that is still wrong. Each record is settled once: whoever is second is \
            told who was first, and when.
            """
    )

    @OptionGroup var run: RunArgument

    @Argument(help: ArgumentHelp("The record's number in it, as 'imports quarantined' shows it.", valueName: "n"))
    var record: Int64

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Take the corrected document from this file, - for standard input, instead of the editor.",
            valueName: "file"
        ),
        completion: .file()
    )
    var file: String?

    @Flag(name: .long, help: "Run the record again as it stands, when what it lacked is there now.")
    var asIs = false

    @Option(name: .long, help: ArgumentHelp("Give the record up, for this reason.", valueName: "reason"))
    var discard: String?

    @OptionGroup(title: "Other products") var mappings: MappingOptions
    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        let ways = [("--file", file != nil), ("--as-is", asIs), ("--discard", discard != nil)].filter(\.1).map(\.0)
        if ways.count > 1 { throw ValidationError("\(ways.joined(separator: " and ")) exclude each other; choose one") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let id = try run.id()
        if let discard { return try await giveUp(id, because: discard, surroundings) }
        let folder = try templates.folder(surroundings)
        let schema = try ExchangeSchema(templates: folder)
        return try await desk.withSession(rehearsal.dryRun ? .examining : .changing, surroundings) { session in
            let quarantined = try await session.desk.quarantined(record, of: id, for: session.actor)
            if let earlier = quarantined.resolution { throw DeskError.alreadySettled(earlier) }
            let correction = Correction(
                quarantined: quarantined,
                importer: Importer(desk: session.desk, schema: schema),
                format: try ExchangeFormat(rawValue: quarantined.run.format)
                    .map { .foreign(try mappings.choice.mapping(for: $0, templates: folder)) } ?? .own,
                actor: session.actor,
                isRehearsal: rehearsal.dryRun
            )
            switch (file, asIs) {
            case (let file?, _):
                let name = file == "-" ? "standard input" : file
                let text = try Self.text(of: file, surroundings)
                return try conclude(try await correction.attempt(text, named: name), surroundings)
            case (nil, true):
                let outcome = try await correction.attempt(Array(correction.document.utf8), named: "record \(record)")
                return try conclude(outcome, surroundings)
            case (nil, false): return try await edit(correction, surroundings)
            }
        }
    }

    private func giveUp(
        _ run: IntakeRun.ID,
        because reason: String,
        _ surroundings: Surroundings
    ) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let resolution = try await session.desk.discard(record, of: run, because: reason, by: session.actor)
            surroundings.console.say(SafeText.line(resolution.sentence))
            if rehearsal.dryRun { surroundings.console.say("this was a rehearsal; nothing was kept") }
            return .done
        }
    }

    /// Opens the editor until the text is right or the person has had enough. Whatever they wrote and was not accepted stays
    /// in its file.
    private func edit(_ correction: Correction, _ surroundings: Surroundings) async throws -> CommandOutcome {
        let text = try EditedText(correction.document, ending: "xml", surroundings)
        do {
            while true {
                let bytes = try text.edited()
                guard text.isChanged else {
                    throw Failure.unconfirmed(
                        "nothing was changed in the editor, so nothing was done; --as-is runs the record again as it is"
                    )
                }
                let status = try conclude(try await correction.attempt(bytes, named: text.path), surroundings)
                if status != .done, try wantsToGoOn(surroundings) { continue }
                putAway(text, isAccepted: status == .done, surroundings)
                return status
            }
        } catch {
            putAway(text, isAccepted: false, surroundings)
            throw error
        }
    }

    /// Removes a text that is not needed any more, and says where one is that may be.
    private func putAway(_ text: EditedText, isAccepted: Bool, _ surroundings: Surroundings) {
        if text.isChanged, !isAccepted || rehearsal.dryRun {
            let path = Shell.quoted(SafeText.line(text.path))
            surroundings.console.say("your text is kept in \(path); go on with --file \(path)")
        } else {
            text.remove()
        }
    }

    /// False where nobody can answer.
    private func wantsToGoOn(_ surroundings: Surroundings) throws -> Bool {
        guard surroundings.input.isTerminal else { return false }
        let console = surroundings.console
        try console.errors.write(Array("Edit again? [Y/n] ".utf8))
        try console.errors.flush()
        guard let answer = try surroundings.input.line() else { return false }
        return ["", "y", "yes"].contains(answer.trimmed.lowercased())
    }

    private func conclude(_ outcome: Correction.Outcome, _ surroundings: Surroundings) throws -> CommandOutcome {
        let console = surroundings.console
        switch outcome {
        case .refused(let sentences):
            Self.say(sentences, on: console)
            console.say("the record stays in quarantine, and nothing was kept")
            return .refused
        case .accepted(let report):
            let summary = ImportSummary(file: report.run.name, report: report)
            let format = output.format(on: console)
            try Listing.importReports.write([summary], as: format, to: output.console(surroundings))
            let known = report.counts.unchanged > 0 ? "; what it says was here already" : ""
            console.say("record \(record) is corrected by import \(report.run.id)\(known)")
            if report.isDryRun { console.say("this was a rehearsal; nothing was kept") }
            return .done
        }
    }

    /// Problems that are said at once.
    private static let said = 20

    private static func say(_ sentences: [String], on console: Console) {
        for sentence in sentences.prefix(said) { console.say(SafeText.line(sentence)) }
        if sentences.count > said { console.say("and \(sentences.count - said) more") }
    }

    private static func text(of file: String, _ surroundings: Surroundings) throws -> [UInt8] {
        let limit = EditedText.limit
        return file == "-"
            ? Array(try surroundings.input.text(limit: limit).utf8) : try LocalFile.bytes(of: file, limit: limit)
    }
}
