import ArgumentParser
import Tickets

/// `tickets …`: the verbs are the actions of the workflow.
struct TicketsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets",
        abstract: "List, read, file and move refund requests.",
        groupedSubcommands: [
            CommandGroup(
                name: "Looking",
                subcommands: [
                    TicketsList.self, TicketsShow.self, TicketsHistory.self, TicketsWhy.self, TicketsFile.self,
                ]
            ),
            CommandGroup(name: "Filing", subcommands: [TicketsNew.self, TicketsSplit.self]),
            CommandGroup(name: "Workflow", subcommands: TicketAction.allCases.compactMap(\.verb)),
        ]
    )
}
