import Basics
import Casework
import Tickets

/// What a person wants done to a ticket, as they said it: people, tickets and files are names still.
enum TriageRequest: Hashable {
    case command(TicketCommand)
    case give(to: String)
    case merge(into: TicketReference, String?)
    case link(to: TicketReference)
    case attach(path: String)

    var action: TicketAction {
        switch self {
        case .command(let command): command.action
        case .give: .give
        case .merge: .merge
        case .link: .link
        case .attach: .attach
        }
    }
}

extension TriageRequest {
    /// The request with everything that it names. Throws when there is no such person, ticket or file.
    func resolved(_ session: Session) async throws -> (command: TicketCommand, files: [FileContent]) {
        switch self {
        case .command(let command): return (command, [])
        case .give(let name):
            guard let person = try await session.desk.store.read({ try $0.person(named: name) }) else {
                throw DeskError.noSuchPerson(name)
            }
            return (.give(Assignee(id: person.id, name: person.systemName)), [])
        case .merge(let survivor, let text):
            return (.merge(into: try await session.desk.name(of: survivor, for: session.actor), text), [])
        case .link(let other):
            return (.link(TicketLink(.related, try await session.desk.name(of: other, for: session.actor))), [])
        case .attach(let path):
            let file = try LocalFile.attachment(path)
            return (.attach([file.attachment]), [file.content])
        }
    }
}
