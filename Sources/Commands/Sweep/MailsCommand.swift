import ArgumentParser
import Basics
import Casework
import Tickets

/// `mails`
struct MailsCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "mails",
        abstract: "List the mails of the outbox: what was sent, what waits and what failed, the latest first."
    )

    @OptionGroup var list: LimitOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let log = try await session.desk.mailLog(limit: list.limit, for: session.actor)
            let format = output.format(on: surroundings.console)
            try Listing.mails.write(log, as: format, to: output.console(surroundings))
            return .done
        }
    }
}

extension OutboxEntry {
    /// How far it came, and since or until when.
    fileprivate var progress: (word: String, at: String, style: Style?) {
        switch state {
        case .waiting(let until): ("waiting", until.description, .waiting)
        case .sending(let until): ("sending", until.description, .working)
        case .sent(let at): ("sent", at.description, .good)
        case .failed(let at): ("failed", at.description, .bad)
        }
    }
}

extension Listing where Row == MailLogEntry {
    static var mails: Listing<MailLogEntry> {
        Listing(
            names: ("mails", "mail"),
            columns: [
                Column(
                    title: "TICKET",
                    shown: { ($0.number?.description ?? $0.mail.id.ticket.description, .strong) },
                    exact: { $0.number?.description ?? $0.mail.id.ticket.description }
                ),
                Column(title: "KIND", shown: { ($0.mail.kind.rawValue, nil) }, exact: \.mail.kind.rawValue),
                Column(
                    title: "STATE",
                    shown: { ($0.mail.progress.word, $0.mail.progress.style) },
                    exact: { $0.mail.progress.word }
                ),
                Column(title: "AT", shown: { ($0.mail.progress.at, nil) }, exact: { $0.mail.progress.at }),
                Column(
                    title: "TO",
                    minimum: 10,
                    shown: { (SafeText.line($0.mail.recipient.text), nil) },
                    exact: \.mail.recipient.text
                ),
                Column(
                    title: "TRIES",
                    isRightAligned: true,
                    rank: 1,
                    shown: { (String($0.mail.attempts), nil) },
                    exact: { String($0.mail.attempts) }
                ),
                Column(
                    title: "ERROR",
                    minimum: 10,
                    rank: 2,
                    shown: { (SafeText.line($0.mail.lastError ?? ""), .bad) },
                    exact: { $0.mail.lastError ?? "" }
                ),
            ],
            fields: { row in
                [
                    ("ticket", .text(row.number?.description ?? row.mail.id.ticket.description)),
                    ("kind", .text(row.mail.kind.rawValue)), ("state", .text(row.mail.progress.word)),
                    ("at", .text(row.mail.progress.at)), ("to", .text(row.mail.recipient.text)),
                    ("language", .text(row.mail.language.rawValue)), ("tries", .integer(row.mail.attempts)),
                    ("error", .text(orNull: row.mail.lastError)),
                ]
            },
            name: \.mail.id.description
        )
    }
}
