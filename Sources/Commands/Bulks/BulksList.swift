import ArgumentParser
import Basics
import Casework
import Tickets

/// `bulks list`
struct BulksList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what you did to several tickets at once, the latest first; auditors see everybody's."
    )

    @OptionGroup var list: LimitOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let bulks = try await session.desk.bulks(for: session.actor, limit: list.limit)
            try Listing.bulks.write(
                bulks,
                as: output.format(on: surroundings.console),
                to: output.console(surroundings)
            )
            return .done
        }
    }
}

extension Listing where Row == Bulk {
    static var bulks: Listing<Bulk> {
        Listing(
            names: ("bulks", "bulk"),
            columns: [
                .plain("BULK", style: .strong, \.id.description),
                .instant("STARTED", rank: 1) { $0.startedAt },
                .plain("WHO", rank: 2, \.byName),
                .plain("WHAT", \.verb),
                .count("TICKETS") { Int64($0.size) },
                .count("DONE", style: .good) { Int64($0.counts.done) },
                .count("NOT DONE", style: .bad) { Int64($0.counts.left) },
                .plain("ENDED", minimum: 8, rank: 3) { $0.finishedAt == nil ? "cut off, or at work" : "at the end" },
            ],
            fields: { bulk in
                [
                    ("bulk", .text(bulk.id.description)), ("started", .text(bulk.startedAt.description)),
                    ("finished", .text(orNull: bulk.finishedAt?.description)), ("by", .text(bulk.byName)),
                    ("action", .text(bulk.action.rawValue)), ("undoes", .text(orNull: bulk.undoes?.description)),
                    ("tickets", .integer(bulk.size)), ("done", .integer(bulk.counts.done)),
                    ("refused", .integer(bulk.counts.refused)), ("overtaken", .integer(bulk.counts.overtaken)),
                    ("missing", .integer(bulk.counts.missing)),
                ]
            },
            name: \.id.description
        )
    }
}

extension Bulk {
    /// What was done, in a word or two.
    var verb: String { undoes == nil ? action.rawValue : "undo \(action.rawValue)" }
}
