import ArgumentParser

/// `entitlements …`
struct EntitlementsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entitlements",
        abstract: "List a customer's software, and get its keys, download links and downloads.",
        discussion: """
            Keys and links are for admin agents, and for the global admin of the customer's own tenant. Every one that is \
            given or refused stands in the activity log.
            """,
        subcommands: [EntitlementsList.self, EntitlementsKey.self, EntitlementsLink.self, EntitlementsDownload.self]
    )
}
