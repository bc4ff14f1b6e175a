import ArgumentParser

/// How much of a long list is printed, and where it begins.
struct PageOptions: ParsableArguments {
    @Option(name: [.customShort("n"), .long], help: ArgumentHelp("At most this many, up to 500.", valueName: "n"))
    var limit = 50

    @Flag(name: .long, help: "All of them, however many.")
    var all = false

    @Option(name: .long, help: ArgumentHelp("Go on behind this one, as the end of a list said.", valueName: "name"))
    var after: String?

    func validate() throws {
        guard (1...500).contains(limit) else { throw ValidationError("--limit takes 1 to 500; --all lists everything") }
    }

    /// How many are asked for at once.
    var pageLength: Int { all ? 500 : limit }

    /// Says what a person at a terminal would miss: that there is nothing, or that there is more behind `last`.
    func sayEnd(isEmpty: Bool, of what: String, goingOnBehind last: String?, on console: Console) {
        if isEmpty, console.errorsAreTerminal { console.say("no \(what) match") }
        if let last { console.say("there are more; go on with --after \(Shell.quoted(last)), or list --all") }
    }
}
