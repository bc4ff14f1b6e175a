import Basics
import Orders
import Tickets

/// Takes the records of one batch in their order. Tickets that are new are gathered and inserted together.
struct IntakeApplication {
    let desk: Desk
    let run: IntakeRun.ID
    let context: IntakeContext
    let records: any MutableRecords
    private(set) var done: [IntakeRecord] = []
    private var fresh: [(record: PreparedRecord, new: NewRecord)] = []
    private var freshSources: Set<Source> = []
    /// Restored orders that are new, and what may name them.
    var orders: [(record: PreparedRecord, order: Order)] = []
    var orderNames: Set<String> = []
    /// The invoice whose parts are coming in.
    var invoice = InvoiceGathering()
    var invoiceRecords: [PreparedRecord] = []
    /// The purchases of this batch.
    var recorder: OrderRecorder

    init(desk: Desk, run: IntakeRun.ID, context: IntakeContext, records: any MutableRecords) {
        self.desk = desk
        self.run = run
        self.context = context
        self.records = records
        recorder = OrderRecorder(origin: .document, by: context.actor, at: context.startedAt, in: records)
    }

    mutating func take(_ record: PreparedRecord) throws {
        try closeInvoice(before: record)
        switch record.content {
        case .faulty(_, let reasons): finish(record, .quarantined, reasons: reasons)
        case .intake(let intake, let source, let new): try take(record, intake, source, new)
        case .archived(let archived): try restore(record, archived)
        case .person(let person): try restore(record, person)
        case .organisation(let organisation): try restore(record, organisation)
        case .offer(let offer): try restore(record, offer)
        case .customer(let claim): try restore(record, claim)
        case .order(let order): try restore(record, order)
        case .invoice(let claim): try restore(record, claim)
        case .rows(let rows): try restore(record, rows)
        case .facts(let customer): try take(record, customer)
        case .purchase(let facts): try take(record, facts)
        }
    }

    /// Ends what came in parts, and takes in what was gathered. Nothing of the batch may follow.
    mutating func end() throws {
        try closeInvoice()
        try flush()
        try flushOrders()
        try recorder.flush()
    }

    /// Inserts the tickets gathered so far, numbered in the order of the file.
    mutating func flush() throws {
        guard !fresh.isEmpty else { return }
        let first = try records.takeNumbers(fresh.count)
        var numbered: [NewRecord] = []
        for (index, entry) in fresh.enumerated() {
            guard case .intake(let intake, _, _) = entry.record.content else { continue }
            for file in intake.files { try records.save(file.content) }
            numbered.append(entry.new.numbered(first + Int64(index)))
        }
        try records.insert(numbered)
        // Without orders in the books there is no window to know of.
        if try !records.orders(OrderFilter(), after: nil, limit: 1).isEmpty {
            for new in numbered { try desk.noteDeadline(of: new.ticket, at: context.startedAt, in: records) }
        }
        for entry in fresh { finish(entry.record, .applied, ticket: entry.new.ticket.id) }
        fresh.removeAll(keepingCapacity: true)
        freshSources.removeAll(keepingCapacity: true)
    }

    mutating func finish(
        _ record: PreparedRecord,
        _ outcome: IntakeOutcome,
        ticket: Ticket.ID? = nil,
        reasons: [String] = []
    ) {
        done.append(
            IntakeRecord(
                run: run,
                ordinal: record.ordinal,
                offset: record.offset,
                length: record.length,
                line: record.line,
                column: outcome == .quarantined ? record.column : nil,
                digest: record.digest,
                outcome: outcome,
                ticket: ticket,
                reasons: reasons,
                original: outcome == .quarantined ? record.original : nil
            )
        )
    }

    mutating func quarantine(_ record: PreparedRecord, _ reason: String) {
        finish(record, .quarantined, reasons: ["\(record.line): \(reason)"])
    }

    private mutating func take(
        _ record: PreparedRecord,
        _ intake: Intake,
        _ source: Source,
        _ new: NewRecord
    ) throws {
        // The same source twice in one batch: the second meets the first one's ticket.
        if freshSources.contains(source) { try flush() }
        guard let mark = try records.mark(of: source) else {
            freshSources.insert(source)
            fresh.append((record, new))
            return
        }
        if mark.digest == intake.digest || isOlder(intake.modifiedAt, than: mark.modifiedAt) {
            finish(record, .unchanged, ticket: mark.ticket)
            return
        }
        try records.lock(mark.ticket)
        guard let stored = try records.ticket(mark.ticket) else {
            throw StoreError.corrupt("the source \(source.system) points at ticket \(mark.ticket), which is not there")
        }
        var ticket = stored.ticket
        let events: [Event]
        do throws(ChangeRefusal) {
            events = try desk.changes(intake, of: stored, applying: &ticket, in: context)
        } catch {
            finish(record, .quarantined, reasons: error.placed(onLine: record.line))
            return
        }
        for file in intake.files { try records.save(file.content) }
        if !events.isEmpty { try records.append(events, to: ticket) }
        try records.save(
            IntakeMark(ticket: ticket.id, digest: intake.digest, modifiedAt: intake.modifiedAt),
            of: source
        )
        finish(record, events.isEmpty ? .unchanged : .applied, ticket: ticket.id)
    }

    private func isOlder(_ theirs: Instant?, than known: Instant?) -> Bool {
        guard let theirs, let known else { return false }
        return theirs < known
    }
}
