import ArgumentParser
import Basics
import Casework
import Glibc
import Tickets

/// `triage`
struct TriageCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "triage",
        abstract: "Go through tickets one after another, acting by single keys.",
        discussion: """
            Shows each ticket on one screen: the facts, the verdict, the clock, duplicates and the last messages. Every \
            action of its status has a key; ? lists them. What is done is kept at once, so nothing is lost when the \
            terminal goes away. The query is that of 'tickets list'; without one it is what waits for the acting \
            person, the most urgent first.
            """
    )

    @Argument(help: "Which tickets; what waits for the acting person when it is left out.")
    var query: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Read the keys and texts from a file, one a line, - for standard input.",
            discussion: "So does a pipe on standard input. Lines that begin with # are left out.",
            valueName: "file"
        )
    )
    var answers: String?

    @OptionGroup var colour: ColourOptions

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let query = try TriageOrder.query(query)
        let replies = try TriageReplies(directory: try templates.folder(surroundings))
        let mode = TerminalMode(surroundings.input.descriptor)
        let face = try face(mode, surroundings)
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let total = try await session.desk.count(query, for: session.actor)
            let keepsDrafts = face is TerminalFace && !rehearsal.dryRun
            let drafts = DraftFile(
                place: session.desk.store.place,
                person: session.actor.person.systemName,
                surroundings
            )
            let loop = TriageLoop(
                session,
                replies,
                TriageQueue(query, total: total),
                face,
                isRehearsal: rehearsal.dryRun,
                drafts: keepsDrafts ? drafts : nil
            )
            return try await surroundings.interruption.heard(
                [SIGINT, SIGTERM, SIGHUP],
                onFirst: { mode.restore() },
                during: { try await run(loop, mode, surroundings) }
            )
        }
    }

    /// The whole pass, with its summary however it ends.
    private func run(
        _ loop: TriageLoop,
        _ mode: TerminalMode,
        _ surroundings: Surroundings
    ) async throws -> CommandOutcome {
        var loop = loop
        let start = surroundings.now()
        let isTerminal = loop.face is TerminalFace
        let console = loop.face.console
        func finish(_ loop: TriageLoop) throws {
            mode.restore()
            let lines = loop.triage.tally.lines(
                after: surroundings.now().milliseconds - start.milliseconds,
                isRehearsal: rehearsal.dryRun,
                width: console.width
            )
            try console.print((isTerminal ? ["", ""] : [""]) + lines)
        }
        if isTerminal { mode.takeKeys() }
        do { try await loop.run() } catch {
            try? finish(loop)
            throw error
        }
        try finish(loop)
        // A list of answers meant what it said; a person who presses a key that is not open sees why.
        let tally = loop.triage.tally
        return tally.refusals > 0 || tally.unavailable > 0 && !isTerminal ? .partly : .done
    }

    /// A terminal when a person sits there on both sides, and no answers were given.
    private func face(_ mode: TerminalMode, _ surroundings: Surroundings) throws -> any TriageFace {
        var console = colour.console(surroundings)
        let isDumb = surroundings.variable(.terminal) == "dumb"
        if answers == nil, surroundings.input.isTerminal, console.outputIsTerminal, !isDumb {
            return TerminalFace(console, mode, surroundings)
        }
        console.hasColour = !colour.noColor && Surroundings.hasColour(surroundings.environment, isTerminal: false)
        let lines =
            if let answers, answers != "-" { try AnswerLines(file: answers) } else { AnswerLines(surroundings.input) }
        return ScriptFace(lines, console, surroundings.interruption)
    }
}
