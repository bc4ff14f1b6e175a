import Basics
import Casework
import Orders
import Tickets
import XML

/// Writes an archive part by part. Nothing in it depends on when or where it is written: the same state is the same bytes.
final class ArchiveDocument {
    let writer: XMLWriter
    var counts = ArchiveCounts()
    private let bytes = ByteCount()
    /// Names the first part, by which a second beginning is noticed.
    private var first: String?

    init(to sink: @escaping @Sendable ([UInt8]) throws -> Void) throws(XMLWriterError) {
        let bytes = bytes
        writer = XMLWriter { piece in
            try sink(piece)
            bytes.value += Int64(piece.count)
        }
        try writer.start("recoup", [("xmlns", ExchangeSchema.namespace), ("kind", DocumentKind.archive.rawValue)])
    }

    /// Ends the document. Returns what it holds.
    func finish() throws(XMLWriterError) -> ArchiveCounts {
        try writer.end()
        try writer.finish()
        counts.bytes = bytes.value
        return counts
    }

    func write(_ part: ArchivePart, reading records: any Records) throws {
        try checkProgress(part)
        switch part {
        case .organisation(let organisation): try write(organisation)
        case .person(let person): try write(person)
        case .offer(let offer): try write(offer)
        case .customer(let customer): try write(customer, reading: records)
        case .order(let order): try write(order)
        case .invoice(let invoice): try write(invoice, reading: records)
        case .rows(let rows): try write(rows)
        case .ticket(let stored, let mark): try write(stored, mark, reading: records)
        }
    }

    /// A store that begins its reading again after it lost its connection would make a document with everything twice.
    private func checkProgress(_ part: ArchivePart) throws(StoreError) {
        let id =
            switch part {
            case .organisation(let organisation): "organisation \(organisation.id)"
            case .person(let person): "person \(person.id)"
            case .offer(let offer): "offer \(offer.digest)"
            case .customer(let customer): "customer \(customer.id)"
            case .order(let order): "order \(order.id)"
            case .invoice(let invoice): "invoice \(invoice.number)"
            case .rows(let rows): "rows \(rows.first?.identity.key ?? "")"
            case .ticket(let stored, _): "ticket \(stored.ticket.id)"
            }
        if id == first {
            throw .unavailable("the store was lost in the middle of the export; run it again")
        }
        if first == nil { first = id }
    }

    private func write(_ organisation: Organisation) throws(XMLWriterError) {
        var attributes = [("id", organisation.id.description), ("name", organisation.name)]
        if let parent = organisation.parent { attributes.append(("parent", parent.description)) }
        try writer.element("organisation", attributes)
        counts.organisations += 1
        counts.records += 1
    }

    private func write(_ person: Person) throws(XMLWriterError) {
        var attributes = [
            ("id", person.id.description), ("name", person.systemName), ("displayName", person.displayName),
        ]
        if let email = person.email { attributes.append(("email", email.text)) }
        attributes += [
            ("language", person.language.rawValue), ("organisation", person.organisation.description),
            ("roles", person.roles.sorted().map(\.rawValue).joined(separator: " ")),
        ]
        if let tenant = person.tenant { attributes.append(("tenant", tenant.description)) }
        try writer.element("person", attributes)
        counts.people += 1
        counts.records += 1
    }

    private func write(_ stored: StoredTicket, _ mark: IntakeMark?, reading records: any Records) throws {
        let ticket = stored.ticket
        var attributes = [("id", ticket.id.description)]
        if let number = ticket.number { attributes.append(("number", String(number))) }
        attributes += [("status", ticket.status.rawValue), ("version", String(ticket.version))]
        try writer.start("ticket", attributes)
        try write(ticket.content.form)
        if let mark, let source = ticket.source { try write(mark, of: source) }
        for event in stored.events { try write(event) }
        var written: Set<Digest> = []
        for file in ticket.attachments where written.insert(file.digest).inserted {
            try write(file, reading: records)
        }
        try writer.end()
        counts.tickets += 1
        counts.records += 1
    }

    private func write(_ form: FactsForm) throws(XMLWriterError) {
        try writer.start("facts")
        for field in form.fields { try writer.element(field.archiveName, text: form[field] ?? "") }
        try writer.end()
    }

    private func write(_ mark: IntakeMark, of source: Source) throws(XMLWriterError) {
        var attributes = [
            ("system", source.system), ("id", source.externalID), ("digest", mark.digest.description),
        ]
        if let modifiedAt = mark.modifiedAt { attributes.append(("modified", modifiedAt.description)) }
        try writer.element("intake", attributes)
    }

    private func write(_ event: Event) throws {
        var attributes = [("version", String(event.version)), ("action", event.action.rawValue)]
        if let from = event.from { attributes.append(("from", from.rawValue)) }
        attributes += [
            ("to", event.to.rawValue), ("by", event.by.description), ("byName", event.byName),
            ("account", event.account), ("origin", event.origin.rawValue), ("at", event.at.description),
        ]
        if let previous = event.previous { attributes.append(("previous", previous.description)) }
        attributes.append(("digest", event.digest.description))
        let fields = try event.detail.list()
        if fields.isEmpty {
            try writer.element("event", attributes)
        } else {
            try writer.start("event", attributes)
            for field in fields { try writer.element("field", [("name", field.name)], text: field.value) }
            try writer.end()
        }
        counts.events += 1
    }

    private func write(_ file: Attachment, reading records: any Records) throws {
        try writer.start("file", [("sha256", file.digest.description), ("size", String(file.size))])
        var hasher = DigestBuilder()
        try records.eachChunk(of: file.digest) { chunk in
            hasher.append(chunk)
            try writer.start("chunk")
            try writer.base64(chunk)
            try writer.end()
        }
        guard hasher.finish() == file.digest else {
            throw StoreError.corrupt(
                "the bytes of '\(quoted(file.name))' are not those that were attached; see 'recoup audit verify'"
            )
        }
        try writer.end()
        counts.files += 1
    }
}

/// Bytes that have gone to the sink.
private final class ByteCount {
    var value: Int64 = 0
}
