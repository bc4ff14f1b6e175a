import ArgumentParser
import Basics
import Casework
import Exchange
import Tickets

/// `export`
struct ExportCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write an archive, or tickets in another product's format.",
        discussion: """
            An archive is XML with tickets, their events, internal notes and files, and orders. \
            The same state always gives the same bytes. Without a query everything is written, the catalogue, customers, \
            orders and invoices included, which is what a backup is; 'recoup import' restores it. A query finds tickets \
            alone. Keys and download links are never written. A file is there whole or not at all. With --to, tickets go \
            out as that product reads them: what it cannot carry is said, an internal note never leaves as a public one, and \
            what was sent is remembered, so that 'recoup import' knows it when it comes back.
            """
    )

    @Argument(help: "What to export, in the language of 'tickets list'; everything when it is left out.")
    var query: [String] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write into this file, replacing it, or this new folder for a format of several files; else to standard output.",
            valueName: "file"
        ),
        completion: .file()
    )
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Another product's format: \(Self.formats).",
            valueName: "format"
        )
    )
    var to: ExchangeFormat?

    @OptionGroup(title: "Other products") var mappings: MappingOptions
    @OptionGroup(title: "Other products") var losses: LossOptions
    @Flag(name: .long, help: "With --to: only tickets to which something happened since they last went or came.")
    var changed = false

    @Flag(name: .long, help: "With --to: say what would be written and what would be lost, and write nothing.")
    var dryRun = false

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions

    private static let formats = ExchangeFormat.allCases.filter(\.canBeWritten).map(\.rawValue).joined(separator: ", ")

    func validate() throws {
        guard to == nil else { return }
        let given = [
            ("--mapping", mappings.mapping != nil), ("--losses", losses.losses != nil), ("--changed", changed),
            ("--dry-run", dryRun),
        ]
        if let first = given.first(where: \.1) {
            throw ValidationError("\(first.0) is for another product's format; give --to with it")
        }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let query = try TicketQuery(arguments: query)
        if let to { return try await foreign(to, query, surroundings) }
        if output == nil, surroundings.console.outputIsTerminal {
            throw Failure.usage("an archive is for a file; name one with -o, or use a pipe")
        }
        return try await surroundings.interruption.heard(onFirst: {}) {
            try await desk.withSession(.reading, surroundings) { session in
                let counts: ArchiveCounts
                if let output {
                    counts = try await intoFile(output, query, session, surroundings)
                } else {
                    counts = try await Self.write(query, session, surroundings, to: surroundings.console.output)
                }
                if let sold = Self.sold(counts) { surroundings.console.say(sold) }
                surroundings.console.say(
                    "wrote \(Sizes.grouped(counts.tickets)) tickets with \(Sizes.grouped(counts.events)) events and "
                        + "\(Sizes.grouped(counts.files)) files, \(Sizes.bytes(counts.bytes))"
                )
                return .done
            }
        }
    }

    private func foreign(
        _ format: ExchangeFormat,
        _ query: TicketQuery,
        _ surroundings: Surroundings
    ) async throws -> CommandOutcome {
        let export = ForeignExport(
            format: format,
            mapping: try mappings.choice.mapping(for: format, templates: templates.folder(surroundings)),
            output: output,
            losses: losses.losses,
            onlyNews: changed,
            isRehearsal: dryRun
        )
        if output == nil, !dryRun, !format.isWrittenAsFolder, surroundings.console.outputIsTerminal {
            throw Failure.usage("this is for a file; name one with -o, or use a pipe")
        }
        return try await surroundings.interruption.heard(onFirst: {}) {
            try await desk.withSession(dryRun ? .reading : .changing, surroundings) { session in
                try await export.run(query, session, surroundings)
            }
        }
    }

    /// What was written of the catalogue and of orders; nil when there is none.
    private static func sold(_ counts: ArchiveCounts) -> String? {
        let parts: [(count: Int64, one: String, many: String)] = [
            (counts.offers, "offer", "offers"), (counts.customers, "customer", "customers"),
            (counts.orders, "order", "orders"), (counts.invoices, "invoice", "invoices"),
        ]
        let present = parts.filter { $0.count > 0 }
            .map { "\(Sizes.grouped($0.count)) \($0.count == 1 ? $0.one : $0.many)" }
        return present.isEmpty ? nil : "wrote " + present.joined(separator: ", ")
    }

    private func intoFile(
        _ path: String,
        _ query: TicketQuery,
        _ session: Session,
        _ surroundings: Surroundings
    ) async throws -> ArchiveCounts {
        try await NewFile.write(path, replacing: true, name: surroundings.makeID().description) { file in
            try await Self.write(query, session, surroundings, to: file)
        }
    }

    private static func write(
        _ query: TicketQuery,
        _ session: Session,
        _ surroundings: Surroundings,
        to sink: any ByteSink
    ) async throws -> ArchiveCounts {
        let counts = try await ArchiveWriter().write(query, from: session.desk, for: session.actor) { bytes in
            if surroundings.interruption.isSet {
                throw Failure.interrupted("the export was stopped; what it wrote is no archive")
            }
            try sink.write(bytes)
        }
        try sink.flush()
        return counts
    }
}
