import Casework
import Exchange
import Tickets
import XML

/// XML documents on their way in, with everything that is said about them.
struct DocumentImport {
    let desk: DeskOptions
    let templates: TemplateOptions
    let output: OutputOptions
    let from: FormatName?
    let mappings: MappingChoice
    /// The file for what could not be carried.
    let losses: String?
    let isRehearsal: Bool
    let allOrNothing: Bool

    /// Each file on its own; several end as they all did, or partly.
    func run(_ files: [String], _ surroundings: Surroundings) async throws -> CommandOutcome {
        try await LossFile.keeping(losses, surroundings) { lost in
            let outcome = try await run(files, lost, surroundings)
            lost.say(on: surroundings.console, path: losses)
            return outcome
        }
    }

    private func run(
        _ files: [String],
        _ lost: LossFile,
        _ surroundings: Surroundings
    ) async throws -> CommandOutcome {
        let folder = try templates.folder(surroundings)
        let schema = try ExchangeSchema(templates: folder)
        let formats = DocumentFormat(stated: from, mappings: mappings, folder: folder)
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
                    during: { try await bring(file, schema, formats, lost, progress, surroundings) }
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
                if progress.received > 0, !isRehearsal, !allOrNothing {
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
        _ formats: DocumentFormat,
        _ lost: LossFile,
        _ progress: ProgressLine,
        _ surroundings: Surroundings
    ) async throws -> ImportReport {
        let document = ImportedDocument(file, surroundings)
        let format = try formats.format(of: document, surroundings.console)
        return try await desk.withSession(isRehearsal ? .examining : .restoring, surroundings) { session in
            var session = session
            var desk = session.desk
            // The first person of a desk is kept before an intake; an archive brings its own people.
            if session.isUnsettled, try document.kind() != .archive {
                if isRehearsal {
                    desk = Desk(
                        store: RehearsalStore(of: desk.store, first: session.actor.person),
                        rules: desk.rules,
                        book: desk.book,
                        now: desk.now,
                        makeID: desk.makeID,
                        secrets: desk.secrets
                    )
                } else {
                    session = try await session.settled(surroundings)
                }
            }
            return try await Importer(desk: desk, schema: schema).run(
                document.source(),
                named: document.name,
                as: format,
                options: ImportOptions(
                    dryRun: isRehearsal,
                    allOrNothing: allOrNothing,
                    temporaryFolder: document.temporaryFolder
                ),
                by: session.actor,
                losses: { lost.take($0) },
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
