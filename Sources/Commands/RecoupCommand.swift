package import ArgumentParser

/// `recoup`
package struct RecoupCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "recoup",
        abstract: "The refund desk for Microsoft CSP partners.",
        discussion: """
            From "the customer wants this purchase undone" to "the credit was seen on the invoice". Results go to standard \
            output, as a table on a terminal and tab-separated in a pipe; messages go to standard error. See 'recoup help \
            COMMAND' for each command.
            """,
        version: "recoup \(Version.number)",
        groupedSubcommands: [
            CommandGroup(
                name: "Desk",
                subcommands: [
                    ServeCommand.self, SweepCommand.self, MailsCommand.self, TicketsCommand.self, TriageCommand.self,
                    NextCommand.self, ViewsCommand.self, UndoCommand.self, BulksCommand.self, ReportsCommand.self,
                    WorkflowCommand.self,
                ]
            ),
            CommandGroup(
                name: "Orders",
                subcommands: [
                    CustomersCommand.self, ProductsCommand.self, OrdersCommand.self, EntitlementsCommand.self,
                    ActivityCommand.self, InvoicesCommand.self, PolicyCommand.self,
                ]
            ),
            CommandGroup(
                name: "Exchange",
                subcommands: [
                    ImportCommand.self, ImportsCommand.self, ExportCommand.self, SyncCommand.self,
                    ExchangeCommand.self,
                    ValidateCommand.self,
                ]
            ),
            CommandGroup(
                name: "Keeping",
                subcommands: [
                    AuditCommand.self, UsersCommand.self, SettingsCommand.self, DatabaseCommand.self,
                    SamplesCommand.self,
                ]
            ),
            CommandGroup(name: "Program", subcommands: [CompletionsCommand.self, ManualCommand.self]),
        ]
    )

    package init() {}
}
