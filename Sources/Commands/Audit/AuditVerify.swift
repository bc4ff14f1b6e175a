import ArgumentParser
import Basics
import Casework

/// `audit verify`
struct AuditVerify: Verb {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every chain, every list row and every file against what was written.",
        discussion: """
            Prints one head over everything; keep it outside of the database. With --expect it also notices events removed \
            from the end of a chain and whole tickets removed, as long as nothing was written since. Ends with 1 when \
            anything is found.
            """
    )

    @Option(
        name: .long,
        help: ArgumentHelp("The head that an earlier check printed.", valueName: "head"),
        transform: Reading.digest
    )
    var expect: Digest?

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let report = try await session.desk.verify(expecting: expect, for: session.actor)
            let console = output.console(surroundings)
            switch output.format(on: surroundings.console) {
            case .table, .tsv:
                for finding in report.findings { try console.print(SafeText.line(finding.sentence)) }
                let verdict =
                    report.isClean ? console.paint("as written", .good) : console.paint("not as written", .bad)
                try console.print(
                    "\(verdict): \(Sizes.grouped(Int64(report.tickets))) tickets, "
                        + "\(Sizes.grouped(Int64(report.events))) events, \(Sizes.grouped(Int64(report.files))) files"
                )
                try console.print("head \(report.head)")
            case .quiet: try console.print(report.head.description)
            case .json: try console.print(JSON.object(Self.fields(report)).indented())
            case .csv, .xml:
                let format = output.format(on: surroundings.console)
                try Listing.audits.write([report], as: format, to: console)
            }
            if report.matchesExpected == false {
                console.say("the head is not the expected one: something was removed, or written since it was noted")
            }
            return report.isClean ? .done : .refused
        }
    }

    fileprivate static func fields(_ report: AuditReport) -> [(key: String, value: JSON)] {
        [
            ("clean", .flag(report.isClean)), ("head", .text(report.head.description)),
            ("asExpected", report.matchesExpected.map { .flag($0) } ?? .null),
            ("tickets", .integer(report.tickets)), ("events", .integer(report.events)),
            ("files", .integer(report.files)), ("findings", .list(report.findings.map { .text($0.sentence) })),
        ]
    }
}

extension Listing where Row == AuditReport {
    fileprivate static var audits: Listing<AuditReport> {
        Listing(names: ("audits", "audit"), columns: [], fields: AuditVerify.fields, name: \.head.description)
    }
}
