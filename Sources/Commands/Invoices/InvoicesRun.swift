import ArgumentParser
import Basics
import Casework
import Orders

/// `invoices run`
struct InvoicesRun: Verb {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Close a month's invoices, one for each currency, or say what they should hold.",
        discussion: """
            In the simulated book the month is closed for good once it is over; run again, it gives the same invoices. Charges \
            and credits that arose before the month's end and that no invoice shows yet are on it. In the external book \
            Microsoft's invoice is the truth: nothing is closed, and what the next one should show is printed.
            """
    )

    @Option(name: .long, help: ArgumentHelp("The month, as 2026-11.", valueName: "month"), transform: Reading.month)
    var month: Month

    @Flag(name: .long, help: "Close it although it is not over.")
    var early = false

    @Flag(name: .long, help: "Print the lines, not the totals.")
    var lines = false

    @Option(
        name: .long,
        help: ArgumentHelp("Also print it as PDF into this file, replacing it.", valueName: "file"),
        completion: .file()
    )
    var pdf: String?

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let printing = try pdf.map { try InvoicePDF(file: $0, templates: templates.folder(surroundings), surroundings) }
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let run = try await session.desk.runInvoices(
                month,
                early: early,
                withLines: lines || pdf != nil,
                by: session.actor
            )
            let printed = try await PrintedLine.all(run.statements, session)
            let console = output.console(surroundings)
            let format = output.format(on: surroundings.console)
            if lines {
                try Listing.printedLines.write(printed, as: format, to: console)
            } else {
                try Listing.invoices.write(run.statements, as: format, to: console)
            }
            if let note = note(run) { surroundings.console.say(note) }
            try await printing?.write(run.statements, printed, session)
            return .done
        }
    }

    private func note(_ run: InvoiceRun) -> String? {
        let subject = "the invoices of \(run.month)"
        switch run.preview {
        case .external: return "\(subject) come from Microsoft; this is what they should show by our books"
        case .notOver:
            // Closed early by an earlier run.
            guard run.statements.contains(where: { $0.invoice == nil }) || run.statements.isEmpty else { return nil }
            return
                "\(run.month) is not over, so nothing was closed; this is what its invoices hold so far. --early closes them"
        case .asked, nil:
            if rehearsal.dryRun { return "this was a rehearsal; nothing was closed" }
            return run.statements.isEmpty ? "there is nothing to invoice in \(run.month)" : nil
        }
    }
}
