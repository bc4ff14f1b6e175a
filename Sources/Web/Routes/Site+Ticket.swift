import Basics
import Casework
import HTTPTypes
import Hummingbird
import Pages
import Tickets

extension Site {
    /// One ticket; a draft as the form that it is.
    func showTicket(_ request: Request, _ context: SiteContext) async throws -> Response {
        let view = try await view(context)
        let done = QueryString(request.uri.query)["done"] ?? ""
        return try await ticketResponse(view, context, notice: notice(done, view.ticket, context))
    }

    /// One ticket with the form of one action open; the facts as a form for `edit`.
    func showAction(_ request: Request, _ context: SiteContext) async throws -> Response {
        guard let action = TicketAction(rawValue: context.parameters.get("action") ?? "") else {
            throw WebFault.noSuchPage(path: request.uri.path)
        }
        return try await ticketResponse(try await view(context), context, attempt: TicketPage.Attempt(action))
    }

    func reference(_ context: SiteContext) throws(DeskError) -> TicketReference {
        let text = context.parameters.get("ticket") ?? ""
        guard let reference = TicketReference(text) else { throw DeskError.noSuchTicket(text) }
        return reference
    }

    func view(_ context: SiteContext) async throws -> TicketView {
        try await desk.show(try reference(context), to: actor(try context.requirePerson()))
    }

    /// - Parameters:
    ///   - attempt: the action that was tried or opened.
    ///   - status: of an answer to an action that was refused.
    func ticketResponse(
        _ view: TicketView,
        _ context: SiteContext,
        attempt: TicketPage.Attempt? = nil,
        notice: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let person = try context.requirePerson()
        let words = pages.words(context.language)
        let token = tokens.token(desk.makeID(), for: person.id)
        let path = Paths.ticket(Paths.reference(view.ticket))
        let frame = frame(context, path: path, notice: notice)
        let mayEdit = view.choices.contains { $0.action == .edit && $0.isAllowed }
        if mayEdit, view.ticket.status == .draft || attempt?.action == .edit {
            let tried = attempt.flatMap { $0.alert != nil || !$0.state.problems.isEmpty ? $0 : nil }
            let page = RequestPage(
                editing: view,
                words: words,
                frame: frame,
                token: token,
                state: tried?.state,
                limits: desk.rules.attachments,
                alert: tried?.alert
            )
            return html(page, context, status: status)
        }
        let page = TicketPage(
            view,
            words: words,
            frame: frame,
            token: token,
            agents: try await agents(for: person, view),
            viewer: person,
            limits: desk.rules.attachments,
            attempt: attempt,
            now: desk.now()
        )
        return html(page, context, status: status)
    }

    /// To whom this person can give the ticket.
    func agents(for person: Person, _ view: TicketView) async throws -> [Person] {
        guard view.choices.contains(where: { $0.action == .give && $0.isAllowed }) else { return [] }
        return try await desk.people(for: actor(person)).filter { $0.may(.workTickets) }
    }

    /// What a page says once after something was done; nil for anything but the name of an action.
    private func notice(_ done: String, _ ticket: Ticket, _ context: SiteContext) -> String? {
        let words = pages.words(context.language)
        let values = ["number": Paths.reference(ticket).description]
        if done == "already" { return words("done.already", values) }
        guard let action = TicketAction(rawValue: done) else { return nil }
        return words("done.\(action.rawValue)", values)
    }
}
