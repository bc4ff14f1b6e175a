import ArgumentParser
import Basics
import Exchange
import Tickets
import XML

/// `exchange check`
struct ExchangeCheck: Verb {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Show what a mapping carries, how, and what would be lost; with a file, record by record.",
        discussion: """
            MAPPING is a file of yours, or the name of a format for the mapping that Recoup brings. FILE is read as an import \
            would read it, and nothing is kept; no database is needed. Ends with 1 when the mapping is wrong or a record of \
            the file would be quarantined.
            """
    )

    @Argument(help: "A mapping file, or a format's name.", completion: .file())
    var mapping: String

    @Argument(help: ArgumentHelp("A file of that product.", valueName: "file"), completion: .file())
    var file: String?

    @Option(name: .long, help: ArgumentHelp("At most this many problems and losses of the file.", valueName: "n"))
    var limit = 100

    @OptionGroup(title: "Templates") var templates: TemplateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit takes 1 or more") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let folder = try templates.folder(surroundings)
        let mapping =
            if let format = ExchangeFormat(rawValue: mapping) {
                try Mapping(format, templates: folder)
            } else {
                try Mapping(.file(path: mapping), named: mapping, templates: folder)
            }
        let check = MappingCheck(mapping)
        try Listing.carriedFields.write(
            check.carried,
            as: output.format(on: surroundings.console),
            to: output.console(surroundings)
        )
        Self.say(check, mapping, on: surroundings.console)
        guard let file else { return check.unreachable.isEmpty ? .done : .refused }
        return try validate(file, mapping, surroundings)
    }

    private static func say(_ check: MappingCheck, _ mapping: Mapping, on console: Console) {
        let direction = [mapping.format.canBeRead ? "read" : nil, mapping.format.canBeWritten ? "written" : nil]
            .compactMap { $0 }.joined(separator: " and ")
        console.say("\(mapping.format.title), \(direction); tickets from there name '\(SafeText.line(mapping.system))'")
        if !check.lost.isEmpty {
            console.say("not carried: \(check.lost.map(\.rawValue).joined(separator: ", "))")
        }
        for entry in check.carried where !entry.missing.isEmpty {
            console.say(
                "\(entry.ours.rawValue): no word of theirs for \(entry.missing.joined(separator: ", ")); "
                    + "a ticket with it loses it, and says so"
            )
        }
        switch mapping.comments {
        case .none: console.say("comments and notes are not carried")
        case .public: console.say("public comments are carried, internal notes stay here")
        case .all: console.say("comments are carried, internal notes as internal ones")
        }
        guard mapping.format.canBeWritten else { return sayUnreachable(check, on: console) }
        switch mapping.files {
        case .none: console.say("files are not carried")
        case .attachments: console.say("files are carried")
        case .all: console.say("files are carried, and the request in our own format with them")
        }
        if mapping.format.canBeRead { sayUnreachable(check, on: console) }
    }

    private static func sayUnreachable(_ check: MappingCheck, on console: Console) {
        guard !check.unreachable.isEmpty else { return }
        console.say(
            "no record can name \(check.unreachable.map(\.rawValue).joined(separator: ", ")): every one would be "
                + "quarantined; map a field, or give a <default>"
        )
    }

    private func validate(_ file: String, _ mapping: Mapping, _ surroundings: Surroundings) throws -> CommandOutcome {
        guard mapping.format.canBeRead else {
            throw Failure.usage("\(mapping.format.title) is written and not read")
        }
        let console = surroundings.console
        let result = ForeignValidation(
            of: .file(path: file),
            named: file,
            with: mapping,
            options: ImportOptions(temporaryFolder: surroundings.variable(.temporaryFolder) ?? "/tmp"),
            maximum: limit
        )
        for problem in result.problems { console.say(SafeText.line(problem)) }
        if result.omitted > 0 { console.say("and \(Sizes.grouped(Int64(result.omitted))) more problems") }
        for loss in result.losses { console.say(SafeText.line(loss.description)) }
        if result.lossCount > Int64(result.losses.count) {
            console.say("and \(Sizes.grouped(result.lossCount - Int64(result.losses.count))) more losses")
        }
        if !result.unknownNames.isEmpty {
            let names = result.unknownNames.prefix(20).map { "\($0.name) (\(Sizes.grouped($0.records)))" }
            let rest = result.unknownNames.count > 20 ? " and \(result.unknownNames.count - 20) more" : ""
            console.say(
                SafeText.line(
                    "fields that the mapping does not know, which go into a note: \(names.joined(separator: ", "))\(rest)"
                )
            )
        }
        console.say(
            "\(Sizes.grouped(result.records)) records, \(Sizes.grouped(result.wrong)) of them would be quarantined, "
                + "\(Sizes.grouped(result.lossCount)) losses"
        )
        return result.wrong == 0 && result.problems.isEmpty ? .done : .refused
    }
}

extension Listing where Row == MappingCheck.Carried {
    fileprivate static var carriedFields: Listing<MappingCheck.Carried> {
        Listing(
            names: ("fields", "field"),
            columns: [
                .plain("OURS", minimum: 10, style: .strong, \.ours.rawValue),
                .plain("THEIRS", minimum: 12) { $0.isInBlock ? "\($0.theirs) (block)" : $0.theirs },
                .plain("LIMIT", minimum: 5) { $0.limit.map { Sizes.grouped(Int64($0)) } ?? "" },
                .plain("WORDS", minimum: 12) { row in
                    row.words.map { "\($0.ours)=\($0.theirs)" }.joined(separator: " ")
                },
            ],
            fields: { row in
                [
                    ("ours", .text(row.ours.rawValue)), ("theirs", .text(row.theirs)),
                    ("block", .flag(row.isInBlock)), ("limit", row.limit.map { .integer(Int64($0)) } ?? .null),
                    (
                        "words",
                        .list(
                            row.words.map { .object([("ours", .text($0.ours)), ("theirs", .text($0.theirs))]) }
                        )
                    ),
                    ("missing", .list(row.missing.map { .text($0) })),
                ]
            },
            name: \.ours.rawValue
        )
    }
}
