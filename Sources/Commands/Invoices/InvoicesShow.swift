import ArgumentParser
import Basics
import Casework
import Orders

/// `invoices show`
struct InvoicesShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print an invoice: as text, CSV, JSON, XML or PDF."
    )

    @Argument(help: "Its number, as 'invoices list' tells it.")
    var number: String

    @Option(
        name: .long,
        help: ArgumentHelp("Print it as PDF into this file, replacing it.", valueName: "file"),
        completion: .file()
    )
    var pdf: String?

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let printing = try pdf.map { try InvoicePDF(file: $0, templates: templates.folder(surroundings), surroundings) }
        return try await desk.withSession(.reading, surroundings) { session in
            let statement = try await session.desk.invoice(number, for: session.actor)
            let printed = try await PrintedLine.all([statement], session)
            if let printing {
                try await printing.write([statement], printed, session)
                return .done
            }
            let console = output.console(surroundings)
            let format = output.format(on: surroundings.console)
            switch format {
            case .table, .tsv:
                let layout = FactLines(width: format == .table ? console.width : Int.max, console: console)
                try console.print(Self.text(statement, printed, layout))
            case .json, .xml:
                let lines = JSON.list(printed.map { .object($0.fields) })
                let fields = statement.fields.map { $0.key == "lines" ? ($0.key, lines) : $0 }
                try console.print(fields, named: "invoice", asXML: format == .xml)
            case .csv: try Listing.printedLines.write(printed, as: .csv, to: console)
            case .quiet: try Listing.invoices.write([statement], as: .quiet, to: console)
            }
            return .done
        }
    }

    private static func text(_ statement: InvoiceStatement, _ lines: [PrintedLine], _ layout: FactLines) -> [String] {
        var result = [layout.console.paint("Invoice \(statement.invoice?.number ?? "preview")", .strong), ""]
        result += layout.rows([
            ("Month", statement.month.description), ("Currency", statement.currency.code),
            ("Closed", statement.invoice.map { "\($0.closedAt.minute) UTC" }), ("Lines", String(statement.lineCount)),
            ("Net", statement.total.netNumber), ("Tax", statement.total.taxNumber),
        ])
        result += layout.row("Total", statement.total.gross.description, .strong)
        return result + layout.table("Lines", .printedLines, lines)
    }
}
