import Basics
import Casework
import Exchange
import HTTPTypes
import Hummingbird
import Pages
import Tickets

extension Site {
    /// Bringing files in, taking tickets out, and what became of every file that came.
    func showExchange(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await exchangeResponse(context, done: QueryString(request.uri.query)["done"])
    }

    /// The first step shows what a file would do, the second does it.
    func bringIn(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        try person.require(.importRecords)
        let form = try await uploadReader.read(request)
        guard let token = tokens.identifier(in: form["form"], for: person.id) else {
            return try await exchangeResponse(context, alert: expiredAlert(context), status: .forbidden)
        }
        if form["act"] == "import" { return try await importUpload(form, token, context) }
        guard form.problems.isEmpty, let file = form.files.first else {
            let problems = form.problems.map { Problem("file", $0.fault) }
            return try await exchangeResponse(
                context,
                state: FormState(
                    values: form.values,
                    problems: problems.isEmpty ? [Problem("file", .missing)] : problems
                ),
                status: .unprocessableContent
            )
        }
        let id = desk.makeID()
        let upload = Uploads.Upload(name: file.attachment.name, file: file, person: person.id, at: desk.now())
        await uploads.keep(upload, as: id)
        return try await previewResponse(upload, id, form["from"], context)
    }

    /// What became of one file, and the records that wait in quarantine.
    func showImport(_ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let id = try run(context)
        let open = try await desk.openQuarantine(of: id, for: actor(person), limit: 500)
        guard
            let ledger = try await desk.intakeLedgers(for: actor(person), limit: .max).first(where: { $0.run.id == id })
        else { throw DeskError.noSuchRun(id.description) }
        let page = ImportPage(
            pages.words(context.language),
            frame: frame(context, path: Paths.exchangeRun(id)),
            ledger: ledger,
            open: open,
            now: desk.now()
        )
        return html(page, context)
    }

    // MARK: Steps

    private func previewResponse(
        _ upload: Uploads.Upload,
        _ id: GUID,
        _ from: String,
        _ context: SiteContext
    ) async throws -> Response {
        let words = pages.words(context.language)
        let person = try context.requirePerson()
        let document = try UploadedDocument(upload, spool: spool)
        var alert: Alert?
        var report: ImportReport?
        var format = ""
        let losses = LossSample()
        do {
            let chosen = try importFormat(from, document)
            format = chosen.title
            report = try await importer()
                .run(
                    document.source,
                    named: upload.name,
                    as: chosen.format,
                    options: ImportOptions(dryRun: true, listed: 200, temporaryFolder: spool),
                    by: actor(person),
                    losses: { losses.take($0) }
                )
        } catch {
            guard let sentence = Self.sentence(error, words) else { throw error }
            alert = Alert(heading: words("web.status.422"), sentences: [sentence])
        }
        if let report, let fault = report.fault {
            alert = Alert(heading: words("web.status.422"), sentences: [fault] + report.problems)
        } else if let report, !report.problems.isEmpty {
            alert = Alert(heading: words("web.status.422"), sentences: report.problems)
        }
        guard let report else {
            return try await exchangeResponse(
                context,
                state: FormState(values: ["from": from]),
                alert: alert,
                status: .unprocessableContent
            )
        }
        let page = PreviewPage(
            words,
            frame: frame(context, path: Paths.exchange),
            file: upload.name,
            format: format,
            token: freshToken(for: person),
            upload: id.description,
            from: from,
            counts: report.counts,
            records: report.listed.map(PreviewPage.Record.init),
            losses: losses.first.map { loss in
                words("exchange.loss", ["record": loss.record, "field": loss.field, "loss": loss.sentence])
            },
            lossCount: report.losses,
            alert: alert
        )
        return html(page, context)
    }

    private func importUpload(_ form: SubmittedForm, _ token: GUID, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let words = pages.words(context.language)
        do {
            return try await once(token) {
                guard let id = try? GUID(form["upload"]),
                    let upload = await uploads.upload(id, for: person.id, at: desk.now())
                else { throw UploadGone() }
                let document = try UploadedDocument(upload, spool: spool)
                let report = try await importer()
                    .run(
                        document.source,
                        named: upload.name,
                        as: importFormat(form["from"], document).format,
                        options: ImportOptions(temporaryFolder: spool),
                        by: actor(person)
                    )
                await uploads.remove(id)
                return Paths.exchangeRun(report.run.id)
            }
        } catch {
            guard let sentence = error is UploadGone ? words("exchange.gone") : Self.sentence(error, words) else {
                throw error
            }
            let alert = Alert(heading: words("web.status.422"), sentences: [sentence])
            return try await exchangeResponse(context, alert: alert, status: .unprocessableContent)
        }
    }

    // MARK: Pieces

    func exchangeResponse(
        _ context: SiteContext,
        state: FormState = FormState(),
        alert: Alert? = nil,
        done: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let person = try context.requirePerson()
        let canSeeRuns = person.may(.importRecords) || person.may(.verifyAudit)
        guard canSeeRuns || person.may(.exportArchive) else { throw DeskError.notAllowed(.importRecords) }
        let words = pages.words(context.language)
        let page = ExchangePage(
            words,
            frame: frame(
                context,
                path: Paths.exchange,
                notice: done == "corrected" || done == "discarded" ? words("done.\(done ?? "")") : nil
            ),
            ledgers: canSeeRuns ? try await desk.intakeLedgers(for: actor(person)) : nil,
            readable: [("recoup", "Recoup")]
                + ExchangeFormat.allCases.filter(\.canBeRead).map { ($0.rawValue, $0.title) },
            writable: ExchangeFormat.allCases.filter(\.canBeWritten).map { ($0.rawValue, $0.title) },
            token: freshToken(for: person),
            state: state,
            alert: alert,
            canImport: person.may(.importRecords),
            canExport: person.may(.exportArchive),
            now: desk.now()
        )
        return html(page, context, status: status)
    }

    func importer() throws -> Importer {
        Importer(desk: desk, schema: try ExchangeSchema(templates: templates))
    }

    /// How a document is read: as somebody said, or as its first bytes say.
    private func importFormat(
        _ stated: String,
        _ document: UploadedDocument
    ) throws -> (format: ImportFormat, title: String) {
        let found: ExchangeDetection =
            switch stated {
            case "": ExchangeDetection.detect(try document.beginning())
            case "recoup": .own
            default: ExchangeFormat(rawValue: stated).map { .foreign($0) } ?? .unknown
            }
        switch found {
        case .own, .unknown: return (.own, "Recoup")
        case .foreign(let format):
            return (.foreign(try Mapping(format, templates: templates)), format.title)
        }
    }

    func run(_ context: SiteContext) throws -> IntakeRun.ID {
        let text = Self.decoded(context.parameters.get("run"))
        guard let id = try? IntakeRun.ID(text) else { throw DeskError.noSuchRun(text) }
        return id
    }

    /// What is wrong with a document, in a sentence; nil for errors that say nothing about it.
    static func sentence(_ error: any Error, _ words: Words) -> String? {
        switch error {
        case let error as DocumentFault: error.sentence
        case let error as MappingFault: error.sentence
        case let error as CorrectionFault: error.sentence
        case let error as ExportRefusal: error.sentence
        case let error as DeskError: error.status.code < 500 ? words.sentence(error) : nil
        default: nil
        }
    }

    /// Files of the exchange page: one, and larger than a ticket's.
    private var uploadReader: FormReader {
        FormReader(
            limits: AttachmentLimits(count: 1, size: 100_000_000),
            spool: spool,
            now: desk.now
        )
    }
}

/// The file of a preview does not wait any more.
private struct UploadGone: Error {}

extension PreviewPage.Record {
    fileprivate init(_ listed: ImportReport.Listed) {
        self.init(
            ordinal: listed.ordinal,
            line: listed.line,
            outcome: listed.outcome,
            ticket: listed.ticket,
            isNew: listed.isNew,
            reasons: listed.reasons
        )
    }
}
