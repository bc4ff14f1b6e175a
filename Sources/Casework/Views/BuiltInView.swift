package import Basics

/// Views that the desk's people have without saving them.
package enum BuiltInView: String, CaseIterable, Hashable, Sendable {
    case mine, unassigned
    case awaitingApproval = "awaiting-approval"
    case disputed
    case dueToday = "due-today"

    package var query: String {
        switch self {
        case .mine: "is:open assignee:me"
        case .unassigned: "is:open assignee:none"
        case .awaitingApproval: "status:underReview"
        case .disputed: "status:disputed"
        case .dueToday: "due:today"
        }
    }

    /// Those who see only their own requests have nothing to look for in them.
    package func isOffered(to person: Person) -> Bool {
        switch self {
        case .mine: person.may(.workTickets)
        case .unassigned, .awaitingApproval, .disputed, .dueToday: person.may(.seeAllTickets)
        }
    }

    package var view: SavedView { SavedView(name: rawValue, query: query, scope: .builtIn(self)) }
}
