import ArgumentParser
import Exchange
import XML

/// `validate`
struct ValidateCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check XML files against the schema and every rule that needs no database.",
        discussion: "Prints FILE:LINE:COLUMN: and a sentence for each problem; ends with 1 when there is one."
    )

    @Argument(help: ArgumentHelp("The files, - for standard input.", valueName: "file"), completion: .file())
    var files: [String]

    @Option(name: .long, help: ArgumentHelp("At most this many problems of each file.", valueName: "n"))
    var limit = 1_000

    @OptionGroup(title: "Templates") var templates: TemplateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit takes 1 or more") }
        if files.filter({ $0 == "-" }).count > 1 { throw ValidationError("standard input can be read once") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let schema = try ExchangeSchema(templates: templates.folder(surroundings))
        let console = output.console(surroundings)
        let format = output.format(on: surroundings.console)
        var writer = ListWriter(.validations, format, console)
        var isValid = true
        for file in files {
            let name = file == "-" ? "standard input" : file
            let source: ByteSource = file == "-" ? .descriptor(surroundings.input.descriptor) : .file(path: file)
            let result = DocumentValidation(of: source, named: name, schema: schema, maximum: limit)
            isValid = isValid && result.isValid
            switch format {
            case .table, .tsv: for line in Self.lines(name, result, console) { try console.print(line) }
            case .quiet: if !result.isValid { try console.print(SafeText.line(name)) }
            case .json, .csv, .xml: try writer.write((name, result))
            }
        }
        switch format {
        case .table, .tsv, .quiet: try console.output.flush()
        case .json, .csv, .xml: try writer.finish()
        }
        return isValid ? .done : .refused
    }

    private static func lines(_ name: String, _ result: DocumentValidation, _ console: Console) -> [String] {
        let records = result.records == 1 ? "1 record" : "\(Sizes.grouped(result.records)) records"
        guard !result.isValid else {
            let kind = result.kind.map { " \($0.rawValue)" } ?? ""
            return ["\(SafeText.line(name)): \(console.paint("valid", .good))\(kind), \(records)"]
        }
        let more = result.omitted > 0 ? ["and \(Sizes.grouped(Int64(result.omitted))) more problems"] : []
        return result.problems.map { SafeText.line($0) } + more
    }
}

extension Listing where Row == (name: String, result: DocumentValidation) {
    fileprivate static var validations: Listing {
        Listing(
            names: ("validations", "validation"),
            columns: [],
            fields: { row in
                [
                    ("file", .text(row.name)), ("kind", .text(orNull: row.result.kind?.rawValue)),
                    ("valid", .flag(row.result.isValid)), ("records", .integer(row.result.records)),
                    ("wrongRecords", .integer(row.result.wrongRecords)),
                    ("problems", .list(row.result.problems.map { .text($0) })),
                    ("omitted", .integer(row.result.omitted)),
                ]
            },
            name: \.name
        )
    }
}
