import Basics
import Casework
import Exchange
import HTTPTypes
import Hummingbird
import Pages
import Tickets

extension Site {
    /// A quarantined record as a small document.
    func showQuarantined(_ context: SiteContext) async throws -> Response {
        let quarantined = try await quarantined(context)
        return try quarantineResponse(quarantined, CorrectionDocument(quarantined).text, context)
    }

    /// Runs a corrected record again, or gives it up.
    func settleQuarantined(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        try person.require(.importRecords)
        let quarantined = try await quarantined(context)
        let (form, token) = try await submitted(request, by: person)
        let text = form.text("text") ?? CorrectionDocument(quarantined).text
        guard let token else {
            return try quarantineResponse(
                quarantined,
                text,
                context,
                alert: expiredAlert(context),
                status: .forbidden
            )
        }
        let record = quarantined.record
        let words = pages.words(context.language)
        do {
            if form["act"] == "discard" {
                return try await once(token) {
                    _ = try await desk.discard(
                        record.ordinal,
                        of: record.run,
                        because: form["reason"],
                        by: actor(person)
                    )
                    return Paths.exchange + "?done=discarded"
                }
            }
            return try await once(token) {
                let report = try await importer()
                    .correct(
                        quarantined,
                        with: Array(text.utf8),
                        named: "text",
                        as: correctionFormat(of: quarantined.run),
                        by: actor(person)
                    )
                guard report.isClean else { throw StillWrong(report) }
                return Paths.exchange + "?done=corrected"
            }
        } catch DeskError.invalid(let problems) {
            return try quarantineResponse(
                quarantined,
                text,
                context,
                state: FormState(values: form.values, problems: problems.list),
                status: .unprocessableContent
            )
        } catch let error as StillWrong {
            let alert = Alert(heading: words("quarantine.stillWrong"), sentences: error.sentences)
            return try quarantineResponse(quarantined, text, context, alert: alert, status: .unprocessableContent)
        } catch {
            guard let sentence = Self.sentence(error, words) else { throw error }
            let alert = Alert(heading: words("quarantine.stillWrong"), sentences: [sentence])
            return try quarantineResponse(quarantined, text, context, alert: alert, status: .unprocessableContent)
        }
    }

    private func quarantined(_ context: SiteContext) async throws -> QuarantinedRecord {
        let person = try context.requirePerson()
        let text = context.parameters.get("ordinal") ?? ""
        guard let ordinal = Int64(text) else { throw DeskError.noSuchRecord(text) }
        return try await desk.quarantined(ordinal, of: run(context), for: actor(person))
    }

    private func correctionFormat(of run: IntakeRun) throws -> ImportFormat {
        guard let format = ExchangeFormat(rawValue: run.format) else { return .own }
        return .foreign(try Mapping(format, templates: templates))
    }

    private func quarantineResponse(
        _ quarantined: QuarantinedRecord,
        _ text: String,
        _ context: SiteContext,
        state: FormState = FormState(),
        alert: Alert? = nil,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let person = try context.requirePerson()
        let record = quarantined.record
        let page = QuarantinePage(
            pages.words(context.language),
            frame: frame(context, path: Paths.quarantined(record.ordinal, of: record.run)),
            quarantined: quarantined,
            text: text,
            token: freshToken(for: person),
            state: state,
            alert: alert,
            canChange: person.may(.importRecords)
        )
        return html(page, context, status: status)
    }
}

/// A corrected text that is still wrong, and why.
private struct StillWrong: Error {
    let sentences: [String]

    init(_ report: ImportReport) {
        sentences = report.quarantined.flatMap(\.reasons) + report.problems + [report.fault].compactMap { $0 }
    }
}
