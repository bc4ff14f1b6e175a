import Basics
import Casework
import Tickets
import XML

/// The request in our own format, which goes with a record where the format holds files: what the record itself cannot say
/// comes back with it. Facts alone: an internal note must not leave as a file that customers may open.
enum OwnRequest {
    private static let prefix = "recoup-request-"
    /// The longest that is looked at; the facts of a request are far below it.
    private static let sizeLimit: Int64 = 8 << 20

    static func file(of outgoing: OutgoingTicket) -> ForeignFile {
        let ticket = outgoing.ticket
        let bytes = (try? document(ticket.content.form, id: ticket.id)) ?? []
        return ForeignFile(
            name: "\(prefix)\(ticket.id).xml",
            mediaType: "application/xml",
            content: .bytes(FileContent(bytes))
        )
    }

    /// The facts in a file that is one of these; nil for any other.
    static func form(in file: ForeignFile) -> FactsForm? {
        guard file.name.hasPrefix(prefix), case .bytes(let content) = file.content, content.size <= sizeLimit
        else { return nil }
        var bytes: [UInt8] = []
        guard (try? content.eachChunk { bytes += $0 }) != nil else { return nil }
        guard let reader = try? RecordReader(.bytes(bytes), named: file.name),
            let root = try? reader.root(), root.namespace == ExchangeSchema.namespace,
            root.attribute("kind") == DocumentKind.intake.rawValue,
            let record = try? reader.next(), record.element.isNamed("request")
        else { return nil }
        return RequestDecoder.decode(record.element, from: nil).intake.form
    }

    private static func document(_ form: FactsForm, id: Ticket.ID) throws(XMLWriterError) -> [UInt8] {
        let output = Output()
        let writer = XMLWriter { output.bytes += $0 }
        try writer.start(
            "recoup",
            [("xmlns", ExchangeSchema.namespace), ("kind", DocumentKind.intake.rawValue), ("source", "recoup")]
        )
        try RequestDocument.write(form, id: id.description, to: writer)
        try writer.end()
        try writer.finish()
        return output.bytes
    }

    private final class Output {
        var bytes: [UInt8] = []
    }
}
