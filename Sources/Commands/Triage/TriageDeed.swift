import Basics
import Tickets

/// Something that was done in a pass, and what takes it back.
struct TriageDeed: Hashable {
    let ticket: Ticket.ID
    let number: Int64?
    let name: String
    let action: TicketAction
    /// The version that it was done on.
    let seen: Int
    /// The version that it led to, or that taking back what came after it led to.
    var version: Int
    let reversal: Reversal
    /// Approved by the first of two.
    private let isAssent: Bool

    init(_ command: TicketCommand, from before: Ticket, to after: Ticket, by person: Person) {
        ticket = after.id
        number = after.number
        name = after.shownName
        action = command.action
        seen = before.version
        version = after.version
        reversal = Reversal(of: command, from: before, to: after, by: person)
        isAssent = command.action == .approve && after.status == before.status
    }

    /// What became of the ticket.
    func sentence(status: TicketStatus, isRehearsal: Bool) -> String {
        if isAssent {
            return "\(name): the first of two approvals; a second person has to approve the same amount"
        }
        let way = if case .command = reversal { "; u takes it back" } else { "" }
        return isRehearsal
            ? "\(name) would be \(status.rawValue) (\(action.rawValue)); nothing was changed"
            : "\(name) is \(status.rawValue) (\(action.rawValue))\(way)"
    }
}

extension Ticket {
    /// What people call it.
    var shownName: String { TicketSummary(of: self).displayNumber }
}
