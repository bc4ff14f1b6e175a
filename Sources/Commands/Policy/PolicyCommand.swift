import ArgumentParser
import Basics
import Casework
import Orders

/// `policy`
struct PolicyCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Show the cancellation policy in force: windows, credits and where each rule stands.",
        discussion: """
            An order follows the latest row of its kind that begins no later than the day (UTC) on which it was placed. \
            'recoup settings set policy NAME' puts another table in force.
            """
    )

    @Flag(name: .long, help: "All tables that come with the program, by name.")
    var all = false

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let console = output.console(surroundings)
        let format = output.format(on: surroundings.console)
        if all {
            let rules = PolicyTable.named.flatMap { named in
                named.table.sorted.map { PolicyRule(table: named.name, row: $0) }
            }
            try Listing.policy(hasTables: true).write(rules, as: format, to: console)
            return .done
        }
        return try await desk.withSession(.reading, surroundings) { session in
            let table = try await session.desk.orderRules().policy
            let name = PolicyTable.named.first { $0.table == table }?.name ?? "own"
            let rules = table.sorted.map { PolicyRule(table: name, row: $0) }
            try Listing.policy(hasTables: false).write(rules, as: format, to: console)
            return .done
        }
    }
}

/// A row of a policy table, with the table's name.
private struct PolicyRule: Sendable {
    let table: String
    let row: PolicyRow
}

extension PolicyTable {
    /// By kind, each in the order of its days.
    fileprivate var sorted: [PolicyRow] {
        ProductClass.allCases.flatMap { kind in rows.filter { $0.product == kind }.sorted { $0.from < $1.from } }
    }
}

extension Listing where Row == PolicyRule {
    fileprivate static func policy(hasTables: Bool) -> Listing<PolicyRule> {
        let table = Column.plain("TABLE", style: .strong, \.table)
        return Listing(
            names: ("policy", "rule"),
            columns: (hasTables ? [table] : []) + [
                .plain("RULE", style: hasTables ? nil : .strong, \.row.name),
                .plain("KIND", \.row.product.rawValue),
                .plain("FROM", \.row.from.description),
                .plain("TERMS", minimum: 20, \.row.terms.words),
                .plain("SOURCE", minimum: 12, rank: 1, style: .faint, \.row.source),
            ],
            fields: { rule in
                [
                    ("table", .text(rule.table)), ("rule", .text(rule.row.name)),
                    ("kind", .text(rule.row.product.rawValue)), ("from", .text(rule.row.from.description)),
                    ("window", .text(orNull: rule.row.terms.window?.description)),
                    ("credit", .text(orNull: rule.row.terms.credit?.words)), ("terms", .text(rule.row.terms.words)),
                    ("source", .text(rule.row.source)),
                ]
            },
            name: \.row.name
        )
    }
}

extension PolicyRow.Terms {
    /// Nil for what cannot be cancelled here.
    fileprivate var window: CancellationWindow? {
        switch self {
        case .cancellable(let window, _): window
        case .never, .byRequest: nil
        }
    }

    fileprivate var credit: PolicyRow.Credit? {
        switch self {
        case .cancellable(_, let credit): credit
        case .never, .byRequest: nil
        }
    }
}
