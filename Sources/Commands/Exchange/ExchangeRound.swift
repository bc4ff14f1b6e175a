import Basics
import Casework
import Exchange
import Glibc
import Tickets
import XML

/// One look at the exchange folder: what arrived comes in, and what changed goes out.
struct ExchangeRound {
    let folder: ExchangeFolder
    let templates: String
    let temporaryFolder: String
    let session: Session
    let now: @Sendable () -> Instant
    let makeName: @Sendable () -> String
    let interruption: Interruption

    /// What became of one file.
    struct Outcome: Sendable {
        enum Kind: String, Sendable {
            case done, partly, failed, sent
        }

        let peer: String
        /// From the exchange folder on, where it is now.
        let place: String
        let kind: Kind
        let sentence: String
    }

    /// Takes in what arrived from every peer, and with `sending` writes what changed for those that have an `export.query`.
    /// One peer's trouble never stops the next. `note` is told of each file when it is where it belongs.
    func run(sending: Bool, note: (Outcome) -> Void) async throws {
        for peer in try folder.peers() where !interruption.isSet {
            do {
                let mapping = try mapping(of: peer)
                try folder.prepare(peer)
                _ = try await folder.alone(with: peer) {
                    try await receive(from: peer, mapping, note)
                    if sending {
                        do { try await send(to: peer, mapping, note) } catch is NothingNew {}
                    }
                }
            } catch let error as StoreError {
                throw error
            } catch {
                note(
                    Outcome(peer: peer, place: peer, kind: .failed, sentence: ErrorReport(error).sentence ?? "stopped")
                )
            }
        }
    }

    private func mapping(of peer: String) throws -> Mapping {
        let file = "\(folder.path)/\(peer)/mapping.xml"
        if access(file, F_OK) == 0 { return try Mapping(.file(path: file), named: file, templates: templates) }
        guard let format = ExchangeFormat(rawValue: peer) else {
            throw Failure.usage(
                "\(SafeText.line(peer)) is no format's name and has no mapping.xml; put one there, or name the folder after "
                    + "one of \(ExchangeFormat.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return try Mapping(format, templates: templates)
    }

    // MARK: In

    private func receive(from peer: String, _ mapping: Mapping, _ note: (Outcome) -> Void) async throws {
        let seconds = Int(now().milliseconds / 1_000)
        for name in try folder.arrived(from: peer, at: seconds) where !interruption.isSet {
            note(try await receive(name, from: peer, mapping))
        }
    }

    /// Brings a file in, and only then moves it: whoever is killed between the two brings it in again, which changes nothing.
    private func receive(_ name: String, from peer: String, _ mapping: Mapping) async throws -> Outcome {
        let path = "\(folder.path)/\(peer)/in/\(name)"
        let stamp = Self.stamp(now())
        do {
            let report = try await bring(path, named: "\(peer)/in/\(name)", mapping)
            if report.wasInterrupted {
                return Outcome(peer: peer, place: "\(peer)/in/\(name)", kind: .failed, sentence: "was interrupted")
            }
            let counts = report.counts
            let told =
                "\(counts.applied) applied, \(counts.unchanged) unchanged, \(counts.quarantined) quarantined, "
                + "\(report.losses) losses; import \(report.run.id)"
            if let fault = report.fault {
                let place = try folder.move(name, of: peer, to: "quarantine", stamp: stamp)
                try await explain(place, "\(told)\n\(fault)\n")
                return Outcome(peer: peer, place: place, kind: .failed, sentence: "\(fault) (\(told))")
            }
            let place = try folder.move(name, of: peer, to: "done", stamp: stamp)
            let kind: Outcome.Kind = counts.quarantined > 0 || !report.problems.isEmpty ? .partly : .done
            return Outcome(peer: peer, place: place, kind: kind, sentence: told)
        } catch let fault as DocumentFault {
            let place = try folder.move(name, of: peer, to: "quarantine", stamp: stamp)
            try await explain(place, fault.sentence + "\n")
            return Outcome(peer: peer, place: place, kind: .failed, sentence: fault.sentence)
        }
    }

    private func bring(_ path: String, named name: String, _ mapping: Mapping) async throws -> ImportReport {
        let interruption = interruption
        return try await Importer(desk: session.desk, schema: ExchangeSchema(templates: templates))
            .run(
                .file(path: path),
                named: name,
                as: .foreign(mapping),
                options: ImportOptions(temporaryFolder: temporaryFolder),
                by: session.actor,
                isCancelled: { interruption.isSet }
            )
    }

    /// Why the file beside it could not be read.
    private func explain(_ place: String, _ why: String) async throws {
        try await NewFile.write("\(folder.path)/\(place).why.txt", replacing: true, name: makeName()) { sink in
            try sink.write(Array(SafeText.block(why).utf8))
        }
    }

    // MARK: Out

    /// Writes what changed into `out`, when the peer's folder says what it wants in an `export.query`.
    private func send(to peer: String, _ mapping: Mapping, _ note: (Outcome) -> Void) async throws {
        let file = "\(folder.path)/\(peer)/export.query"
        guard access(file, F_OK) == 0 else { return }
        let text = String(decoding: try LocalFile.bytes(of: file, limit: 10_000), as: UTF8.self).trimmed
        let query = try TicketQuery(text)
        let format = mapping.format
        let name = newName(for: format, to: peer)
        let path = "\(folder.path)/\(name)"
        let outcome: ExportOutcome
        if format.isWrittenAsFolder {
            outcome = try await NewFolder.write(path, name: makeName()) { part in
                try await export(query, mapping) { FolderTarget(part, isStopped: { false }) }
            }
        } else {
            outcome = try await NewFile.write(path, replacing: false, name: makeName()) { sink in
                try await export(query, mapping) { SinkTarget(sink, isStopped: { false }) }
            }
        }
        try await outcome.marks.remember(in: session.desk, by: session.actor)
        let report = outcome.report
        note(
            Outcome(
                peer: peer,
                place: name,
                kind: .sent,
                sentence: "\(report.tickets) tickets, \(report.losses) losses"
            )
        )
    }

    /// Throws ``NothingNew`` when there is nothing to send, so that no file of nothing is left.
    private func export(
        _ query: TicketQuery,
        _ mapping: Mapping,
        _ makeTarget: @escaping @Sendable () -> any ExportTarget
    ) async throws -> ExportOutcome {
        let outcome = try await Exporter(desk: session.desk, mapping: mapping, temporaryFolder: temporaryFolder)
            .write(query, onlyNews: true, for: session.actor, to: makeTarget)
        guard outcome.report.tickets > 0 else { throw NothingNew() }
        return outcome
    }

    /// A name in the peer's `out` that nothing has yet.
    private func newName(for format: ExchangeFormat, to peer: String) -> String {
        let stamp = Self.stamp(now())
        let ending = format.isWrittenAsFolder ? "" : format.fileEnding
        var name = "\(peer)/out/\(stamp)-\(format.rawValue)\(ending)"
        var count = 1
        while access("\(folder.path)/\(name)", F_OK) == 0 {
            count += 1
            name = "\(peer)/out/\(stamp)-\(count)-\(format.rawValue)\(ending)"
        }
        return name
    }

    /// `20261127T041500Z`: sorts by time, and no product stumbles over it in a file's name.
    private static func stamp(_ instant: Instant) -> String {
        String(instant.description.prefix(19)).replacing("-", with: "").replacing(":", with: "") + "Z"
    }
}

/// Nothing changed since the last time.
private struct NothingNew: Error {}
