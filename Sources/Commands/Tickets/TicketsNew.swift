import ArgumentParser
import Basics
import Casework
import Tickets

/// `tickets new`
struct TicketsNew: Verb {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "File a refund request, or begin a draft.",
        discussion: """
            On a terminal it asks for what is missing, field by field; --no-input refuses instead, as it does in a pipe. \
            The contact is the acting person unless another is named; the problem is 'refund' unless another is. With \
            --from-order the order gives customer, product and amount; options go before what it gives.
            """
    )

    @OptionGroup(title: "Facts") var facts: FactOptions

    @Option(name: .long, help: ArgumentHelp("Take the facts from this order.", valueName: "order"))
    var fromOrder: String?

    @Option(
        name: .long,
        help: ArgumentHelp("A file to attach; may be given several times.", valueName: "file"),
        completion: .file()
    )
    var file: [String] = []

    @Flag(name: .long, help: "Keep it as a draft, which needs nothing to be complete.")
    var draft = false

    @Option(name: .customLong("for"), help: ArgumentHelp("Whose request it is, by system name.", valueName: "name"))
    var requester: String?

    @Flag(name: .long, help: "Ask nothing.")
    var noInput = false

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let files = try file.map(LocalFile.attachment)
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            var form = try await rough(session)
            if form[.problem] == nil { form[.problem] = ProblemType.refund.rawValue }
            if !draft {
                if form[.contactName] == nil, let email = session.actor.person.email {
                    form[.contactName] = session.actor.person.displayName
                    if form[.contactEmail] == nil { form[.contactEmail] = email.text }
                }
                if !noInput, surroundings.input.isTerminal, surroundings.console.errorsAreTerminal {
                    form = try FactsPrompt(surroundings).completed(form)
                }
            }
            let new = NewTicket(
                form: form,
                isDraft: draft,
                onBehalfOf: try await onBehalfOf(session),
                files: files
            )
            let ticket = try await session.desk.open(new, by: session.actor)
            let console = output.console(surroundings)
            let format = output.format(on: surroundings.console)
            let summary = TicketSummary(of: ticket)
            if format == .table {
                let name = summary.number == nil ? "draft \(ticket.id)" : summary.displayNumber
                let status = console.paint(ticket.status.rawValue, ticket.status.style)
                try console.print("\(name) \(rehearsal.dryRun ? "would be" : "is") \(status)")
                try console.output.flush()
            } else {
                try Listing.tickets(at: surroundings.now()).write([summary], as: format, to: console)
            }
            return .done
        }
    }

    /// What the order and the options say; the options win.
    private func rough(_ session: Session) async throws -> FactsForm {
        guard let fromOrder else { return facts.form }
        var form = try await session.desk.requestDraft(fromOrder: fromOrder, for: session.actor)
        // Another contact does not have the acting person's address.
        if facts.contactName != nil { form[.contactEmail] = nil }
        return form.changed(by: facts.form)
    }

    private func onBehalfOf(_ session: Session) async throws -> Person.ID? {
        guard let requester else { return nil }
        let person = try await session.desk.store.read { try $0.person(named: requester) }
        guard let person else { throw DeskError.noSuchPerson(requester) }
        return person.id
    }
}
