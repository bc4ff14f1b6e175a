import Casework

/// Some records on their way to one transaction, and what is known of the document after them.
struct ImportBatch: Sendable {
    /// Records that the desk is to take or to refuse.
    var prepared: [PreparedRecord] = []
    /// Records that are wrong whatever the desk holds, with every problem at its place.
    var refused: [IntakeRecord] = []
    /// What the format or the mapping left behind of the records.
    var losses: [Loss] = []
    /// How many bytes of the document end with the last record.
    var end: Int64 = 0
    /// The longest record, in bytes.
    var longest: Int64 = 0
    /// Why nothing comes after it; nil while there may be more.
    var ending: Ending?
    /// The position that the next part of an invoice begins with. All parts stand in one batch, however long it becomes.
    private var nextInvoiceLine: Int?

    enum Ending: Sendable {
        /// With what is wrong outside of the records.
        case end([String])
        case fault(String)
    }

    var isEmpty: Bool { prepared.isEmpty && refused.isEmpty }
    var count: Int { prepared.count + refused.count }
    var isInsideInvoice: Bool { nextInvoiceLine != nil }

    /// Notes what the last record was: a part of an invoice, or something else. In a batch that is full, only an invoice
    /// that began before may go on.
    mutating func note(_ part: InvoiceClaim?, isFull: Bool) {
        let awaited = nextInvoiceLine
        nextInvoiceLine = nil
        guard let part, part.goesOn, part.first == awaited || part.first == 1 && !isFull else { return }
        nextInvoiceLine = part.last + 1
    }
}
