import ArgumentParser
import Exchange

/// `import`
struct ImportCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring tickets and orders in from files of another system, or an archive.",
        discussion: """
            A file of the kind 'intake' is judged like anything that a person files: its tickets arrive as submitted, \
            its purchases as orders that were paid. One of the kind 'archive', which 'recoup export' wrote, is restored as \
            it was, if its chains verify and its books balance. A record that cannot be applied is quarantined with the \
            reason and never stops the next one; the same record again changes nothing. Ctrl-C stops after the batch at \
            work; what was done is kept. Other products' files (\(Self.formats)) are known by their first bytes; what they \
            say goes through a mapping of their names to ours, and what has no place is said.
            """
    )

    @Argument(help: ArgumentHelp("The files, - for standard input.", valueName: "file"), completion: .file())
    var files: [String]

    @Flag(
        name: .long,
        help: "Keep a file as a whole or, when anything in it is quarantined or cannot be read, not at all."
    )
    var allOrNothing = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The format, where the first bytes do not say it: recoup, \(Self.formats).",
            valueName: "format"
        )
    )
    var from: FormatName?

    @OptionGroup(title: "Other products") var mappings: MappingOptions
    @OptionGroup(title: "Other products") var losses: LossOptions
    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    private static let formats = ExchangeFormat.allCases.filter(\.canBeRead).map(\.rawValue).joined(separator: ", ")

    func validate() throws {
        if files.filter({ $0 == "-" }).count > 1 { throw ValidationError("standard input can be read once") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let documents = DocumentImport(
            desk: desk,
            templates: templates,
            output: output,
            from: from,
            mappings: mappings.choice,
            losses: losses.losses,
            isRehearsal: rehearsal.dryRun,
            allOrNothing: allOrNothing
        )
        return try await documents.run(files, surroundings)
    }
}
