import ArgumentParser

/// `invoices …`
struct InvoicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoices",
        abstract: "Close the month, print invoices, and follow credits until an invoice shows them.",
        subcommands: [
            InvoicesRun.self, InvoicesList.self, InvoicesShow.self, InvoicesReconcile.self, InvoicesCredits.self,
        ]
    )
}
