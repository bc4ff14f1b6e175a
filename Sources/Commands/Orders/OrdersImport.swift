import ArgumentParser
import Casework
import Exchange
import Orders

/// `orders import`
struct OrdersImport: Verb {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring in customers, orders and credits from a reconciliation file or our XML.",
        discussion: """
            A CSV file is Microsoft's reconciliation file for one-time and new-commerce purchases, its columns in any order; \
            an XML file goes the way of 'recoup import'. The same file again changes nothing. Every row that could not be \
            used is named with its line and the reason; the command ends with 3 then. Ctrl-C stops after the batch at work; \
            what was done is kept.
            """
    )

    @Argument(help: ArgumentHelp("The file, - for CSV from standard input.", valueName: "file"), completion: .file())
    var file: String

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        if file.lowercased().hasSuffix(".xml") {
            let documents = DocumentImport(
                desk: desk,
                templates: templates,
                output: output,
                from: .own,
                mappings: MappingChoice(file: nil),
                losses: nil,
                isRehearsal: rehearsal.dryRun,
                allOrNothing: false
            )
            return try await documents.run([file], surroundings)
        }
        let table = TableFile(file, surroundings)
        let (rows, unreadable) = try table.billedRows()
        let (orders, unused) = OrderFacts.gathered(from: rows)
        return try await surroundings.interruption.heard(
            onFirst: { surroundings.console.say("stopping after the batch at work; again to stop at once") },
            during: {
                try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
                    let result = try await session.desk.importOrders(
                        orders,
                        origin: .reconciliation,
                        by: session.actor,
                        isCancelled: { surroundings.interruption.isSet }
                    )
                    let done = TableImport(
                        file: table.name,
                        received: unreadable.count + unused.count + result.received,
                        taken: result.newLines + result.foundCredits,
                        unchanged: result.unchanged,
                        unused: (unreadable + unused + result.unused).sorted { $0.place < $1.place },
                        isRehearsal: rehearsal.dryRun
                    )
                    return try finish(done, result, of: rows.count + unreadable.count, surroundings)
                }
            }
        )
    }

    private func finish(
        _ done: TableImport,
        _ result: OrderImport,
        of rows: Int,
        _ surroundings: Surroundings
    ) throws -> CommandOutcome {
        let format = output.format(on: surroundings.console)
        try Listing.tableImports.write([done], as: format, to: output.console(surroundings))
        done.say(on: surroundings.console)
        if done.taken > 0 {
            surroundings.console.say(
                "\(Self.count(result.newCustomers, "new customer")), \(Self.count(result.newOrders, "new order")), "
                    + "\(Self.count(result.newLines, "new line")), \(Self.count(result.foundCredits, "credit")) found"
            )
        }
        if done.received < rows {
            surroundings.console.say("interrupted; run the import again for the rest")
            return .interrupted
        }
        return done.status
    }

    private static func count(_ number: Int, _ what: String) -> String {
        "\(Sizes.grouped(Int64(number))) \(what)\(number == 1 ? "" : "s")"
    }
}
