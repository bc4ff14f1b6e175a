import ArgumentParser
import Basics
import Casework
import Tickets

/// `tickets merge`
struct MergeArguments: ActionArguments {
    static let action = TicketAction.merge

    @Option(
        name: .long,
        help: ArgumentHelp("The request that goes on for both: R-10001, 10001 or an id.", valueName: "ticket"),
        transform: Reading.ticket
    )
    var into: TicketReference

    @OptionGroup var writing: TextOptions

    func command(_ session: Session, _ surroundings: Surroundings) async throws -> TicketCommand {
        let survivor = try await session.desk.name(of: into, for: session.actor)
        return .merge(into: survivor, try writing.given(surroundings))
    }
}

/// `tickets unmerge`
struct UnmergeArguments: ActionArguments {
    static let action = TicketAction.unmerge

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .unmerge(try writing.given(surroundings))
    }
}

/// `tickets link`
struct LinkArguments: ActionArguments {
    static let action = TicketAction.link

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp("The other request: R-10001, 10001 or an id.", valueName: "ticket"),
        transform: Reading.ticket
    )
    var other: TicketReference

    @Flag(name: .long, help: "Take the link away instead.")
    var remove = false

    func command(_ session: Session, _: Surroundings) async throws -> TicketCommand {
        .link(TicketLink(remove ? .unrelated : .related, try await session.desk.name(of: other, for: session.actor)))
    }
}
