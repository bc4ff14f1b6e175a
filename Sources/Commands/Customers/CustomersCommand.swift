import ArgumentParser

/// `customers …`
struct CustomersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customers",
        abstract: "List customers, look at one, add and change them.",
        subcommands: [
            CustomersList.self, CustomersShow.self, CustomersAdd.self, CustomersChange.self, CustomersAgree.self,
        ]
    )
}
