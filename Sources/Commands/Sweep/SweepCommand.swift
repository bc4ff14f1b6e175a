import ArgumentParser
import Basics
import Casework
import Tickets

/// `sweep`
struct SweepCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Do what is due because time has passed, and deliver mails.",
        discussion: """
            Questions without an answer lapse, ended requests are closed, requests that somebody took and left go back to the \
            queue, and mails leave the outbox. 'serve' does it every minute; run it by a timer where nobody serves. Doing it \
            again does nothing.
            """
    )

    @OptionGroup(title: "Mail") var mail: MailOptions
    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        // Nothing is delivered in a rehearsal: that could not be taken back.
        let post = rehearsal.dryRun ? nil : try mail.post(surroundings, templates: templates)
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let round = try await SweepRound.run(session.desk, account: session.actor.account, post)
            let format = output.format(on: surroundings.console)
            try Listing.sweeps.write(round.rows, as: format, to: output.console(surroundings))
            return round.mails?.failed.isEmpty ?? true ? .done : .partly
        }
    }
}

/// One round of what the desk does by itself.
struct SweepRound {
    let steps: SweepReport
    /// Nil where none leave.
    let mails: DeliveryReport?

    static func run(_ desk: Desk, account: String, _ post: Post?) async throws -> SweepRound {
        let steps = try await desk.sweep(account: account)
        guard let post else { return SweepRound(steps: steps, mails: nil) }
        guard try await desk.hasDueMail(), let clock = try await desk.clock(account: account) else {
            return SweepRound(steps: steps, mails: DeliveryReport())
        }
        return SweepRound(steps: steps, mails: try await post.deliver(desk, by: clock))
    }

    var rows: [SweepRow] {
        [
            ("lapsed", steps.lapsed), ("closed", steps.closed), ("returned", steps.returned),
            ("handed over", steps.handedOver),
        ].map { kind, names in
            SweepRow(kind: kind, count: names.count, names: names.map(\.name))
        }
            + (mails?.rows ?? [])
    }

    var isEmpty: Bool { rows.allSatisfy { $0.count == 0 } }
}

extension DeliveryReport {
    fileprivate var rows: [SweepRow] {
        [("mails sent", sent), ("mails postponed", postponed), ("mails failed", failed)].map {
            SweepRow(kind: $0, count: $1.count, names: $1.map(\.id.description))
        }
    }
}

/// How much of one kind was done.
struct SweepRow: Sendable {
    let kind: String
    let count: Int
    let names: [String]
}

extension Listing where Row == SweepRow {
    static var sweeps: Listing<SweepRow> {
        Listing(
            names: ("sweep", "step"),
            columns: [
                Column(title: "STEP", shown: { ($0.kind, nil) }, exact: \.kind),
                Column(
                    title: "COUNT",
                    isRightAligned: true,
                    shown: { (String($0.count), $0.kind == "mails failed" && $0.count > 0 ? .bad : nil) },
                    exact: { String($0.count) }
                ),
                Column(
                    title: "WHICH",
                    minimum: 12,
                    rank: 1,
                    shown: { ($0.names.joined(separator: " "), .faint) },
                    exact: { $0.names.joined(separator: " ") }
                ),
            ],
            fields: { row in
                [
                    ("step", .text(row.kind)), ("count", .integer(row.count)),
                    ("which", .list(row.names.map { .text($0) })),
                ]
            },
            name: \.kind
        )
    }
}
