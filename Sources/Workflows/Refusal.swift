/// Why a workflow would not move.
package enum Refusal<Status: WorkflowStatus>: Error, Hashable {
    /// The action does not apply in this status; `instead` lists those that do.
    case noSuchExit(from: Status, action: Status.Action, instead: [Status.Action])
    /// The action applies, but not for what this person is towards it.
    case wrongPart(from: Status, exit: Exit<Status>, held: Set<Status.Part>)
}

extension Refusal {
    /// What was refused and what would have worked, in English.
    package var sentence: String {
        switch self {
        case .noSuchExit(let from, let action, let instead):
            instead.isEmpty
                ? "'\(action.rawValue)' does not apply to a ticket that is \(from.rawValue); nothing does, it is final"
                : "'\(action.rawValue)' does not apply to a ticket that is \(from.rawValue); "
                    + "\(instead.map(\.rawValue).joined(separator: ", ")) would"
        case .wrongPart(_, let exit, let held):
            "'\(exit.action.rawValue)' takes \(exit.orderedParts.map(\.rawValue).joined(separator: " or ")), "
                + (held.isEmpty
                    ? "and you have no part in this ticket"
                    : "not \(Status.Part.allCases.filter(held.contains).map(\.rawValue).joined(separator: ", "))")
        }
    }
}
