/// The rows of one ticket, as they lie in the spool.
struct UnloadBundle {
    /// Nil for a ticket that the document does not hold itself.
    let main: SpooledRow?
    let key: String
    let journal: [SpooledRow]
    let attachments: [SpooledRow]

    /// A ticket's own row, and all that belongs to it.
    init(_ main: SpooledRow, in spool: RowSpool) throws(DocumentFault) {
        try self.init(main, main.key, in: spool)
    }

    /// What belongs to a ticket that is not in the document.
    init(followUp key: String, in spool: RowSpool) throws(DocumentFault) {
        try self.init(nil, key, in: spool)
    }

    private init(_ main: SpooledRow?, _ key: String, in spool: RowSpool) throws(DocumentFault) {
        self.main = main
        self.key = key
        // What names no ticket does not belong to one without a key.
        let isNobodys = main != nil && key.isEmpty
        journal = isNobodys ? [] : try spool.rows(UnloadRowKind.journal.rawValue, key: key)
        attachments = isNobodys ? [] : try spool.rows(UnloadRowKind.attachment.rawValue, key: key)
    }

    /// The ticket's own row first.
    var rows: [SpooledRow] { (main.map { [$0] } ?? []) + journal + attachments }

    /// Bytes of the rows that are read together, without those of files.
    var size: Int { rows.reduce(0) { $0 + $1.bytes.count } }
}
