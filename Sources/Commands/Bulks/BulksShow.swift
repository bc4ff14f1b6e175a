import ArgumentParser
import Basics
import Casework

/// `bulks show`
struct BulksShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what became of every ticket of a bulk."
    )

    @Argument(help: ArgumentHelp("The bulk's id, as 'bulks list' shows it.", valueName: "bulk"))
    var bulk: String

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        guard let id = try? Bulk.ID(bulk) else {
            throw Failure.usage("'\(SafeText.line(bulk))' is no bulk's id; see 'recoup bulks list'")
        }
        let console = output.console(surroundings)
        return try await desk.withSession(.reading, surroundings) { session in
            let (bulk, records) = try await session.desk.bulk(id, for: session.actor)
            let format = output.format(on: surroundings.console)
            if format == .table {
                for line in Listing.bulks.table([bulk], on: console) + [""] { try console.print(line) }
            }
            try Listing.bulkRecords.write(records, as: format, to: console)
            return .done
        }
    }
}

extension Listing where Row == BulkRecord {
    fileprivate static var bulkRecords: Listing<BulkRecord> {
        Listing(
            names: ("bulk", "ticket"),
            columns: [
                .plain("TICKET", style: .strong, \.name),
                Column(
                    title: "RESULT",
                    shown: { ($0.outcome.rawValue, $0.outcome == .done ? .good : .bad) },
                    exact: \.outcome.rawValue
                ),
                .plain("VERSIONS", isRightAligned: true, rank: 1) { $0.versions },
                .plain("REASON", minimum: 18) { $0.reason ?? "" },
            ],
            fields: { record in
                [
                    ("ordinal", .integer(record.ordinal)), ("ticket", .text(record.name)),
                    ("id", .text(orNull: record.ticket?.description)), ("outcome", .text(record.outcome.rawValue)),
                    ("before", record.before.map { .integer($0) } ?? .null),
                    ("after", record.after.map { .integer($0) } ?? .null), ("reason", .text(orNull: record.reason)),
                ]
            },
            name: \.name
        )
    }
}

extension BulkRecord {
    /// `3 to 4`, and where nothing came of it `3`.
    fileprivate var versions: String {
        [before, after].compactMap { $0.map(String.init) }.joined(separator: " to ")
    }
}
