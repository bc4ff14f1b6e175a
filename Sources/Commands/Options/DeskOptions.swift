import ArgumentParser

/// Which desk, and who acts.
struct DeskOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The SQLite file or the postgres:// address of the database.",
            discussion: "Else RECOUP_DATABASE, else recoup/recoup.db in XDG_DATA_HOME or ~/.local/share.",
            valueName: "place"
        )
    )
    var database: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Act as this person; the account of the machine is recorded as well.",
            discussion: "Else RECOUP_USER, else the account's own name.",
            valueName: "name"
        )
    )
    var actingName: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How safe a commit to an SQLite file is.",
            discussion: """
                full: on the disk before it is acknowledged. normal: faster, but a power loss may undo the last commits; \
                the file stays whole, and a crash of the program alone loses nothing.
                """
        )
    )
    var durability = Durability.full
}

/// What a commit waits for.
enum Durability: String, CaseIterable, ExpressibleByArgument {
    case full, normal
}
