/// Views that everybody has without saving them.
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

    package var view: SavedView { SavedView(name: rawValue, query: query, scope: .builtIn(self)) }
}
