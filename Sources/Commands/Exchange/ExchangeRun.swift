import ArgumentParser
import Basics

/// `exchange run`
struct ExchangeRun: Verb {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Take in what peers put into the exchange folder, and write what changed for them.",
        discussion: """
            FOLDER has a folder for each peer, named after its format, or with a mapping.xml of its own. What lies in its \
            'in' for ten seconds is brought in and moved to 'done', or to 'quarantine' with the reason when it cannot be \
            read. A peer with a file 'export.query' finds in 'out' the tickets of that query to which something happened. \
            'serve --exchange FOLDER' does this by itself.
            """
    )

    @Argument(help: ArgumentHelp("The exchange folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @Flag(name: .long, help: "Only take in; write nothing.")
    var inOnly = false

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let templates = try templates.folder(surroundings)
        return try await surroundings.interruption.heard(
            onFirst: { surroundings.console.say("stopping after the batch at work; again to stop at once") },
            during: {
                try await desk.withSession(.changing, surroundings) { session in
                    var failed = 0
                    var files = 0
                    try await ExchangeRound(ExchangeFolder(path: folder), templates, session, surroundings)
                        .run(sending: !inOnly) { outcome in
                            files += 1
                            if outcome.kind == .failed || outcome.kind == .partly { failed += 1 }
                            surroundings.console.say(SafeText.line("\(outcome.place): \(outcome.sentence)"))
                        }
                    if files == 0 { surroundings.console.say("nothing arrived, and nothing changed") }
                    return failed == 0 ? .done : failed == files ? .refused : .partly
                }
            }
        )
    }
}

extension ExchangeRound {
    init(_ folder: ExchangeFolder, _ templates: String, _ session: Session, _ surroundings: Surroundings) {
        self.init(
            folder: folder,
            templates: templates,
            temporaryFolder: surroundings.variable(.temporaryFolder) ?? "/tmp",
            session: session,
            now: surroundings.now,
            makeName: { surroundings.makeID().description },
            interruption: surroundings.interruption
        )
    }
}
