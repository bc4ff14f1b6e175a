import Basics
package import Casework
package import Tickets

extension Mapping {
    /// A ticket in the site's words, with everything that they cannot say.
    package func write(_ outgoing: OutgoingTicket) -> MappedExport {
        let ticket = outgoing.ticket
        let label = ticket.number.map { TicketNumber($0).description } ?? ticket.id.description
        let form = ticket.content.form
        var written = MappingWrite(self)
        let isKnownThere = outgoing.externalID(in: system) != nil
        written.put(values(of: form) + deskValues(of: ticket), isKnownThere: isKnownThere)
        var foreign = ForeignTicket(id: outgoing.externalID(in: system))
        foreign.number = label
        foreign.key = ticket.id.guid
        foreign.createdAt = ticket.createdAt
        foreign.modifiedAt = ticket.updatedAt
        foreign.endedAt = ticket.status.isOpen ? nil : ticket.statusSince
        foreign.fields = written.fields
        var carried = self.form(of: written.fields)
        if isKnownThere {
            // There they stay as they were sent first, and as such they come back.
            for fact in onceOnly where carried[fact] == nil { carried[fact] = outgoing.mark?.form[fact] ?? form[fact] }
        }
        written.noteLosses(of: form, carriedAs: carried)
        foreign.comments = comments(outgoing, &written.losses)
        foreign.files = attachedFiles(outgoing, &written.losses)
        return MappedExport(
            ticket: foreign,
            losses: written.losses.map { loss in
                var loss = loss
                loss.record = label
                return loss
            },
            carried: carried
        )
    }

    /// Facts that are only written with a record that is new there.
    private var onceOnly: [FactField] { fields.filter(\.once).compactMap(\.ours.fact) }

    /// The fields that carry a form, as they are written.
    func fields(of form: FactsForm) -> [ForeignField] {
        var written = MappingWrite(self)
        written.put(values(of: form))
        return written.fields
    }

    private func values(of form: FactsForm) -> [(OurField, String)] {
        OurField.allCases.compactMap { field in
            guard let fact = field.fact, let text = form[fact] else { return nil }
            switch field {
            case .order: return text.hasPrefix("order:") ? (field, String(text.dropFirst(6))) : nil
            case .subscription:
                return text.hasPrefix("subscription:") ? (field, String(text.dropFirst(13))) : nil
            case .problem, .impact, .title, .tenant, .purchase, .reason, .explanation, .amount, .currency, .contactName,
                .contactEmail, .contactPhone, .id, .number, .status, .description, .created, .updated:
                return (field, text)
            }
        }
    }

    private func deskValues(of ticket: Ticket) -> [(OurField, String)] {
        var values: [(OurField, String)] = [
            (.id, ticket.id.description), (.status, ticket.status.rawValue),
            (.created, ticket.createdAt.description), (.updated, ticket.updatedAt.description),
        ]
        if let number = ticket.number { values.append((.number, TicketNumber(number).description)) }
        if let facts = ticket.facts { values.append((.description, facts.description)) }
        return values
    }

    private func comments(_ outgoing: OutgoingTicket, _ losses: inout [Loss]) -> [ForeignComment] {
        outgoing.messages.enumerated().compactMap { place, message in
            let name = "note" + (message.writtenAt.map { " of \($0.minute) UTC" } ?? "")
            switch (comments, message.visibility) {
            case (.all, _), (.public, .public):
                return ForeignComment(
                    message.text,
                    isPublic: message.visibility == .public,
                    author: message.author,
                    writtenAt: message.writtenAt,
                    presence: outgoing.presences[place]
                )
            case (.public, .internal):
                losses.append(Loss(name, .staysInternal))
                return nil
            case (.none, _):
                losses.append(Loss(name, .noPlace))
                return nil
            }
        }
    }

    private func attachedFiles(_ outgoing: OutgoingTicket, _ losses: inout [Loss]) -> [ForeignFile] {
        switch files {
        case .none:
            losses += outgoing.files.map { Loss("file '\($0.name)'", .noPlace) }
            return []
        case .attachments, .all:
            let attached = outgoing.files.map {
                ForeignFile(name: $0.name, mediaType: $0.mediaType, content: .stored($0.digest, size: $0.size))
            }
            return files == .all ? attached + [OwnRequest.file(of: outgoing)] : attached
        }
    }
}

/// A ticket in a site's words.
package struct MappedExport {
    package let ticket: ForeignTicket
    package let losses: [Loss]
    /// The facts as they come back when nobody changes anything there.
    package let carried: FactsForm
}

/// Puts values where a mapping wants them.
private struct MappingWrite {
    private let mapping: Mapping
    private(set) var fields: [ForeignField] = []
    var losses: [Loss] = []
    /// Facts of which a loss has been said.
    private var said: Set<FactField> = []

    init(_ mapping: Mapping) {
        self.mapping = mapping
    }

    mutating func put(_ values: [(field: OurField, text: String)], isKnownThere: Bool = false) {
        let texts = Dictionary(values, uniquingKeysWith: { first, _ in first })
        let block = mapping.block
        let inBlock = block.map { block in
            block.fields.compactMap { field in texts[field].map { (field: field, value: $0) } }
                .filter { !$0.value.contains(where: \.isNewline) }
                .map { $0.field == .amount ? (field: .amount, value: $0.value + currency(in: texts)) : $0 }
        }
        var blockIsWritten = inBlock?.isEmpty ?? true
        for place in mapping.fields {
            guard var text = texts[place.ours], !(place.once && isKnownThere) else { continue }
            guard let word = place.theirs(for: text) else {
                lose(place.ours, .noValue(text))
                continue
            }
            text = word
            if place.theirs == block?.theirs, !blockIsWritten, let inBlock {
                text = withBlock(text, inBlock, place)
                blockIsWritten = true
            } else {
                text = cut(text, to: place.limit, of: place.ours)
            }
            if !fields.contains(where: { $0.name == place.theirs }) { fields.append(ForeignField(place.theirs, text)) }
        }
        if !blockIsWritten, let block, let inBlock {
            fields.append(ForeignField(block.theirs, MarkedBlock.appended(inBlock, to: "")))
        }
        for entry in mapping.fixed { fields.append(ForeignField(entry.theirs, entry.value)) }
    }

    /// The currency behind an amount of the block, where it has no place of its own.
    private func currency(in texts: [OurField: String]) -> String {
        guard mapping[.currency] == nil, !(mapping.block?.fields.contains(.currency) ?? false) else { return "" }
        return texts[.currency].map { " " + $0 } ?? ""
    }

    /// Facts that would come back as something else, or not at all.
    mutating func noteLosses(of form: FactsForm, carriedAs carried: FactsForm) {
        for fact in form.fields where !said.contains(fact) {
            guard let ours = form[fact], !ours.isEmpty else { continue }
            guard let theirs = carried[fact] else {
                losses.append(Loss(fact.rawValue, .noPlace))
                continue
            }
            if !sameText(ours, theirs) { losses.append(Loss(fact.rawValue, .altered(to: theirs))) }
        }
    }

    /// The text, cut so that the block behind it stays whole.
    private mutating func withBlock(
        _ text: String,
        _ values: [(field: OurField, value: String)],
        _ place: FieldMapping
    ) -> String {
        let block = MarkedBlock.appended(values, to: "")
        let room = place.limit.map { max(0, $0 - block.utf16.count - 2) }
        return MarkedBlock.appended(values, to: cut(text, to: room, of: place.ours))
    }

    private mutating func cut(_ text: String, to limit: Int?, of field: OurField) -> String {
        guard let limit, text.utf16.count > limit else { return text }
        lose(field, .cut(limit: limit, actual: text.utf16.count))
        return Exchange.cut(text, toUTF16: limit)
    }

    private mutating func lose(_ field: OurField, _ reason: Loss.Reason) {
        if let fact = field.fact { said.insert(fact) }
        losses.append(Loss(field.rawValue, reason))
    }
}
