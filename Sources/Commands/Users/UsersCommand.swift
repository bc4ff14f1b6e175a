import ArgumentParser

/// `users …`
struct UsersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users",
        abstract: "List people, add them, and give them roles.",
        subcommands: [UsersList.self, UsersAdd.self, UsersRole.self, UsersAway.self]
    )
}
