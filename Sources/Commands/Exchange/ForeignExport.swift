import Basics
import Casework
import Exchange
import Tickets

/// An export in another product's format.
struct ForeignExport {
    let format: ExchangeFormat
    let mapping: Mapping
    let output: String?
    let losses: String?
    let onlyNews: Bool
    let isRehearsal: Bool

    func run(_ query: TicketQuery, _ session: Session, _ surroundings: Surroundings) async throws -> CommandOutcome {
        let progress = ProgressLine(surroundings)
        defer { progress.clear() }
        let report = try await LossFile.keeping(losses, surroundings) { lost in
            let outcome = try await write(query, session, lost, progress, surroundings)
            if !isRehearsal { try await outcome.marks.remember(in: session.desk, by: session.actor) }
            progress.clear()
            lost.say(on: surroundings.console, path: losses)
            return outcome.report
        }
        let verb = isRehearsal ? "would write" : "wrote"
        surroundings.console.say(
            "\(verb) \(Sizes.grouped(report.tickets)) tickets as \(format.title) with "
                + "\(Sizes.grouped(report.comments)) comments and \(Sizes.grouped(report.files)) files, "
                + Sizes.bytes(report.bytes)
        )
        if isRehearsal { surroundings.console.say("this was a rehearsal; nothing was kept") }
        return .done
    }

    private func write(
        _ query: TicketQuery,
        _ session: Session,
        _ lost: LossFile,
        _ progress: ProgressLine,
        _ surroundings: Surroundings
    ) async throws -> ExportOutcome {
        let interruption = surroundings.interruption
        let name = surroundings.makeID().description
        let temporaryFolder = surroundings.variable(.temporaryFolder) ?? "/tmp"
        func export(_ makeTarget: @escaping @Sendable () -> any ExportTarget) async throws -> ExportOutcome {
            try await Exporter(desk: session.desk, mapping: mapping, temporaryFolder: temporaryFolder)
                .write(
                    query,
                    onlyNews: onlyNews,
                    for: session.actor,
                    to: makeTarget,
                    losses: { lost.take($0) },
                    progress: { progress.show($0) }
                )
        }
        if isRehearsal { return try await export { NoTarget() } }
        guard let output else {
            guard !format.isWrittenAsFolder else {
                throw Failure.usage("\(format.title) is several files; name a new folder for them with -o")
            }
            let sink = surroundings.console.output
            return try await export { SinkTarget(sink, isStopped: { interruption.isSet }) }
        }
        if format.isWrittenAsFolder {
            return try await NewFolder.write(output, name: name) { folder in
                try await export { FolderTarget(folder, isStopped: { interruption.isSet }) }
            }
        }
        return try await NewFile.write(output, replacing: true, name: name) { sink in
            try await export { SinkTarget(sink, isStopped: { interruption.isSet }) }
        }
    }
}
