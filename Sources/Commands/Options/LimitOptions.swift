import ArgumentParser

/// How many rows of a list that has no pages.
struct LimitOptions: ParsableArguments {
    @Option(name: [.customShort("n"), .long], help: ArgumentHelp("At most this many.", valueName: "n"))
    var limit = 50

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit takes 1 to 10000") }
    }
}
