package import Basics
package import Orders
package import Tickets

/// A ticket as an archive holds it, with the proof that nothing was changed on the way.
package struct ArchivedTicket: Sendable {
    package let ticket: Ticket
    package let events: [Event]
    /// The bytes of its attachments, one for each different digest.
    package let files: [FileContent]
    /// What its source last said, for tickets from outside.
    package let mark: IntakeMark?

    package init(ticket: Ticket, events: [Event], files: [FileContent], mark: IntakeMark?) {
        self.ticket = ticket
        self.events = events
        self.files = files
        self.mark = mark
    }
}

/// One record of an archive as it was decoded, not yet believed.
package enum ArchiveEntry: Sendable {
    case organisation(Organisation)
    case person(Person)
    case offer(Offer)
    case customer(CustomerClaim)
    case order(OrderClaim)
    case invoice(InvoiceClaim)
    case rows([ReadRow])
    case ticket(Claim)

    /// What an archive says of a ticket.
    package struct Claim: Sendable {
        package let id: Ticket.ID
        package let number: Int64?
        package let status: TicketStatus
        /// The facts as shown beside the events, which must be those that the events add up to.
        package let form: FactsForm
        package let events: [Event]
        package let files: [FileContent]
        package let mark: IntakeMark?

        package init(
            id: Ticket.ID,
            number: Int64?,
            status: TicketStatus,
            form: FactsForm,
            events: [Event],
            files: [FileContent],
            mark: IntakeMark?
        ) {
            self.id = id
            self.number = number
            self.status = status
            self.form = form
            self.events = events
            self.files = files
            self.mark = mark
        }
    }
}

/// Why an archived ticket is not believed.
package enum ArchiveFault: Error, Hashable, Sendable {
    case broken([Chain.Break])
    case impossible(ReplayFault)
    case otherTicket
    case otherStatus(stated: TicketStatus, actual: TicketStatus)
    case otherFacts([FactField])
    case missingFile(String)
    case unknownFile(Digest)
    case noNumber
    case badNumber(Int64)

    package var sentence: String {
        switch self {
        case .broken(let breaks): "the chain does not verify: " + breaks.map(\.sentence).joined(separator: ", ")
        case .impossible(let fault): fault.sentence
        case .otherTicket: "its events belong to another ticket"
        case .otherStatus(let stated, let actual):
            "it is said to be \(stated.rawValue), but its events leave it \(actual.rawValue)"
        case .otherFacts(let fields):
            "its facts are not those that its events give: " + fields.map(\.rawValue).joined(separator: ", ")
        case .missingFile(let name): "the bytes of its file '\(quoted(name))' are missing"
        case .unknownFile(let digest): "it carries a file that no event names (SHA-256 \(digest))"
        case .noNumber: "it was filed but has no number"
        case .badNumber(let number): "its number \(number) is none that a desk gives"
        }
    }
}

extension ArchiveEntry.Claim {
    /// The ticket, when chain, story, status, facts and files all agree.
    package func verified() throws(ArchiveFault) -> ArchivedTicket {
        let breaks = Chain.breaks(in: events)
        guard breaks.isEmpty else { throw .broken(breaks) }
        let ticket: Ticket
        do throws(ReplayFault) { ticket = try Ticket(replaying: events, number: number) } catch {
            throw .impossible(error)
        }
        guard ticket.id == id else { throw .otherTicket }
        guard ticket.status == status else { throw .otherStatus(stated: status, actual: ticket.status) }
        let differences = ticket.content.form.differences(from: form).fields
        guard differences.isEmpty else { throw .otherFacts(differences) }
        if let number {
            guard (1...TicketNumber.last).contains(number) else { throw .badNumber(number) }
        } else if ticket.submittedAt != nil {
            throw .noNumber
        }
        let carried = Set(files.map(\.digest))
        for attachment in ticket.attachments where !carried.contains(attachment.digest) {
            throw .missingFile(attachment.name)
        }
        let named = Set(ticket.attachments.map(\.digest))
        for file in files where !named.contains(file.digest) { throw .unknownFile(file.digest) }
        // Without what its source last said, the next intake of the same source would meet no ticket and collide with it.
        let known = ticket.source.map { _ in
            IntakeMark(ticket: id, digest: mark?.digest ?? ticket.head, modifiedAt: mark?.modifiedAt)
        }
        return ArchivedTicket(ticket: ticket, events: events, files: files, mark: known)
    }
}

extension Desk {
    /// Checks a record of an archive. Pure.
    package func prepare(_ item: IntakeItem<ArchiveEntry>) -> PreparedRecord {
        switch item.content {
        case .failure(let problems): return PreparedRecord(item, .faulty(nil, problems.list.map(\.description)))
        case .success(.organisation(let organisation)): return PreparedRecord(item, .organisation(organisation))
        case .success(.person(let person)): return PreparedRecord(item, .person(person))
        case .success(.offer(let offer)): return PreparedRecord(item, .offer(offer))
        case .success(.customer(let claim)):
            do throws(CustomerFault) { try claim.verify() } catch { return item.faulty(nil, error.sentence) }
            return PreparedRecord(item, .customer(claim))
        case .success(.order(let claim)):
            do throws(OrderFault) { return PreparedRecord(item, .order(try claim.verified())) } catch {
                return item.faulty(claim.digest, error.sentence)
            }
        case .success(.invoice(let claim)):
            do throws(InvoiceFault) { try claim.verify() } catch { return item.faulty(nil, error.sentence) }
            return PreparedRecord(item, .invoice(claim))
        case .success(.rows(let rows)): return PreparedRecord(item, .rows(rows))
        case .success(.ticket(let claim)):
            do throws(ArchiveFault) { return PreparedRecord(item, .archived(try claim.verified())) } catch {
                return item.faulty(claim.events.last?.digest, error.sentence)
            }
        }
    }
}

extension IntakeItem {
    /// The record as one that cannot be applied, with the reason.
    fileprivate func faulty(_ digest: Digest?, _ sentence: String) -> PreparedRecord {
        PreparedRecord(self, .faulty(digest, ["\(line): \(sentence)"]))
    }
}
