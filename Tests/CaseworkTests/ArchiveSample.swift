import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Synchronization
import Tickets
import Workflows

extension Fixture {
    /// A fixture around a desk that stands on its own memory; its contents are read through the desk.
    init(_ sample: SampleDesk) {
        self.sample = sample
        store = (sample.desk.store as? MemoryStore) ?? MemoryStore()
    }

    /// Everything as an archive holds it.
    func archive() async throws -> [ArchiveEntry] {
        let parts = Mutex<[ArchiveEntry]>([])
        try await desk.archive(TicketQuery(), for: .sample(SamplePeople.auditor)) { part, records in
            let entry: ArchiveEntry
            switch part {
            case .organisation(let organisation): entry = .organisation(organisation)
            case .person(let person): entry = .person(person)
            case .offer(let offer): entry = .offer(offer)
            case .customer(let customer):
                var activity: [ActivityEntry] = []
                try records.eachActivity(of: customer.id) { activity.append($0) }
                entry = .customer(CustomerClaim(customer: customer, activity: activity))
            case .order(let order): entry = .order(OrderClaim(order))
            case .invoice(let invoice):
                var lines: [InvoiceLine] = []
                try records.eachLine(of: invoice.number) { lines.append($0) }
                entry = .invoice(InvoiceClaim(invoice: invoice, lines: lines))
            case .rows(let rows): entry = .rows(rows)
            case .ticket(let stored, let mark): entry = .ticket(try Self.claim(stored, mark, records))
            }
            parts.withLock { $0.append(entry) }
        }
        return parts.withLock { $0 }
    }

    func claims() async throws -> [ArchiveEntry.Claim] {
        try await archive().compactMap { entry in
            if case .ticket(let claim) = entry { claim } else { nil }
        }
    }

    func tickets() async throws -> [ArchiveEntry] {
        try await claims().map { .ticket($0) }
    }

    private static func claim(
        _ stored: StoredTicket,
        _ mark: IntakeMark?,
        _ records: any Records
    ) throws -> ArchiveEntry.Claim {
        var files: [FileContent] = []
        for digest in Set(stored.ticket.attachments.map(\.digest)) {
            var bytes: [UInt8] = []
            try records.eachChunk(of: digest) { bytes += $0 }
            files.append(FileContent(bytes))
        }
        return ArchiveEntry.Claim(
            id: stored.ticket.id,
            number: stored.ticket.number,
            status: stored.ticket.status,
            form: stored.ticket.content.form,
            events: stored.events,
            files: files,
            mark: mark
        )
    }
}

extension ArchiveEntry.Claim {
    /// The claim as somebody changed it.
    func with(
        id: Ticket.ID? = nil,
        number: Int64?? = .none,
        status: TicketStatus? = nil,
        form: FactsForm? = nil,
        events: [Event]? = nil,
        files: [FileContent]? = nil,
        mark: IntakeMark?? = .none
    ) -> ArchiveEntry.Claim {
        ArchiveEntry.Claim(
            id: id ?? self.id,
            number: number ?? self.number,
            status: status ?? self.status,
            form: form ?? self.form,
            events: events ?? self.events,
            files: files ?? self.files,
            mark: mark ?? self.mark
        )
    }
}

extension Event {
    /// An event whose author was changed by hand.
    init(changing event: Event, byName: String) {
        self.init(
            restoring: event.ticket,
            version: event.version,
            action: event.action,
            from: event.from,
            to: event.to,
            by: event.by,
            byName: byName,
            account: event.account,
            origin: event.origin,
            at: event.at,
            detail: event.detail,
            previous: event.previous,
            digest: event.digest
        )
    }
}
