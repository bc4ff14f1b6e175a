import ArgumentParser
import Casework
import Exchange
import Tickets
import XML

/// `import`
struct ImportCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring tickets in from XML files: requests of another system, or an archive.",
        discussion: """
            A file of the kind 'intake' is judged like anything that a person files: its tickets arrive as submitted. One of \
            the kind 'archive', which 'recoup export' wrote, is restored as it was, if its chains verify. A record that \
            cannot be applied is quarantined with the reason and never stops the next one; the same record again changes \
            nothing. Ctrl-C stops after the batch at work; what was done is kept.
            """
    )

    @Argument(help: ArgumentHelp("The files, - for standard input.", valueName: "file"), completion: .file())
    var files: [String]

    @Flag(
        name: .long,
        help: "Keep a file as a whole or, when anything in it is quarantined or cannot be read, not at all."
    )
    var allOrNothing = false

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if files.filter({ $0 == "-" }).count > 1 { throw ValidationError("standard input can be read once") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let schema = try ExchangeSchema(templates: templates.folder(surroundings))
        let console = output.console(surroundings)
        let format = output.format(on: surroundings.console)
        var writer = ListWriter(.importReports, format, console)
        var statuses: [CommandOutcome] = []
        for file in files {
            let progress = ProgressLine(surroundings)
            do {
                let report = try await surroundings.interruption.heard(
                    onFirst: {
                        progress.clear()
                        surroundings.console.say("stopping after the batch at work; again to stop at once")
                    },
                    during: { try await bring(file, schema, progress, surroundings) }
                )
                progress.clear()
                let done = ImportSummary(file: file == "-" ? "standard input" : file, report: report)
                try writer.write(done)
                done.say(on: surroundings.console)
                statuses.append(done.status)
            } catch {
                progress.clear()
                let failure = ErrorReport(error)
                if let sentence = failure.sentence { console.say(sentence) }
                // Each batch before the one that failed was committed on its own.
                if progress.received > 0, !rehearsal.dryRun, !allOrNothing {
                    console.say("\(ImportSummary.records(progress.received)) kept; run the import again for the rest")
                }
                statuses.append(failure.status)
            }
            if surroundings.interruption.isSet { break }
        }
        try writer.finish()
        return Self.combined(statuses)
    }

    /// One document, as a session of its own: an archive may have brought the people whom the next one needs.
    private func bring(
        _ file: String,
        _ schema: ExchangeSchema,
        _ progress: ProgressLine,
        _ surroundings: Surroundings
    ) async throws -> ImportReport {
        let document = ImportedDocument(file, surroundings)
        return try await desk.withSession(rehearsal.dryRun ? .examining : .restoring, surroundings) { session in
            var session = session
            var desk = session.desk
            // The first person of a desk is kept before an intake; an archive brings its own people.
            if session.isUnsettled, try document.kind() != .archive {
                if rehearsal.dryRun {
                    desk = Desk(
                        store: RehearsalStore(of: desk.store, first: session.actor.person),
                        rules: desk.rules,
                        book: desk.book,
                        now: desk.now,
                        makeID: desk.makeID
                    )
                } else {
                    session = try await session.settled(surroundings)
                }
            }
            return try await Importer(desk: desk, schema: schema).run(
                document.source(),
                named: document.name,
                options: ImportOptions(dryRun: rehearsal.dryRun, allOrNothing: allOrNothing),
                by: session.actor,
                progress: { progress.show($0) },
                isCancelled: { surroundings.interruption.isSet }
            )
        }
    }

    /// Several files end as they all did; partly, when they differ.
    private static func combined(_ statuses: [CommandOutcome]) -> CommandOutcome {
        guard let first = statuses.first else { return .done }
        if statuses.contains(.interrupted) { return .interrupted }
        return statuses.allSatisfy { $0 == first } ? first : .partly
    }
}
