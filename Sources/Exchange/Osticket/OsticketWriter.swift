import Basics
import XML

/// Writes tickets as requests to osTicket's ticket API, a file each: it takes one ticket at a time, and only new ones.
///
/// Every value is an attribute of the root. Its parser trims each piece of an element's text, and a piece ends at every
/// reference, so that `Smith &amp; Sons` in an element arrives as `Smith&Sons`; attributes stay whole.
final class OsticketWriter: ForeignWriter {
    private let mapping: Mapping
    private let target: any ExportTarget

    /// What the root's attributes say of the request and not of the ticket, and what its elements are called.
    private static let reserved: Set<String> = ["alert", "autorespond", "source", "attachments", "file", "xmlns"]

    init(_ mapping: Mapping, to target: any ExportTarget) {
        self.mapping = mapping
        self.target = target
    }

    func write(
        _ ticket: ForeignTicket,
        reading store: FileStore
    ) throws -> (losses: [Loss], externalID: String?) {
        var losses: [Loss] = []
        let attributes = attributes(of: ticket, &losses)
        losses += ticket.comments.map { comment in
            let name = "note" + (comment.writtenAt.map { " of \($0.minute) UTC" } ?? "")
            return Loss(name, comment.isPublic ? .leftOut("osTicket takes no comments with a ticket") : .staysInternal)
        }
        let files = files(of: ticket, &losses)

        try target.begin("\(ticket.number ?? ticket.key?.description ?? "ticket").xml")
        let writer = XMLWriter { [target] in try target.write($0) }
        try writer.start("ticket", attributes)
        if !files.isEmpty {
            try writer.start("attachments")
            for file in files { try write(file, to: writer, reading: store) }
            try writer.end()
        }
        try writer.end()
        try writer.finish()
        try target.end()
        return (losses.map { Loss($0.field, $0.reason, of: ticket.number ?? "") }, nil)
    }

    func finish() throws {}

    // MARK: Values

    private func attributes(
        of ticket: ForeignTicket,
        _ losses: inout [Loss]
    ) -> [(name: String, value: String)] {
        var attributes = [
            (name: "alert", value: mapping.option("alert") ?? "true"),
            (name: "autorespond", value: mapping.option("autorespond") ?? "false"),
            (name: "source", value: mapping.option("source") ?? "API"),
        ]
        for field in ticket.fields where !field.value.isEmpty {
            guard !Self.reserved.contains(field.name), OsticketText.isVariable(field.name) else {
                losses.append(Loss(field.name, .leftOut("it is no name that osTicket takes a field by")))
                continue
            }
            guard let value = accepted(field) else {
                let why = "osTicket refuses a number with fewer than \(OsticketText.shortestPhone) digits"
                losses.append(Loss(field.name, .leftOut(why)))
                continue
            }
            if !sameText(value, field.value) { losses.append(Loss(field.name, .altered(to: value))) }
            attributes.append((field.name, value))
        }
        for name in ["name", "email", "subject"] where !attributes.contains(where: { $0.name == name }) {
            losses.append(Loss(name, .leftOut("it is not there, and osTicket refuses a ticket without it")))
        }
        return attributes
    }

    /// The value as osTicket takes it; nil when it takes none of it.
    private func accepted(_ field: ForeignField) -> String? {
        switch field.name {
        case "subject", "name": OsticketText.line(field.value)
        case "phone": OsticketText.phone(field.value)
        default: field.value
        }
    }

    // MARK: Files

    /// Those that can go: one without a byte makes the server fail.
    private func files(of ticket: ForeignTicket, _ losses: inout [Loss]) -> [ForeignFile] {
        ticket.files.filter { file in
            guard (file.size ?? 0) > 0 else {
                losses.append(Loss("file '\(file.name)'", .leftOut("it is empty, and osTicket fails at an empty file")))
                return false
            }
            return true
        }
    }

    /// `BASE64` in capitals is decoded once; in small letters, as osTicket's own manual has it, twice.
    private func write(_ file: ForeignFile, to writer: XMLWriter, reading store: FileStore) throws {
        try writer.start("file", [("name", file.name), ("type", file.mediaType), ("encoding", "BASE64")])
        var rest: [UInt8] = []
        try file.eachChunk(from: store) { chunk in
            rest += chunk
            // Whole groups of three bytes: padding may only stand at the end.
            let count = rest.count - rest.count % 3
            try writer.base64(rest[..<count])
            rest.removeFirst(count)
        }
        try writer.base64(rest)
        try writer.end()
    }
}
