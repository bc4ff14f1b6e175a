import Basics
import Casework
import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Tickets

extension Site {
    /// The tickets of a query in another product's format: a zip with its file or files, and losses.csv.
    func sendExport(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        try person.require(.exportArchive)
        let asked = QueryString(request.uri.query)
        let values = ["q": asked["q"] ?? "", "to": asked["to"] ?? ""]
        let words = pages.words(context.language)
        guard let format = ExchangeFormat(rawValue: values["to"] ?? ""), format.canBeWritten else {
            throw WebFault.noSuchPage(path: "\(Paths.exchangeExport)?to=\(values["to"] ?? "")")
        }
        let query: TicketQuery
        do throws(QueryFault) { query = try TicketQuery(values["q"] ?? "") } catch {
            let alert = Alert(heading: words("web.status.400"), sentences: [words.sentence(error)])
            return try await exchangeResponse(
                context,
                state: FormState(values: values),
                alert: alert,
                status: .badRequest
            )
        }
        let losses = try SpooledLosses(SpoolFile(in: spool))
        let folder = SpooledFiles(spool: spool, only: format.isWrittenAsFolder ? nil : format)
        let outcome = try await Exporter(
            desk: desk,
            mapping: Mapping(format, templates: templates),
            temporaryFolder: spool
        )
        .write(query, for: actor(person), to: { folder.target() }, losses: { losses.take($0) })
        try losses.check()
        let zip = try folder.zipped(with: losses.file)
        try await outcome.marks.remember(in: desk, by: actor(person))
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/zip",
                .contentDisposition: Self.disposition("recoup-\(format.rawValue)-\(desk.now().day).zip"),
                .cacheControl: "private, no-store",
            ],
            body: ResponseBody(contentLength: Int(zip.size)) { writer in
                var offset: Int64 = 0
                while offset < zip.size {
                    let piece = try zip.file.read(at: offset, count: 256 * 1024)
                    guard !piece.isEmpty else { break }
                    try await writer.write(ByteBuffer(bytes: piece))
                    offset += Int64(piece.count)
                }
                try await writer.finish(nil)
            }
        )
    }
}
