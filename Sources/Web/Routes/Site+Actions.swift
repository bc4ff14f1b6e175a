import Basics
import Casework
import HTTPTypes
import Hummingbird
import Pages
import Tickets

extension Site {
    /// Does one action and leads to the ticket; when it is refused, shows the ticket again with the reason and with what
    /// was typed.
    func performAction(_ request: Request, _ context: SiteContext) async throws -> Response {
        guard let action = TicketAction(rawValue: context.parameters.get("action") ?? "") else {
            throw WebFault.noSuchPage(path: request.uri.path)
        }
        let person = try context.requirePerson()
        let before = try await view(context)
        let form = try await reader.read(request)
        guard let token = tokens.identifier(in: form["form"], for: person.id) else {
            return try await refuse(action, form, .expired, context)
        }
        if let location = await submissions.begin(token) { return seeOther(location) }
        do {
            let location = try await perform(action, form, before, by: person)
            await submissions.end(token, location: location)
            return seeOther(location)
        } catch let error as DeskError {
            await submissions.end(token, location: nil)
            return try await refuse(action, form, .error(error), context)
        } catch {
            await submissions.end(token, location: nil)
            throw error
        }
    }

    /// Returns the address to lead to.
    private func perform(
        _ action: TicketAction,
        _ form: SubmittedForm,
        _ view: TicketView,
        by person: Person
    ) async throws -> String {
        let actor = actor(person)
        let reference = Paths.reference(view.ticket)
        let seen = Int(form["seen"])
        if action == .edit, view.ticket.status == .draft {
            return try await saveDraft(form, on: reference, seen: seen, by: actor)
        }
        let agents = action == .give ? try await agents(for: person, view) : []
        let others = try await others(named: [form.text("into"), form.text("other")], for: actor)
        let command: TicketCommand?
        do throws(Problems) {
            command = try TicketCommand(action, from: form, on: view.ticket, agents: agents, others: others)
        } catch { throw DeskError.invalid(error) }
        guard let command else { throw WebFault.noSuchPage(path: Paths.action(action, on: reference)) }
        let ticket = try await desk.perform(
            command,
            on: reference,
            seen: seen,
            files: action == .attach ? form.files.map(\.content) : [],
            by: actor
        )
        return "\(Paths.ticket(Paths.reference(ticket)))?done=\(action.rawValue)"
    }

    /// The requests that a form names, by what was typed. Throws ``DeskError/noSuchTicket(_:)`` for one that the person may
    /// not see.
    private func others(named texts: [String?], for actor: Actor) async throws -> [String: TicketName] {
        var others: [String: TicketName] = [:]
        for text in texts.compactMap({ $0?.trimmed }) {
            guard let reference = TicketReference(text) else { throw DeskError.noSuchTicket(text) }
            others[text] = try await desk.name(of: reference, for: actor)
        }
        return others
    }

    /// Keeps what was typed into a draft, then its files, then files it when that was asked for. Each step is a change of
    /// its own: when the last is refused, the draft is kept.
    private func saveDraft(
        _ form: SubmittedForm,
        on reference: TicketReference,
        seen: Int?,
        by actor: Actor
    ) async throws -> String {
        guard form.problems.isEmpty else { throw DeskError.invalid(Problems(form.problems)) }
        var seen = seen
        var done = TicketAction.edit
        var ticket: Ticket?
        do {
            ticket = try await desk.perform(.edit(form.facts), on: reference, seen: seen, by: actor)
            seen = ticket?.version
        } catch DeskError.refused(.nothingChanged) {}
        if !form.files.isEmpty {
            let files = form.files
            ticket = try await desk.perform(
                .attach(files.map(\.attachment)),
                on: reference,
                seen: seen,
                files: files.map(\.content),
                by: actor
            )
            seen = ticket?.version
        }
        if form["then"] == "file" {
            ticket = try await desk.perform(.submit, on: reference, seen: seen, by: actor)
            done = .submit
        }
        let named = ticket.map { Paths.reference($0) } ?? reference
        return "\(Paths.ticket(named))?done=\(done.rawValue)"
    }

    private enum Obstacle {
        case expired
        case error(DeskError)
    }

    private func refuse(
        _ action: TicketAction,
        _ form: SubmittedForm,
        _ obstacle: Obstacle,
        _ context: SiteContext
    ) async throws -> Response {
        let words = pages.words(context.language)
        // As it is now: whoever was faster has changed it. When it is gone there is no page to show, and this throws.
        let view = try await view(context)
        let status: HTTPResponse.Status
        let sentence: String
        var problems: [Problem] = []
        switch obstacle {
        case .expired: (status, sentence) = (.forbidden, words.sentence(WebFault.expiredForm))
        case .error(.invalid(let found)):
            (status, sentence) = (.unprocessableContent, words.count("form.problems", found.list.count))
            problems = found.list
        case .error(let error): (status, sentence) = (error.status, words.sentence(error))
        }
        let shown = form.values.filter { !["form", "seen", "then"].contains($0.key) }
        let alert = Alert(heading: words("web.status.\(status.code)"), sentences: [sentence])
        let isDraftForm = action == .edit || view.ticket.status == .draft
        return try await ticketResponse(
            view,
            context,
            attempt: TicketPage.Attempt(
                action,
                state: FormState(values: shown, problems: problems),
                alert: isDraftForm && !problems.isEmpty ? nil : alert
            ),
            status: status
        )
    }
}
