import ArgumentParser
import Basics
import Casework
import Orders

/// `invoices reconcile`
struct InvoicesReconcile: Verb {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Match the credits of a reconciliation file with ours, and settle those that are whole.",
        discussion: """
            A row shows one credit of ours: of the same order, product, SKU and currency, first by its reference, then by its \
            amount. short, over: less, or more, was shown than was promised. unknown: a row that shows none of ours. missing: a \
            credit that was due and that no row shows, judged only with --month. unreadable: a row that is no row. A row is \
            read once, however often it comes. Ends with 3 unless everything is settled.
            """
    )

    @Argument(help: ArgumentHelp("The file, - for standard input.", valueName: "file"), completion: .file())
    var file: String

    @Option(
        name: .long,
        help: ArgumentHelp("The file holds everything of this month's invoice, as 2026-11.", valueName: "month"),
        transform: Reading.month
    )
    var month: Month?

    @Flag(name: .long, help: "List the rows that settle a credit as well.")
    var all = false

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let table = TableFile(file, surroundings)
        let (billed, unreadable) = try table.billedRows()
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let report = try await session.desk.reconcile(
                billed.compactMap { CreditRow($0) },
                completeFor: month,
                by: session.actor
            )
            let result = Reconciliation(report, unreadable)
            let console = output.console(surroundings)
            let format = output.format(on: surroundings.console)
            let rows = result.rows(withSettled: all)
            let summary = "\(SafeText.line(table.name)): \(result.summary)"
            switch format {
            case .table:
                try console.print(summary)
                try Listing.reconciled.write(rows, as: .table, to: console)
            case .json, .xml:
                let fields = result.fields + [("rows", JSON.list(rows.map { .object($0.fields) }))]
                try console.print(fields, named: "reconciliation", asXML: format == .xml)
            case .tsv, .csv, .quiet:
                try Listing.reconciled.write(rows, as: format, to: console)
                surroundings.console.say(summary)
            }
            if rehearsal.dryRun { surroundings.console.say("this was a rehearsal; nothing was kept") }
            return result.isWhole ? .done : .partly
        }
    }
}
