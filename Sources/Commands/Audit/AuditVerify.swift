import ArgumentParser
import Basics
import Casework

/// `audit verify`
struct AuditVerify: Verb {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every chain, list row, file, ledger and invoice against what was written.",
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
                if let sold = Self.sold(report) { try console.print(sold) }
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

    /// What was checked of orders; nil when there are none.
    private static func sold(_ report: AuditReport) -> String? {
        guard report.orders + report.activity + report.invoices > 0 else { return nil }
        return "\(Sizes.grouped(Int64(report.orders))) orders, \(Sizes.grouped(Int64(report.movements))) movements, "
            + "\(Sizes.grouped(Int64(report.activity))) entries of activity, "
            + "\(Sizes.grouped(Int64(report.invoices))) invoices"
    }

    fileprivate static func fields(_ report: AuditReport) -> [(key: String, value: JSON)] {
        [
            ("clean", .flag(report.isClean)), ("head", .text(report.head.description)),
            ("asExpected", report.matchesExpected.map { .flag($0) } ?? .null),
            ("tickets", .integer(report.tickets)), ("events", .integer(report.events)),
            ("files", .integer(report.files)), ("orders", .integer(report.orders)),
            ("movements", .integer(report.movements)), ("activity", .integer(report.activity)),
            ("invoices", .integer(report.invoices)), ("findings", .list(report.findings.map { .text($0.sentence) })),
        ]
    }
}

extension Listing where Row == AuditReport {
    fileprivate static var audits: Listing<AuditReport> {
        Listing(names: ("audits", "audit"), columns: [], fields: AuditVerify.fields, name: \.head.description)
    }
}
