import Basics
import Casework
import Tickets

extension TicketCommand {
    /// What a form asks of a ticket. `agents` are those to whom it can be given, `others`
    /// the requests that it names, as they were typed. Nil for the ways in, which are no commands.
    /// Throws every problem.
    init?(
        _ action: TicketAction,
        from form: SubmittedForm,
        on ticket: Ticket,
        agents: [Person],
        others: [String: TicketName]
    ) throws(Problems) {
        let reader = ActionReader(form: form, ticket: ticket)
        switch action {
        case .draft, .file: return nil
        case .submit: self = .submit
        case .discard: self = .discard
        case .take: self = .take
        case .lapse: self = .lapse
        case .close: self = .close
        case .withdraw: self = .withdraw(form.text("text"))
        case .release: self = .release(form.text("text"))
        case .reopen: self = .reopen(form.text("text"))
        case .ask: self = .ask(form["text"])
        case .reply: self = .reply(form["text"])
        case .revoke: self = .revoke(form["text"])
        case .dispute: self = .dispute(form["text"])
        case .reverse: self = .reverse(form["text"])
        case .correct: self = .correct(form["text"])
        case .escalate: self = .escalate(reference: form.text("reference")?.trimmed, text: form.text("text"))
        case .decline: self = .decline(try reader.choice("reason"), form.text("text"))
        case .approve: self = .approve(try reader.grant())
        case .answer: self = .answer(try reader.answer())
        case .credit: self = .credit(reference: form["reference"].trimmed)
        case .settle: self = .settle(invoice: form["invoice"].trimmed, line: try reader.line())
        case .edit: self = .edit(form.facts)
        case .note: self = .note(Message(text: form["text"], visibility: try reader.choice("visibility")))
        case .attach:
            guard form.problems.isEmpty else { throw Problems(form.problems) }
            self = .attach(form.files.map(\.attachment))
        case .give: self = .give(try reader.assignee(among: agents))
        case .merge: self = .merge(into: try reader.ticket("into", others), form.text("text"))
        case .unmerge: self = .unmerge(form.text("text"))
        case .link: self = .link(TicketLink(.related, try reader.ticket("other", others)))
        }
    }
}

private struct ActionReader {
    let form: SubmittedForm
    let ticket: Ticket

    func choice<Choice: CaseIterable & RawRepresentable<String>>(_ name: String) throws(Problems) -> Choice {
        guard let text = form.text(name) else { throw Problems([Problem(name, .missing)]) }
        guard let choice = Choice(rawValue: text) else {
            throw Problems([Problem(name, .unknownChoice(text, known: Choice.allCases.map(\.rawValue)))])
        }
        return choice
    }

    func grant() throws(Problems) -> Grant {
        Grant(
            try choice("kind"),
            try amount(),
            text: form.text("text"),
            override: form.text("override"),
            attested: form.text("attested") == nil ? nil : try amount("attested")
        )
    }

    /// A request that somebody typed the number of.
    func ticket(_ name: String, _ others: [String: TicketName]) throws(Problems) -> TicketName {
        guard let text = form.text(name)?.trimmed, let other = others[text] else {
            throw Problems([Problem(name, .missing)])
        }
        return other
    }

    /// In the currency of the request.
    func amount(_ name: String = "amount") throws(Problems) -> Money {
        guard let text = form.text(name), let currency = ticket.facts?.amount.currency else {
            throw Problems([Problem(name, .missing)])
        }
        do throws(Fault) { return try Money(text, currency) } catch { throw Problems([Problem(name, error)]) }
    }

    func answer() throws(Problems) -> VendorAnswer {
        let ruling: VendorAnswer.Ruling
        switch form.text("ruling") {
        case "granted": ruling = .granted(try amount())
        case "refused": ruling = .refused
        case "question": ruling = .question
        case nil: throw Problems([Problem("ruling", .missing)])
        case let other?:
            throw Problems([Problem("ruling", .unknownChoice(other, known: ["granted", "refused", "question"]))])
        }
        return VendorAnswer(ruling: ruling, reference: form["reference"].trimmed, text: form.text("text"))
    }

    func line() throws(Problems) -> Int64? {
        guard let text = form.text("line")?.trimmed else { return nil }
        guard let line = Int64(text) else { throw Problems([Problem("line", .notANumber(text))]) }
        return line
    }

    func assignee(among agents: [Person]) throws(Problems) -> Assignee {
        guard let name = form.text("to") else { throw Problems([Problem("to", .missing)]) }
        guard let agent = agents.first(where: { $0.systemName == name }) else {
            throw Problems([Problem("to", .unknownChoice(name, known: agents.map(\.systemName)))])
        }
        return Assignee(id: agent.id, name: agent.systemName)
    }
}
