import Basics
import XML

/// What is the same for all rows of a document, and how they become tickets.
struct UnloadDocument {
    let name: String
    let head: String
    let site: UnloadSite
    let mapping: Mapping
    let limits: Limits

    func read(_ rows: [SpooledRow]) throws(DocumentFault) -> [ParsedRow] {
        try ParsedRow.read(rows, below: head, named: name, limits: limits)
    }

    /// The tickets of some bundles. All their rows are read together, and then all the rows that these refer to.
    func tickets(_ bundles: [UnloadBundle], in spool: RowSpool) throws(DocumentFault) -> [UnloadTicket] {
        var rows = try read(bundles.flatMap(\.rows))[...]
        var parts: [(main: ParsedRow?, journal: [ParsedRow], attachments: [ParsedRow])] = []
        for bundle in bundles {
            let main = bundle.main == nil ? nil : rows.popFirst()
            let journal = Array(rows.prefix(bundle.journal.count))
            rows = rows.dropFirst(bundle.journal.count)
            let attachments = Array(rows.prefix(bundle.attachments.count))
            rows = rows.dropFirst(bundle.attachments.count)
            parts.append((main, journal, attachments))
        }
        let users = try users(of: parts.compactMap(\.main), in: spool)
        var tickets: [UnloadTicket] = []
        for (bundle, part) in zip(bundles, parts) {
            var ticket = UnloadTicket(bundle.key, part.main, in: self)
            if bundle.isCutShort { ticket.noteCut(at: limits.recordBytes) }
            if let main = part.main { ticket.takeColumns(of: main, users: users) }
            ticket.takeJournal(part.journal)
            for row in part.attachments {
                let chunks = try UnloadFile.chunks(of: row, in: spool)
                try ticket.takeAttachment(row, chunks, in: spool.file)
            }
            tickets.append(ticket)
        }
        return tickets
    }

    /// The rows of people whom tickets refer to, by their key.
    private func users(of rows: [ParsedRow], in spool: RowSpool) throws(DocumentFault) -> [String: ParsedRow] {
        guard !site.references.isEmpty else { return [:] }
        var keys: Set<String> = []
        var found: [SpooledRow] = []
        for row in rows {
            for column in row.element.children where site.references[column.name] != nil {
                let key = column.text.trimmed
                guard !key.isEmpty, keys.insert(key).inserted else { continue }
                if let user = try spool.rows(UnloadRowKind.user.rawValue, key: key).first { found.append(user) }
            }
        }
        return Dictionary(try read(found).map { ($0.row.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
