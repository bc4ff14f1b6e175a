package import Casework
package import Tickets
import XML

extension Importer {
    /// Brings the corrected text of a quarantined record in, as an import of that one record, and notes with it that it took
    /// the record's place: both are kept, or neither is.
    ///
    /// The text is a document of the kind that the record came in. When its record is quarantined again, or it cannot be read
    /// to its end, nothing is kept and the report says why.
    ///
    /// - Parameters:
    ///   - name: what sentences call the text, usually a file's name. The run is named after the record that it corrects.
    ///   - dryRun: works everything out and keeps nothing.
    /// - Throws: what ``run(_:named:options:by:progress:isCancelled:)`` throws, ``CorrectionFault``, and
    ///   ``DeskError/alreadySettled(_:)`` when somebody settled the record first.
    package func correct(
        _ quarantined: QuarantinedRecord,
        with text: [UInt8],
        named name: String,
        as format: ImportFormat = .own,
        dryRun: Bool = false,
        by actor: Actor
    ) async throws -> ImportReport {
        if let earlier = quarantined.resolution { throw DeskError.alreadySettled(earlier) }
        let options = ImportOptions(dryRun: dryRun, allOrNothing: true)
        for _ in 0..<3 {
            do {
                return try await correct(quarantined, .bytes(text), named: name, as: format, options, by: actor)
            } catch is Overtaken { continue }
        }
        throw ImportJob.overtaken
    }

    private func correct(
        _ quarantined: QuarantinedRecord,
        _ source: ByteSource,
        named name: String,
        as format: ImportFormat,
        _ options: ImportOptions,
        by actor: Actor
    ) async throws -> ImportReport {
        let record = quarantined.record
        let stage = try ReaderStage(source, named: name, as: format, schema: schema, options: options)
        guard stage.head.format == quarantined.run.format else {
            throw CorrectionFault.otherFormat(stage.head.format, expected: quarantined.run.format)
        }
        let job = try await job(
            stage,
            runName: "correction of record \(record.ordinal) of import \(record.run) (\(quarantined.run.name))",
            options: options,
            by: actor
        )
        let desk = desk
        return try await job.runWhole(
            stage,
            canBeReadAgain: true,
            reopen: { try ReaderStage(source, named: name, as: format, schema: schema, options: options) },
            closing: { report, records in
                guard report.fault == nil else { return }
                guard report.counts.received == 1 else { throw CorrectionFault.records(report.counts.received) }
                guard report.isClean else { return }
                try desk.settle(record.ordinal, of: record.run, .corrected(by: report.run.id), by: actor, in: records)
            }
        )
    }
}

/// Why a text cannot take the place of a record, whatever it says.
package enum CorrectionFault: Error, Hashable, Sendable {
    /// It holds so many records, not one.
    case records(Int64)
    case otherFormat(String, expected: String)

    package var sentence: String {
        switch self {
        case .records(let count): "a correction is a document of exactly one record; this one holds \(count)"
        case .otherFormat(let format, let expected):
            "this is '\(format)', and the record came in as '\(expected)'; keep the kind of its document"
        }
    }
}
