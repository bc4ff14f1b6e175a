import ArgumentParser
import Basics
import Casework
import Exchange
import Tickets

/// `export`
struct ExportCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write an archive: tickets with their events, internal notes and files, and orders, as XML.",
        discussion: """
            The same state always gives the same bytes. Without a query everything is written, the catalogue, customers, \
            orders and invoices included, which is what a backup is; 'recoup import' restores it. A query finds tickets \
            alone. Keys and download links are never written. A file is there whole or not at all.
            """
    )

    @Argument(help: "What to export, in the language of 'tickets list'; everything when it is left out.")
    var query: [String] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write into this file, replacing it; else to standard output.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let query = try TicketQuery(arguments: query)
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
