import Casework
import Exchange
import Tickets

/// One quarantined record on its way to being corrected.
struct Correction {
    let quarantined: QuarantinedRecord
    let importer: Importer
    let format: ImportFormat
    let actor: Actor
    let isRehearsal: Bool

    /// What became of a text.
    enum Outcome {
        case accepted(ImportReport)
        /// Nothing was kept; a sentence for each thing that is wrong, with file, line and column.
        case refused([String])
    }

    /// The record as the person is to change it.
    var document: String { CorrectionDocument(quarantined).text }

    /// Brings a text in. Throws what says nothing about the text: that somebody was faster, that the store failed.
    func attempt(_ text: [UInt8], named name: String) async throws -> Outcome {
        do {
            let report = try await importer.correct(
                quarantined,
                with: text,
                named: name,
                as: format,
                dryRun: isRehearsal,
                by: actor
            )
            guard !report.isClean else { return .accepted(report) }
            let reasons = report.quarantined.flatMap { entry in entry.reasons.map { "\(name):\($0)" } }
            return .refused(reasons + report.problems + [report.fault].compactMap { $0 })
        } catch let error as DocumentFault {
            return .refused([error.sentence])
        } catch let error as CorrectionFault {
            return .refused(["\(name): \(error.sentence)"])
        }
    }
}
