package import Basics
package import Orders

/// What a record of a reconciliation file turned out to be.
package enum ReconciliationRecord: Hashable, Sendable {
    case row(BilledRow)
    /// Everything that is wrong with it, each with the column's name and its place in the file. `line` is where the
    /// record begins, from 1.
    case unreadable(line: Int, problems: [Problem])

    /// Where it begins in the file, from 1.
    package var line: Int {
        switch self {
        case .row(let row): row.line
        case .unreadable(let line, _): line
        }
    }
}
