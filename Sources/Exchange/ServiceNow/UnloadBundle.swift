/// The rows of one ticket, as they lie in the spool.
struct UnloadBundle {
    /// Nil for a ticket that the document does not hold itself.
    let main: SpooledRow?
    let key: String
    private(set) var journal: [SpooledRow] = []
    private(set) var attachments: [SpooledRow] = []
    /// Whether there are more rows than ``limit`` bytes hold; the others stay where they are.
    private(set) var isCutShort = false
    /// Bytes of rows that are read together.
    private(set) var size: Int

    /// A ticket's own row, and all that belongs to it.
    init(_ main: SpooledRow, in spool: RowSpool, limit: Int) throws(DocumentFault) {
        try self.init(main, main.key, in: spool, limit)
    }

    /// What belongs to a ticket that is not in the document.
    init(followUp key: String, in spool: RowSpool, limit: Int) throws(DocumentFault) {
        try self.init(nil, key, in: spool, limit)
    }

    private init(_ main: SpooledRow?, _ key: String, in spool: RowSpool, _ limit: Int) throws(DocumentFault) {
        self.main = main
        self.key = key
        size = main?.bytes.count ?? 0
        // What names no ticket does not belong to one without a key.
        guard main == nil || !key.isEmpty else { return }
        journal = try rows(.journal, in: spool, limit)
        attachments = try rows(.attachment, in: spool, limit)
    }

    /// The ticket's own row first.
    var rows: [SpooledRow] { (main.map { [$0] } ?? []) + journal + attachments }

    /// The rows of a kind, as many as there is room for.
    private mutating func rows(
        _ kind: UnloadRowKind,
        in spool: RowSpool,
        _ limit: Int
    ) throws(DocumentFault) -> [SpooledRow] {
        var rows: [SpooledRow] = []
        for span in try spool.spans(kind.rawValue, key: key) {
            guard size + span.count <= limit else {
                isCutShort = true
                break
            }
            size += span.count
            rows.append(try spool.row(span, key))
        }
        return rows
    }
}
