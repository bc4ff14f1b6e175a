import ArgumentParser
import Exchange

/// `exchange formats`
struct ExchangeFormats: Verb {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "List the formats of other products, and what each can do."
    )

    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try Listing.exchangeFormats.write(
            ExchangeFormat.allCases,
            as: output.format(on: surroundings.console),
            to: output.console(surroundings)
        )
        return .done
    }
}

extension Listing where Row == ExchangeFormat {
    fileprivate static var exchangeFormats: Listing<ExchangeFormat> {
        func flag(_ title: String, _ value: @escaping @Sendable (ExchangeFormat) -> Bool) -> Column {
            Column(title: title, shown: { (value($0) ? "yes" : "", nil) }, exact: { value($0) ? "yes" : "no" })
        }
        return Listing(
            names: ("formats", "format"),
            columns: [
                .plain("FORMAT", minimum: 10, style: .strong, \.rawValue),
                flag("READ", \.canBeRead),
                flag("WRITTEN", \.canBeWritten),
                .plain("TITLE", minimum: 20, \.title),
            ],
            fields: { format in
                [
                    ("format", .text(format.rawValue)), ("read", .flag(format.canBeRead)),
                    ("written", .flag(format.canBeWritten)), ("folder", .flag(format.isWrittenAsFolder)),
                    ("title", .text(format.title)),
                ]
            },
            name: \.rawValue
        )
    }
}
