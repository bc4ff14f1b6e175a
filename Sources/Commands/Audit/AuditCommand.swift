import ArgumentParser

/// `audit …`
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Prove that the record is as it was written.",
        subcommands: [AuditVerify.self]
    )
}
