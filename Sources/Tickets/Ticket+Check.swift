import Basics

extension Ticket {
    /// The detail that an event of `command` keeps, with every text checked. Throws every problem found.
    func checkedDetail(
        of command: TicketCommand,
        by actor: Actor,
        under rules: TicketRules
    ) throws(TicketRefusal) -> Fields {
        switch command {
        case .discard, .take, .lapse, .close: break
        case .submit: return try submittedDetail()
        case .edit(let changes): return try editedDetail(changes)
        case .withdraw(let text), .release(let text), .reopen(let text), .decline(_, let text), .unmerge(let text):
            try Self.check([("text", text, Message.limit)])
        case .merge(let survivor, let text):
            if survivor.id == id { throw .mergedIntoItself }
            try Self.check([("text", text, Message.limit)])
        case .link(let link):
            if link.other.id == id { throw .mergedIntoItself }
        case .approve(let grant):
            try Self.check([("text", grant.text, Message.limit), ("override", grant.override, Message.limit)])
        case .ask(let text), .reply(let text), .revoke(let text), .dispute(let text), .reverse(let text),
            .correct(let text):
            try Self.check(required: [("text", text, Message.limit)])
        case .escalate(let reference, let text):
            try Self.check([("reference", reference, 200), ("text", text, Message.limit)])
        case .answer(let answer):
            try Self.check(required: [("reference", answer.reference, 200)])
            try Self.check([("text", answer.text, Message.limit)])
        case .credit(let reference): try Self.check(required: [("reference", reference, 200)])
        case .settle(let invoice, let line):
            try Self.check(required: [("invoice", invoice, 100)])
            if let line, line < 1 { throw .problems(Problems([Problem("line", .notPositive(String(line)))])) }
        case .note(let message):
            try Self.check(required: [("text", message.text, Message.limit)])
            try Self.check([("author", message.author, 200)])
            if message.visibility == .internal, !actor.person.may(.seeInternalNotes) { throw .internalNotes }
        case .attach(let files):
            guard !files.isEmpty else { throw .problems(Problems([Problem("files", .missing)])) }
            try Self.check(files, besides: attachments, under: rules.attachments)
        case .give(let recipient):
            if recipient.id == assignee?.id { throw .alreadyAssigned(recipient.name) }
        }
        return command.fields
    }

    private func submittedDetail() throws(TicketRefusal) -> Fields {
        var fields = Fields()
        do throws(Problems) { fields.append(try content.form.facts().form, prefix: "") } catch {
            throw .problems(error)
        }
        return fields
    }

    /// Only what differs is kept, each with what stood there before.
    private func editedDetail(_ changes: FactsForm) throws(TicketRefusal) -> Fields {
        let before = content.form
        var after = before.changed(by: changes)
        do throws(Problems) {
            switch content {
            case .rough: try after.checkRough()
            case .complete: after = try after.facts().form
            }
        } catch { throw .problems(error) }
        let differences = after.differences(from: before)
        guard !differences.fields.isEmpty else { throw .nothingChanged }
        var fields = TicketCommand.edit(differences).fields
        for field in differences.fields {
            if let old = before[field] { fields.append(named: "was.\(field.rawValue)", old) }
        }
        return fields
    }

    /// Checks files about to be added. Throws every problem.
    static func check(
        _ files: [Attachment],
        besides present: [Attachment],
        under limits: AttachmentLimits
    ) throws(TicketRefusal) {
        var problems: [Problem] = []
        if files.count + present.count > limits.count {
            problems.append(
                Problem("files", .tooManyFiles(limit: limits.count, actual: files.count + present.count))
            )
        }
        var names = Set(present.map(\.name))
        for file in files {
            if file.size > limits.size {
                problems.append(Problem("files/\(file.name)", .fileTooLarge(limit: limits.size, actual: file.size)))
            }
            if !names.insert(file.name).inserted { problems.append(Problem("files", .duplicateFile(file.name))) }
        }
        if !problems.isEmpty { throw .problems(Problems(problems)) }
    }

    private static func check(_ texts: [(String, String?, Int)]) throws(TicketRefusal) {
        try check(required: texts.compactMap { name, text, limit in text.map { (name, $0, limit) } })
    }

    private static func check(required texts: [(String, String, Int)]) throws(TicketRefusal) {
        var problems: [Problem] = []
        for (name, text, limit) in texts {
            do throws(Fault) { _ = try Text.block(text, limit: limit) } catch { problems.append(Problem(name, error)) }
        }
        if !problems.isEmpty { throw .problems(Problems(problems)) }
    }
}
