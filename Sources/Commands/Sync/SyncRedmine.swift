import ArgumentParser
import Basics
import Casework
import Exchange
import Redmine
import Tickets

/// `sync redmine`
struct SyncRedmine: Verb {
    static let configuration = CommandConfiguration(
        commandName: "redmine",
        abstract: "Create, update and read back issues of a Redmine for the tickets of a query.",
        discussion: """
            One ticket after another: an issue is made or changed, with files and notes, then read back and compared; what \
            was changed there comes in like an import, field by field against what was exchanged last. Each ticket is \
            remembered before the next, so a run that was cut off is taken up by running it again. An issue that was made \
            and not remembered is found by the custom field that holds our id. The key is one of Redmine's account page, in \
            a file or in RECOUP_REDMINE_KEY; it is never an argument.
            """
    )

    @Argument(help: "Which tickets, in the language of 'tickets list'; all when it is left out.")
    var query: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("The address of the Redmine, as https://redmine.example.com.", valueName: "url")
    )
    var url: String

    @Option(
        name: .long,
        help: ArgumentHelp("A file with the API key and nothing else.", valueName: "file"),
        completion: .file()
    )
    var keyFile: String?

    @OptionGroup(title: "Other products") var mappings: MappingOptions
    @OptionGroup(title: "Other products") var losses: LossOptions
    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let query = try TicketQuery(arguments: query)
        let address = try RedmineAddress(url)
        let key = try key(surroundings)
        let folder = try templates.folder(surroundings)
        let mapping = try mappings.choice.mapping(for: .redmine, templates: folder)
        let schema = try ExchangeSchema(templates: folder)
        return try await surroundings.interruption.heard(
            onFirst: { surroundings.console.say("stopping after the ticket at work; again to stop at once") },
            during: {
                try await desk.withSession(rehearsal.dryRun ? .reading : .changing, surroundings) { session in
                    let report = try await LossFile.keeping(losses.losses, surroundings) { lost in
                        let report = try await RedmineClient.connected(to: address, key: key) { client in
                            try await sync(query, client, mapping, schema, session, lost, surroundings)
                        }
                        lost.say(on: surroundings.console, path: losses.losses)
                        return report
                    }
                    return try conclude(report, surroundings)
                }
            }
        )
    }

    private func sync(
        _ query: TicketQuery,
        _ client: RedmineClient,
        _ mapping: Mapping,
        _ schema: ExchangeSchema,
        _ session: Session,
        _ lost: LossFile,
        _ surroundings: Surroundings
    ) async throws -> RedmineReport {
        let progress = ProgressLine(surroundings)
        defer { progress.clear() }
        let interruption = surroundings.interruption
        return try await RedmineSync(desk: session.desk, schema: schema, mapping: mapping, client: client)
            .run(
                query,
                by: session.actor,
                dryRun: rehearsal.dryRun,
                losses: { lost.take($0) },
                progress: { progress.show(tickets: $0.seen) },
                isCancelled: { interruption.isSet }
            )
    }

    private func key(_ surroundings: Surroundings) throws -> RedmineKey {
        if let keyFile {
            let bytes = try LocalFile.bytes(of: keyFile, limit: 1_000)
            return try RedmineKey(String(decoding: bytes, as: UTF8.self).trimmed)
        }
        guard let text = surroundings.variable(.redmineKey) else {
            throw Failure.usage("there is no API key; name a file with --key-file, or set RECOUP_REDMINE_KEY")
        }
        return try RedmineKey(text.trimmed)
    }

    private func conclude(_ report: RedmineReport, _ surroundings: Surroundings) throws -> CommandOutcome {
        let console = surroundings.console
        for refusal in report.refused + report.conflicts {
            for reason in refusal.reasons { console.say(SafeText.line("\(refusal.ticket): \(reason)")) }
        }
        if let stopped = report.stoppedBecause { console.say(SafeText.line("stopped: \(stopped)")) }
        try Listing.syncReports.write([report], as: output.format(on: console), to: output.console(surroundings))
        if report.isDryRun { console.say("this was a rehearsal; nothing was changed on either side") }
        if report.wasInterrupted { return .interrupted }
        if report.isClean { return .done }
        return report.seen > report.refused.count + report.conflicts.count ? .partly : .refused
    }
}

extension RedmineReport {
    /// Tickets that were looked at.
    fileprivate var seen: Int {
        created + updated + received + unchanged + refused.count + conflicts.count
    }
}

extension Listing where Row == RedmineReport {
    fileprivate static var syncReports: Listing<RedmineReport> {
        Listing(
            names: ("syncs", "sync"),
            columns: [
                .count("CREATED", style: .good) { Int64($0.created) },
                .count("UPDATED", style: .good) { Int64($0.updated) },
                .count("RECEIVED", style: .good) { Int64($0.received) },
                .count("UNCHANGED") { Int64($0.unchanged) },
                .count("REFUSED", style: .bad) { Int64($0.refused.count) },
                .count("CONFLICTS", style: .bad) { Int64($0.conflicts.count) },
            ],
            fields: { report in
                [
                    ("created", .integer(Int64(report.created))), ("updated", .integer(Int64(report.updated))),
                    ("received", .integer(Int64(report.received))), ("unchanged", .integer(Int64(report.unchanged))),
                    ("losses", .integer(Int64(report.losses))), ("dryRun", .flag(report.isDryRun)),
                    ("stopped", .text(orNull: report.stoppedBecause)),
                    ("refused", list(report.refused)), ("conflicts", list(report.conflicts)),
                ]
            },
            name: { _ in "redmine" }
        )
    }

    private static func list(_ refusals: [RedmineReport.Refusal]) -> JSON {
        .list(
            refusals.map { refusal in
                .object([
                    ("ticket", .text(refusal.ticket)), ("reasons", .list(refusal.reasons.map { .text($0) })),
                ])
            }
        )
    }
}
