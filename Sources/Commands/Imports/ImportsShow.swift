import ArgumentParser
import Basics
import Casework

/// `imports show`
struct ImportsShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the quarantined records of an import, with reasons and as they stood in the file."
    )

    @Argument(help: ArgumentHelp("The import's id, as 'imports list' shows it.", valueName: "run"))
    var run: String

    @Flag(name: .long, help: "Only the records as they stood in the file, one after the other.")
    var originals = false

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        guard let id = try? IntakeRun.ID(run) else {
            throw Failure.usage("'\(SafeText.line(run))' is no import's id; see 'recoup imports list'")
        }
        let console = output.console(surroundings)
        return try await desk.withSession(.reading, surroundings) { session in
            let records = try await session.desk.quarantine(of: id, for: session.actor, limit: 100_000)
            if originals {
                for record in records { try console.print(SafeText.block(record.text)) }
                try console.output.flush()
                return .done
            }
            let format = output.format(on: surroundings.console)
            switch format {
            case .table:
                for record in records { for line in Self.lines(record, console) { try console.print(line) } }
                try console.output.flush()
            case .tsv, .json, .csv, .xml, .quiet: try Listing.quarantine.write(records, as: format, to: console)
            }
            return .done
        }
    }

    private static func lines(_ record: IntakeRecord, _ console: Console) -> [String] {
        let head = console.paint("Record \(record.ordinal), line \(record.line), byte \(record.offset)", .strong)
        let reasons = record.reasons.map { "  " + console.paint(SafeText.line($0), .bad) }
        let text = SafeText.block(record.text).split(separator: "\n", omittingEmptySubsequences: false)
        let shown = text.prefix(30).map { "    " + DisplayWidth.cut(String($0), to: max(console.width - 4, 20)) }
        let more = text.count > 30 ? ["    … \(text.count - 30) more lines; --originals shows them all"] : []
        return [head] + reasons + shown + more + [""]
    }
}

extension IntakeRecord {
    /// The original as text; bytes that are none are shown as U+FFFD.
    fileprivate var text: String { String(decoding: original ?? [], as: UTF8.self) }
}

extension Listing where Row == IntakeRecord {
    fileprivate static var quarantine: Listing<IntakeRecord> {
        Listing(
            names: ("quarantine", "record"),
            columns: [
                Column(title: "RECORD", shown: { (String($0.ordinal), nil) }, exact: { String($0.ordinal) }),
                Column(title: "LINE", shown: { (String($0.line), nil) }, exact: { String($0.line) }),
                Column(
                    title: "REASONS",
                    shown: { ($0.reasons.joined(separator: "; "), nil) },
                    exact: { $0.reasons.joined(separator: "; ") }
                ),
            ],
            fields: { record in
                [
                    ("ordinal", .integer(record.ordinal)), ("line", .integer(record.line)),
                    ("offset", .integer(record.offset)), ("length", .integer(record.length)),
                    ("digest", .text(orNull: record.digest?.description)),
                    ("reasons", .list(record.reasons.map { .text($0) })),
                    ("original", .text(String(decoding: record.original ?? [], as: UTF8.self))),
                ]
            },
            name: { String($0.ordinal) }
        )
    }
}
