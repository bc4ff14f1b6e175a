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
        case .intake(let intake, let source, let opening): try take(record, intake, source, opening)
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
        _ opening: PreparedRecord.Opening
    ) throws {
        // The same source twice in one batch: the second meets the first one's ticket.
        if freshSources.contains(source) { try flush() }
        let mark = try records.mark(of: source)
        let exchanged = try exchangeMark(of: intake, from: source, mark)
        guard let id = mark?.ticket ?? exchanged?.ticket else {
            try open(record, intake, source, opening)
            return
        }
        let known = exchanged.map { ($0.digest, $0.modifiedAt) } ?? (mark?.digest, mark?.modifiedAt)
        if known.0 == intake.digest || isOlder(intake.modifiedAt, than: known.1) {
            finish(record, .unchanged, ticket: id)
            return
        }
        try records.lock(id)
        guard let stored = try records.ticket(id) else {
            throw StoreError.corrupt("the source \(source.system) points at ticket \(id), which is not there")
        }
        var ticket = stored.ticket
        let events: [Event]
        do throws(ChangeRefusal) {
            events = try desk.changes(intake, of: stored, since: exchanged, applying: &ticket, in: context)
        } catch {
            // What is wrong in itself was found at its place before.
            if exchanged == nil, case .refused(let reasons) = opening {
                finish(record, .quarantined, reasons: reasons)
            } else {
                finish(record, .quarantined, reasons: error.placed(onLine: record.line))
            }
            return
        }
        for file in intake.files { try records.save(file.content) }
        if !events.isEmpty { try records.append(events, to: ticket) }
        if mark != nil, !intake.isFollowUp {
            try records.save(
                IntakeMark(ticket: ticket.id, digest: intake.digest, modifiedAt: intake.modifiedAt),
                of: source
            )
        }
        if let exchanged, !intake.isFollowUp { try remember(intake, from: source, as: ticket, after: exchanged) }
        finish(record, events.isEmpty ? .unchanged : .applied, ticket: ticket.id)
    }

    /// What was exchanged last about the ticket that a record is: one that came from there, one that is known there by this
    /// key, or one that went there and says so.
    private func exchangeMark(of intake: Intake, from source: Source, _ mark: IntakeMark?) throws -> ExchangeMark? {
        if let mark { return try records.exchangeMark(of: mark.ticket, with: source.system) }
        if let known = try records.exchangeMark(of: source.externalID, in: source.system) { return known }
        return try intake.ticket.flatMap { try records.exchangeMark(of: $0, with: source.system) }
    }

    private mutating func open(
        _ record: PreparedRecord,
        _ intake: Intake,
        _ source: Source,
        _ opening: PreparedRecord.Opening
    ) throws {
        if intake.isFollowUp {
            quarantine(record, "belongs to '\(quoted(source.externalID))', which is neither in this document nor here")
            return
        }
        if let claimed = intake.ticket, let number = try records.number(of: claimed) {
            quarantine(
                record,
                "says that it is \(TicketNumber(number)), which never went to '\(quoted(source.system))'; take the id out of "
                    + "the record to file it as a new request, or name the system that it went to"
            )
            return
        }
        switch opening {
        case .refused(let reasons): finish(record, .quarantined, reasons: reasons)
        case .ticket(let new):
            freshSources.insert(source)
            fresh.append((record, new))
        }
    }

    private func remember(
        _ intake: Intake,
        from source: Source,
        as ticket: Ticket,
        after exchanged: ExchangeMark
    ) throws {
        try records.save(
            ExchangeMark(
                system: source.system,
                ticket: ticket.id,
                externalID: source.externalID,
                version: ticket.version,
                form: intake.form,
                note: intake.quotedNote,
                digest: intake.digest,
                modifiedAt: intake.modifiedAt,
                at: context.startedAt
            )
        )
    }

    private func isOlder(_ theirs: Instant?, than known: Instant?) -> Bool {
        guard let theirs, let known else { return false }
        return theirs < known
    }
}
