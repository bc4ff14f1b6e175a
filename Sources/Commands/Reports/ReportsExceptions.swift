import ArgumentParser
import Basics
import Casework

/// `reports exceptions`
struct ReportsExceptions: Verb {
    /// What refunds are summed by.
    enum Summing: String, CaseIterable, ExpressibleByArgument {
        case currency, approver
    }

    static let configuration = CommandConfiguration(
        commandName: "exceptions",
        abstract: "List refunds that were granted against policy, the earliest first.",
        discussion: """
            Approvals whose verdict was not eligible, that somebody overrode, or for which an approver vouched for what was \
            paid. The period is that of the approval. Those that were revoked or reversed since are listed and not summed. For \
            people who see all tickets and internal notes.
            """
    )

    @OptionGroup var days: PeriodOptions

    @Option(name: .long, help: "Print only what they add up to, for each currency or each approver.")
    var sum: Summing?

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let report = try await session.desk.exceptions(days.period, for: session.actor)
            let format = output.format(on: surroundings.console)
            let console = output.console(surroundings)
            switch sum {
            case .currency: try Listing.exceptionTotals.write(report.byCurrency, as: format, to: console)
            case .approver: try Listing.exceptionTotals.write(report.byApprover, as: format, to: console)
            case nil: try Listing.exceptions.write(report.exceptions, as: format, to: console)
            }
            guard surroundings.console.errorsAreTerminal else { return .done }
            if report.exceptions.isEmpty {
                surroundings.console.say("nothing was granted against policy in that time")
            } else if sum == nil {
                surroundings.console.say(Self.sentence(report))
            }
            return .done
        }
    }

    /// `2 of 3 stand: 940.00 USD (olga 940.00 USD)`
    private static func sentence(_ report: ExceptionReport) -> String {
        let standing = report.exceptions.filter(\.stands).count
        let start = "\(standing) of \(report.exceptions.count) stand"
        guard standing > 0 else { return start }
        let totals = report.byCurrency.map(\.amount.description).joined(separator: ", ")
        let approvers = report.byApprover.map { "\(SafeText.line($0.approver ?? "")) \($0.amount)" }
        return "\(start): \(totals) (\(approvers.joined(separator: ", ")))"
    }
}
