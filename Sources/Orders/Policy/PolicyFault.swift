package import Basics

/// Why a policy table could not be read.
package enum PolicyFault: Error, Hashable, Sendable {
    /// The text is not comma-separated, or its first line does not name the columns.
    case text(CSVTable.Refusal)
    /// Everything that is wrong in its rows, in their order.
    case rows(Problems)

    /// Lines for a person, each as `LINE:COLUMN: field: what was refused and what would have worked`.
    package var sentences: [String] {
        switch self {
        case .text(let refusal): ["\(refusal.place.line):\(refusal.place.column): \(refusal.flaw.sentence)"]
        case .rows(let problems): problems.list.map(\.description)
        }
    }
}
