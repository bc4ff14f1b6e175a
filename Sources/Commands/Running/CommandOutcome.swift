/// How the program ends. The numbers are a promise to scripts; `docs/cli.md` and the man page list them from here.
package enum CommandOutcome: Int32, CaseIterable, Sendable {
    case done = 0
    case refused = 1
    case usage = 2
    case partly = 3
    case notAllowed = 4
    case conflict = 5
    case notFound = 6
    case interrupted = 130

    /// One line for the manual.
    package var meaning: String {
        switch self {
        case .done: "done"
        case .refused: "refused or failed; nothing was changed"
        case .usage: "the command line or the query cannot be read"
        case .partly:
            "partly done: an import with quarantined or unused records, a reconciliation that leaves something open, or "
                + "several tickets of which some were refused"
        case .notAllowed: "the acting person may not do that"
        case .conflict: "somebody else was faster, or changed what you had seen"
        case .notFound: "there is no such ticket, customer, order, product, invoice, person, file, import or database"
        case .interrupted: "interrupted by Ctrl-C; what was done before is kept and was said"
        }
    }
}
