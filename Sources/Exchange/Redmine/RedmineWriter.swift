import Basics

/// Writes a folder of request bodies: for each ticket one to create its issue, and the ones that follow it in order.
///
/// `R-10001.xml` is for POST /issues.xml; for a ticket that is there already, `R-10001-update-42.xml` is for
/// PUT /issues/42.xml. `…-status.xml` and `…-note-1.xml` are for PUT to the issue that came of it.
final class RedmineWriter: ForeignWriter {
    private let target: any ExportTarget
    private let names: RedmineNames

    init(_ mapping: Mapping, to target: any ExportTarget) {
        self.target = target
        names = RedmineNames(mapping.options)
    }

    func write(
        _ ticket: ForeignTicket,
        reading store: FileStore
    ) throws -> (losses: [Loss], externalID: String?) {
        var request = RedmineRequest(names)
        let name = Self.fileName(ticket)
        try put(request.issue(ticket.fields), as: ticket.id.map { "\(name)-update-\($0).xml" } ?? "\(name).xml")
        if let field = ticket["status"], let body = try request.status(field) {
            try put(body, as: "\(name)-status.xml")
        }
        for (index, comment) in ticket.comments.enumerated() {
            try put(RedmineRequest.note(comment), as: "\(name)-note-\(index + 1).xml")
        }
        var losses = request.losses
        if ticket.comments.contains(where: { $0.author != nil || $0.writtenAt != nil }) {
            losses.append(Loss("authors and times of notes", .altered(to: "whoever sends them, at that time")))
        }
        losses += ticket.files.map {
            Loss("file '\($0.name)'", .leftOut("a request body holds no files; upload them to the issue"))
        }
        let label = ticket.number ?? name
        return (
            losses.map { loss in
                var loss = loss
                loss.record = label
                return loss
            }, ticket.id
        )
    }

    func finish() {}

    private func put(_ bytes: [UInt8], as name: String) throws {
        try target.begin(name)
        try target.write(bytes)
        try target.end()
    }

    /// Letters, digits and hyphens of our number or id.
    private static func fileName(_ ticket: ForeignTicket) -> String {
        let name = ticket.number ?? ticket.key?.description ?? "ticket"
        return String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
