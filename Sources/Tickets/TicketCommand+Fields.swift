package import Basics

// The frozen form of every command inside an event. Names and their order never change; new fields go at the end.

extension TicketCommand {
    package var fields: Fields {
        var fields = Fields()
        switch self {
        case .submit, .discard, .take, .lapse, .close:
            break
        case .withdraw(let text), .release(let text), .reopen(let text):
            fields.append("text", text)
        case .ask(let text), .reply(let text), .revoke(let text), .dispute(let text), .reverse(let text),
            .correct(let text):
            fields.append("text", text)
        case .escalate(let reference, let text):
            fields.append("reference", reference)
            fields.append("text", text)
        case .decline(let reason, let text):
            fields.append("reason", reason.rawValue)
            fields.append("text", text)
        case .approve(let grant):
            fields.append("kind", grant.kind.rawValue)
            fields.append(grant.amount)
            fields.append("text", grant.text)
            fields.append("override", grant.override)
            fields.append("attested", grant.attested?.number)
        case .answer(let answer):
            switch answer.ruling {
            case .granted(let amount):
                fields.append("ruling", "granted")
                fields.append(amount)
            case .refused: fields.append("ruling", "refused")
            case .question: fields.append("ruling", "question")
            }
            fields.append("reference", answer.reference)
            fields.append("text", answer.text)
        case .credit(let reference):
            fields.append("reference", reference)
        case .settle(let invoice, let line):
            fields.append("invoice", invoice)
            fields.append("line", line.map(String.init))
        case .edit(let changes):
            fields.append(changes, prefix: "")
        case .note(let message):
            fields.append("visibility", message.visibility.rawValue)
            fields.append("author", message.author)
            fields.append("written", message.writtenAt.map { String($0.milliseconds) })
            fields.append("text", message.text)
        case .attach(let files):
            fields.append(files)
        case .give(let assignee):
            fields.append("to", assignee.id.description)
            fields.append("toName", assignee.name)
        case .merge(let survivor, let text):
            fields.append(survivor)
            fields.append("text", text)
        case .unmerge(let text): fields.append("text", text)
        case .link(let link):
            fields.append("relation", link.relation.rawValue)
            fields.append(link.other)
        }
        return fields
    }

    /// Reads a command back from an event. Nil for the ways in, which are no commands. Throws a ``Fault`` for fields that
    /// no command writes.
    package init?(_ action: TicketAction, _ fields: Fields) throws(Fault) {
        let field = try FieldReader(fields)
        switch action {
        case .draft, .file: return nil
        case .submit: self = .submit
        case .discard: self = .discard
        case .take: self = .take
        case .withdraw: self = .withdraw(field["text"])
        case .ask: self = .ask(try field.required("text"))
        case .escalate: self = .escalate(reference: field["reference"], text: field["text"])
        case .release: self = .release(field["text"])
        case .decline: self = .decline(try field.choice("reason"), field["text"])
        case .approve: self = .approve(try field.grant())
        case .reply: self = .reply(try field.required("text"))
        case .lapse: self = .lapse
        case .answer:
            let ruling: VendorAnswer.Ruling
            switch try field.required("ruling") {
            case "granted": ruling = .granted(try field.money())
            case "refused": ruling = .refused
            case "question": ruling = .question
            case let other: throw .unknownChoice(other, known: ["granted", "refused", "question"])
            }
            self = .answer(
                VendorAnswer(ruling: ruling, reference: try field.required("reference"), text: field["text"])
            )
        case .credit: self = .credit(reference: try field.required("reference"))
        case .revoke: self = .revoke(try field.required("text"))
        case .settle: self = .settle(invoice: try field.required("invoice"), line: try field.integer("line"))
        case .dispute: self = .dispute(try field.required("text"))
        case .reverse: self = .reverse(try field.required("text"))
        case .correct: self = .correct(try field.required("text"))
        case .close: self = .close
        case .reopen: self = .reopen(field["text"])
        case .edit: self = .edit(field.form())
        case .note:
            self = .note(
                Message(
                    text: try field.required("text"),
                    visibility: try field.choice("visibility"),
                    author: field["author"],
                    writtenAt: try field.integer("written").map { Instant(milliseconds: $0) }
                )
            )
        case .attach: self = .attach(try field.attachments())
        case .give: self = .give(Assignee(id: try Identifier(field.required("to")), name: try field.required("toName")))
        case .merge: self = .merge(into: try field.ticketName(), field["text"])
        case .unmerge: self = .unmerge(field["text"])
        case .link: self = .link(TicketLink(try field.choice("relation"), try field.ticketName()))
        }
    }
}

extension TicketOpening {
    package var fields: Fields {
        var fields = Fields()
        fields.append("organisation", organisation.description)
        fields.append("requester", requester?.description)
        fields.append("source.system", source?.system)
        fields.append("source.id", source?.externalID)
        fields.append(content.form, prefix: "")
        fields.append(attachments)
        return fields
    }

    /// Reads an opening back from an event. Throws a ``Fault`` for fields that no opening writes.
    init(_ action: TicketAction, _ fields: Fields) throws(Fault) {
        let field = try FieldReader(fields)
        organisation = try Identifier(field.required("organisation"))
        if let requester = field["requester"] { self.requester = try Identifier(requester) } else { requester = nil }
        if let system = field["source.system"] {
            source = try Source(system: system, externalID: field.required("source.id"))
        } else {
            source = nil
        }
        content = action == .draft ? .rough(field.form()) : .complete(try field.form().checkedFacts())
        attachments = try field.attachments()
    }
}

extension FactsForm {
    /// The facts that an event of filing or editing recorded; nil when its detail cannot be read.
    package init?(recordedIn event: Event) {
        guard let reader = try? FieldReader(event.detail) else { return nil }
        self = reader.form()
    }

    /// The facts, or the first problem's fault: for records, in which every problem is equally fatal.
    func checkedFacts() throws(Fault) -> TicketFacts {
        do throws(Problems) { return try facts() } catch {
            throw error.list.first?.fault ?? .missing
        }
    }
}

extension Fields {
    mutating func append(_ amount: Money) {
        append("amount", amount.number)
        append("currency", amount.currency.code)
    }

    mutating func append(_ ticket: TicketName) {
        append("ticket", ticket.id.description)
        append("ticketName", ticket.name)
    }

    mutating func append(_ form: FactsForm, prefix: String) {
        for field in form.fields {
            if let value = form[field] { append(named: prefix + field.rawValue, value) }
        }
    }

    mutating func append(_ files: [Attachment]) {
        for (index, file) in files.enumerated() {
            append(named: "file.\(index + 1).name", file.name)
            append(named: "file.\(index + 1).type", file.mediaType)
            append(named: "file.\(index + 1).size", String(file.size))
            append(named: "file.\(index + 1).sha256", file.digest.description)
        }
    }
}

extension FieldReader {
    /// Ids with spaces between them; none for a field that is not there.
    func people(_ name: String) throws(Fault) -> [Person.ID] {
        var people: [Person.ID] = []
        for part in self[name]?.split(separator: " ") ?? [] { people.append(try Person.ID(String(part))) }
        return people
    }

    func choice<Choice: CaseIterable & RawRepresentable<String>>(_ name: String) throws(Fault) -> Choice {
        let text = try required(name)
        guard let choice = Choice(rawValue: text) else {
            throw .unknownChoice(text, known: Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    func money() throws(Fault) -> Money {
        try Money(required("amount"), Currency(required("currency")))
    }

    func ticketName() throws(Fault) -> TicketName {
        TicketName(id: try Identifier(required("ticket")), name: try required("ticketName"))
    }

    fileprivate func grant() throws(Fault) -> Grant {
        let kind: CreditKind = try choice("kind")
        let amount = try money()
        var attested: Money?
        if let number = self["attested"] { attested = try Money(number, amount.currency) }
        return Grant(
            kind,
            amount,
            text: self["text"],
            override: self["override"],
            attested: attested
        )
    }

    func integer(_ name: String) throws(Fault) -> Int64? {
        guard let text = self[name] else { return nil }
        guard let value = Int64(text) else { throw .notANumber(text) }
        return value
    }

    func form() -> FactsForm {
        var form = FactsForm()
        for field in FactField.allCases {
            if let value = self[field.rawValue] { form[field] = value }
        }
        return form
    }

    func attachments() throws(Fault) -> [Attachment] {
        var files: [Attachment] = []
        while let name = self["file.\(files.count + 1).name"] {
            let prefix = "file.\(files.count + 1)"
            files.append(
                try Attachment(
                    name: name,
                    mediaType: required("\(prefix).type"),
                    size: integer("\(prefix).size") ?? 0,
                    digest: Digest(required("\(prefix).sha256"))
                )
            )
        }
        return files
    }
}
