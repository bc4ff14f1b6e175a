import ArgumentParser
import Basics
import Casework
import Pages
import Tickets

/// Where mails go.
struct MailOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where mails go: folder:PATH, or sendmail, or sendmail:PATH for another program that takes -t -i.",
            discussion: "Else RECOUP_MAIL; without either they wait in the outbox.",
            valueName: "place"
        )
    )
    var mail: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The address that they come from.",
            discussion: "Else RECOUP_MAIL_FROM.",
            valueName: "address"
        )
    )
    var mailFrom: String?

    /// Who brings them, and how they are written; nil when they wait. Throws for a place or an address that is none.
    func post(_ surroundings: Surroundings, templates: TemplateOptions) throws -> Post? {
        guard let place = mail ?? surroundings.variable(.mail) else { return nil }
        guard let from = mailFrom ?? surroundings.variable(.mailFrom) else {
            throw Failure.usage("mails need a sender: give --mail-from, or set RECOUP_MAIL_FROM")
        }
        let address: EmailAddress
        do throws(Fault) { address = try EmailAddress(from) } catch {
            throw Failure.usage("--mail-from: \(error.sentence)")
        }
        return Post(
            courier: try courier(place, surroundings),
            templates: try MailTemplates(directory: templates.folder(surroundings)),
            sender: Mailbox(name: "Recoup", address: address)
        )
    }

    private func courier(_ place: String, _ surroundings: Surroundings) throws -> any Courier {
        let parts = place.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.count > 1 ? parts[1] : "") {
        case ("folder", let path) where !path.isEmpty:
            guard LocalFile.isFolder(path) else {
                throw Failure.usage("--mail: there is no folder '\(SafeText.line(path))'; make it first")
            }
            let makeID = surroundings.makeID
            return FolderCourier(path, makeName: { makeID().description })
        case ("sendmail", ""): return SendmailCourier(surroundings)
        case ("sendmail", let path): return SendmailCourier(surroundings, command: path)
        default:
            throw Failure.usage(
                "--mail: '\(SafeText.line(place))' is no place for mails; write folder:PATH, sendmail or sendmail:PATH"
            )
        }
    }
}

/// What brings mails out of the outbox.
struct Post: Sendable {
    let courier: any Courier
    let templates: MailTemplates
    let sender: Mailbox

    /// Delivers what is due.
    func deliver(_ desk: Desk, by clock: Actor) async throws -> DeliveryReport {
        try await desk.deliver(with: courier, by: clock) { posting throws(Undeliverable) in
            try templates.message(for: posting, from: sender)
        }
    }
}
