import ArgumentParser

/// `manual`: the man page, and the generated part of `docs/cli.md`.
struct ManualCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Write the manual.",
        discussion: "man: a man page for section 1. markdown: the reference in docs/cli.md."
    )

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case man, markdown
    }

    @Option(name: .long, help: "In which form.")
    var format = Kind.man

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let text =
            switch format {
            case .man: ManPage.text
            case .markdown: CommandReference.text
            }
        try surroundings.console.output.write(Array(text.utf8))
        return .done
    }
}
