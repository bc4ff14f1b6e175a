package import Basics
package import Orders
package import Tickets

/// Why the desk did not do what was asked. Nothing has changed when one is thrown.
package enum DeskError: Error, Hashable {
    /// There is no such ticket, or none that this person may see: the two cannot be told apart.
    case noSuchTicket(String)
    case noSuchPerson(String)
    case noSuchFile(String)
    case noSuchRun(String)
    /// No quarantined record of an import has this ordinal.
    case noSuchRecord(String)
    case noSuchView(String)
    case noSuchCustomer(String)
    case noSuchOrder(String)
    case noSuchProduct(String)
    case noSuchInvoice(String)
    case noSuchEntitlement(String)
    /// The person lacks a permission; the roles that have it are named.
    case notAllowed(Permission)
    case refused(TicketRefusal)
    case orderRefused(OrderRefusal)
    /// Somebody else changed the order first.
    case orderConflict(String)
    case secrets(SecretsFault)
    /// Somebody else did it, or something else, first.
    case conflict(Conflict)
    /// Somebody settled the quarantined record first.
    case alreadySettled(IntakeResolution)
    case tooManyViews(limit: Int)
    case invalid(Problems)
    case badQuery(QueryFault)
    /// What is wrong with a setting's text, a sentence each.
    case badSetting(String, [String])
    case bulk(BulkRefusal)

    /// Who was faster.
    package struct Conflict: Hashable, Sendable {
        package let ticket: String
        /// What the other person did last, and who and when; nil when only the store knows.
        package let last: Step?
        package let status: TicketStatus?

        package init(ticket: String, last: Step?, status: TicketStatus?) {
            self.ticket = ticket
            self.last = last
            self.status = status
        }

        package struct Step: Hashable, Sendable {
            package let action: TicketAction
            package let byName: String
            package let at: Instant

            package init(action: TicketAction, byName: String, at: Instant) {
                self.action = action
                self.byName = byName
                self.at = at
            }
        }
    }
}

extension DeskError {
    /// What was refused and what would have worked, in English.
    package var sentence: String {
        switch self {
        case .noSuchTicket(let name): "there is no ticket \(quoted(name)) that you may see"
        case .noSuchPerson(let name): "there is nobody called '\(quoted(name))'; see 'recoup users list'"
        case .noSuchFile(let name): "the ticket has no file '\(quoted(name))'"
        case .noSuchRun(let name): "there is no import '\(quoted(name))'"
        case .noSuchRecord(let name): "there is no quarantined record \(quoted(name)); see 'recoup imports quarantined'"
        case .noSuchView(let name): "there is no view '\(quoted(name))'; see 'recoup views list'"
        case .noSuchCustomer(let name):
            "there is no customer '\(quoted(name))' that you may see; name a tenant GUID, a domain or a name"
        case .noSuchOrder(let name): "there is no order '\(quoted(name))' that you may see"
        case .noSuchProduct(let name): "the catalogue has no '\(quoted(name))'; see 'recoup products list'"
        case .noSuchInvoice(let name): "there is no invoice '\(quoted(name))'; see 'recoup invoices list'"
        case .noSuchEntitlement(let name): "there is no software '\(quoted(name))' that you may see"
        case .orderRefused(let refusal): refusal.sentence
        case .orderConflict(let order): "somebody changed order \(order) at the same moment; look at it again"
        case .secrets(let fault): fault.sentence
        case .notAllowed(let permission):
            "that takes one of the roles \(permission.roles.map(\.rawValue).joined(separator: ", "))"
        case .refused(let refusal): refusal.sentence
        case .conflict(let conflict): conflict.sentence
        case .alreadySettled(let resolution): "somebody was faster: \(resolution.sentence)"
        case .tooManyViews(let limit): "there are \(limit) views already; remove one first"
        case .invalid(let problems): problems.list.map(\.description).joined(separator: "; ")
        case .badQuery(let fault): fault.sentence
        case .badSetting(let name, let sentences): "\(name): \(sentences.joined(separator: "; "))"
        case .bulk(let refusal): refusal.sentence
        }
    }
}

extension DeskError.Conflict {
    package var sentence: String {
        guard let last, let status else { return "somebody changed \(ticket) at the same moment; look at it again" }
        return
            "somebody was faster: \(last.byName) did '\(last.action.rawValue)' on \(ticket) at \(last.at.minute) UTC, "
            + "it is \(status.rawValue) now; look at it again"
    }
}
