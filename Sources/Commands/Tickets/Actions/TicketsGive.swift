import ArgumentParser
import Basics
import Casework
import Tickets

/// `tickets give`
struct GiveArguments: ActionArguments {
    static let action = TicketAction.give

    @Option(name: .customLong("to"), help: ArgumentHelp("The agent who gets it, by system name.", valueName: "name"))
    var recipient: String

    func command(_ session: Session, _: Surroundings) async throws -> TicketCommand {
        let recipient = recipient
        let person = try await session.desk.store.read { try $0.person(named: recipient) }
        guard let person else { throw DeskError.noSuchPerson(recipient) }
        return .give(Assignee(id: person.id, name: person.systemName))
    }
}
