import ArgumentParser
import Basics
import Casework
import Tickets

/// `imports show`
struct ImportsShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the quarantined records of an import, with reasons and as they stood in the file.",
        discussion: "With --record one of them, each problem marked in its line, and how it was settled."
    )

    @OptionGroup var run: RunArgument

    @Option(name: .long, help: ArgumentHelp("Only this record, with the problems marked in it.", valueName: "n"))
    var record: Int64?

    @Flag(name: .long, help: "Only the records as they stood in the file, one after the other.")
    var originals = false

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let id = try run.id()
        let console = output.console(surroundings)
        let format = output.format(on: surroundings.console)
        return try await desk.withSession(.reading, surroundings) { session in
            let shown = try await records(of: id, session)
            if shown.count == Self.limit {
                console.say(
                    "these are the first \(Sizes.grouped(Int64(Self.limit))); there may be more: name one by its number"
                )
            }
            if originals {
                for shown in shown { try console.print(SafeText.block(shown.record.text)) }
                try console.output.flush()
                return .done
            }
            switch format {
            case .table: try console.print(shown.flatMap { lines($0, console, width: console.width) })
            case .tsv where record != nil: try console.print(shown.flatMap { lines($0, console, width: Int.max) })
            case .tsv, .json, .csv, .xml, .quiet: try Listing.quarantine.write(shown, as: format, to: console)
            }
            return .done
        }
    }

    private static let limit = 100_000

    private func records(of run: IntakeRun.ID, _ session: Session) async throws -> [SettledRecord] {
        if let record {
            let found = try await session.desk.quarantined(record, of: run, for: session.actor)
            return [SettledRecord(record: found.record, resolution: found.resolution)]
        }
        let records = try await session.desk.quarantine(of: run, for: session.actor, limit: Self.limit)
        let resolutions = try await session.desk.resolutions(of: run, for: session.actor)
        let byOrdinal = Dictionary(resolutions.map { ($0.ordinal, $0) }, uniquingKeysWith: { first, _ in first })
        return records.map { SettledRecord(record: $0, resolution: byOrdinal[$0.ordinal]) }
    }

    private func lines(_ shown: SettledRecord, _ console: Console, width: Int) -> [String] {
        let record = shown.record
        let head = console.paint("Record \(record.ordinal), line \(record.line), byte \(record.offset)", .strong)
        let state = shown.resolution.map { SafeText.line($0.sentence) } ?? "open"
        let room = width == Int.max ? Int.max : width - 2
        let style: Style = shown.resolution == nil ? .bad : .good
        let settled = DisplayWidth.wrapped(state, to: room).map { "  " + console.paint($0, style) }
        guard self.record == nil else {
            return [head] + settled + [""] + MarkedRecord(record, width: width, console).lines
        }
        let reasons = record.reasons.map { "  " + console.paint(SafeText.line($0), .bad) }
        let text = SafeText.block(record.text).split(separator: "\n", omittingEmptySubsequences: false)
        let beginning = text.prefix(30).map { "    " + DisplayWidth.cut(String($0), to: max(width - 4, 20)) }
        let more = text.count > 30 ? ["    … \(text.count - 30) more lines; --originals shows them all"] : []
        return [head] + settled + reasons + beginning + more + [""]
    }
}

/// A quarantined record with how it was settled, nil while it is open.
private struct SettledRecord: Sendable {
    let record: IntakeRecord
    let resolution: IntakeResolution?

    /// `open`, `corrected` or `discarded`.
    var state: String {
        switch resolution?.ending {
        case .corrected: "corrected"
        case .discarded: "discarded"
        case nil: "open"
        }
    }
}

extension IntakeRecord {
    /// The original as text; bytes that are none are shown as U+FFFD.
    fileprivate var text: String { String(decoding: original ?? [], as: UTF8.self) }
}

extension Listing where Row == SettledRecord {
    fileprivate static var quarantine: Listing<SettledRecord> {
        Listing(
            names: ("quarantine", "record"),
            columns: [
                Column(
                    title: "RECORD",
                    shown: { (String($0.record.ordinal), nil) },
                    exact: { String($0.record.ordinal) }
                ),
                Column(title: "LINE", shown: { (String($0.record.line), nil) }, exact: { String($0.record.line) }),
                Column(title: "STATE", shown: { ($0.state, nil) }, exact: \.state),
                Column(
                    title: "REASONS",
                    shown: { ($0.record.reasons.joined(separator: "; "), nil) },
                    exact: { $0.record.reasons.joined(separator: "; ") }
                ),
            ],
            fields: { row in
                [
                    ("ordinal", .integer(row.record.ordinal)), ("line", .integer(row.record.line)),
                    ("offset", .integer(row.record.offset)), ("length", .integer(row.record.length)),
                    ("digest", .text(orNull: row.record.digest?.description)),
                    ("state", .text(row.state)),
                    ("settled", .text(orNull: row.resolution?.at.description)),
                    ("settledBy", .text(orNull: row.resolution?.byName)),
                    ("correctedBy", .text(orNull: row.resolution?.ending.run?.description)),
                    ("discardedBecause", .text(orNull: row.resolution?.ending.reason)),
                    ("reasons", .list(row.record.reasons.map { .text($0) })),
                    ("original", .text(String(decoding: row.record.original ?? [], as: UTF8.self))),
                ]
            },
            name: { String($0.record.ordinal) }
        )
    }
}

extension IntakeResolution.Ending {
    fileprivate var run: IntakeRun.ID? {
        if case .corrected(let run) = self { return run }
        return nil
    }

    fileprivate var reason: String? {
        if case .discarded(let reason) = self { return reason }
        return nil
    }
}
