import Casework

/// Some records on their way to one transaction, and what is known of the document after them.
struct ImportBatch: Sendable {
    /// Records that the desk is to take or to refuse.
    var prepared: [PreparedRecord] = []
    /// Records that are wrong whatever the desk holds, with every problem at its place.
    var refused: [IntakeRecord] = []
    /// How many bytes of the document end with the last record.
    var end: Int64 = 0
    /// The longest record, in bytes.
    var longest: Int64 = 0
    /// Why nothing comes after it; nil while there may be more.
    var ending: Ending?

    enum Ending: Sendable {
        /// With what is wrong outside of the records.
        case end([String])
        case fault(String)
    }

    var isEmpty: Bool { prepared.isEmpty && refused.isEmpty }
    var count: Int { prepared.count + refused.count }
}
