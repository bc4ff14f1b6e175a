import ArgumentParser

/// What every change of tickets takes.
struct ChangeOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Act only if nobody changed the ticket after this version, as 'tickets show' tells it.",
            valueName: "n"
        )
    )
    var ifVersion: Int?

    @OptionGroup
    var rehearsal: RehearsalOptions
}

/// What a change of many tickets takes.
struct BulkOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Do not ask, also where a query finds many tickets.")
    var yes = false
}

/// Trying a change out.
struct RehearsalOptions: ParsableArguments {
    @Flag(name: .long, help: "Say what would happen, and change nothing.")
    var dryRun = false
}
