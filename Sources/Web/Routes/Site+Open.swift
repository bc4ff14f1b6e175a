import Basics
import Casework
import HTTPTypes
import Hummingbird
import Pages
import Tickets

extension Site {
    /// The form of a new request; with `order=ID`, filled in from that order.
    func newTicketForm(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        try person.require(.fileTickets)
        var values = [
            FactField.problem.rawValue: ProblemType.refund.rawValue,
            FactField.contactName.rawValue: person.displayName,
            FactField.contactEmail.rawValue: person.email?.text ?? "",
        ]
        if let order = QueryString(request.uri.query)["order"] {
            let draft = try await desk.requestDraft(fromOrder: order, for: actor(person))
            for field in draft.fields { values[field.rawValue] = draft[field] }
        }
        let token = tokens.token(desk.makeID(), for: person.id)
        return newTicketResponse(context, token: token, state: FormState(values: values))
    }

    /// Files a request or keeps a draft.
    ///
    /// The ticket's id is the form's own, so one form makes one ticket: whatever sends it twice, at whatever time and to
    /// whatever process, the second meets the first in the store and is led to what that one made.
    func openTicket(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let actor = actor(person)
        let form = try await reader.read(request)
        let words = pages.words(context.language)
        let fresh = tokens.token(desk.makeID(), for: person.id)
        guard let id = tokens.identifier(in: form["form"], for: person.id) else {
            let alert = Alert(
                heading: words("web.status.403"),
                sentences: [words.sentence(WebFault.expiredForm), words("form.filesAgain")]
            )
            let state = FormState(values: form.values, problems: [])
            return newTicketResponse(context, token: fresh, state: state, alert: alert, status: .forbidden)
        }
        let isDraft = form["then"] == "draft"
        if form["then"] == "check" { return try await checkResponse(form, by: actor, context) }
        do {
            if !form.problems.isEmpty { throw DeskError.invalid(allProblems(of: form, isDraft: isDraft)) }
            let new = NewTicket(form: isDraft ? form.filledFacts : form.facts, isDraft: isDraft, files: form.files)
            let ticket = try await desk.making(id).open(new, by: actor)
            let path = Paths.ticket(Paths.reference(ticket))
            return seeOther("\(path)?done=\(isDraft ? "draft" : "file")")
        } catch is Overtaken {
            let ticket = try await desk.show(.id(Ticket.ID(id)), to: actor).ticket
            return seeOther("\(Paths.ticket(Paths.reference(ticket)))?done=already")
        } catch DeskError.invalid(let problems) {
            let state = FormState(values: form.values, problems: problems.list)
            return newTicketResponse(context, token: form["form"], state: state, status: .unprocessableContent)
        }
    }

    /// The form again, with what would become of the request.
    private func checkResponse(_ form: SubmittedForm, by actor: Actor, _ context: SiteContext) async throws -> Response
    {
        let judgement = try await desk.judge(form.facts, for: actor)
        let words = pages.words(context.language)
        let again = form.files.isEmpty && form.problems.isEmpty ? [] : [words("form.filesAgain")]
        let alert: Alert? =
            if judgement == nil {
                Alert(heading: words("form.notChecked"), sentences: [words("form.checkTakes")] + again)
            } else {
                again.isEmpty ? nil : Alert(heading: words("form.checked"), sentences: again)
            }
        return newTicketResponse(
            context,
            token: form["form"],
            state: FormState(values: form.values),
            verdict: judgement.map { VerdictCard($0.verdict, words, now: desk.now()) },
            alert: alert
        )
    }

    /// What is wrong with the files together with what is wrong with the facts, so that nobody has to try twice.
    func allProblems(of form: SubmittedForm, isDraft: Bool) -> Problems {
        var problems: [Problem] = []
        do throws(Problems) {
            if isDraft { try form.facts.checkRough() } else { _ = try form.facts.facts() }
        } catch { problems = error.list }
        return Problems(problems + form.problems)
    }

    private func newTicketResponse(
        _ context: SiteContext,
        token: String,
        state: FormState,
        verdict: VerdictCard? = nil,
        alert: Alert? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let page = RequestPage(
            new: pages.words(context.language),
            frame: frame(context, path: Paths.newTicket),
            token: token,
            state: state,
            limits: desk.rules.attachments,
            verdict: verdict,
            alert: alert
        )
        return html(page, context, status: status)
    }
}

extension Desk {
    /// The same desk, with this identifier for the next thing that it makes.
    fileprivate func making(_ id: GUID) -> Desk {
        Desk(store: store, rules: rules, book: book, now: now, makeID: { id }, secrets: secrets)
    }
}
