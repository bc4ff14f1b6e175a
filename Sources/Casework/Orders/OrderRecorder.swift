import Basics
import Orders
import Tickets

/// Takes in what files tell of orders: customers, orders and lines that are new, and credits that were given without us.
/// New orders, rows and entries of the log are gathered and written together, and then the windows of requests that were
/// filed before the books knew their purchase are noted.
struct OrderRecorder {
    private let origin: Order.Origin
    private let actor: Actor
    private let now: Instant
    private let records: any MutableRecords
    private var fresh: [Order] = []
    /// The ids and alternate ids of `fresh`.
    private var freshNames: Set<String> = []
    private var rows: [ReadRow] = []
    private var acts: [ActivityAct] = []
    /// What requests may call the orders that are new or have changed.
    private var purchases: [String] = []

    init(origin: Order.Origin, by actor: Actor, at now: Instant, in records: any MutableRecords) {
        self.origin = origin
        self.actor = actor
        self.now = now
        self.records = records
    }

    /// What became of one order's facts.
    struct Outcome {
        var recording = Order.Recording()
        var isNewOrder = false
        var isNewCustomer = false
        /// Why nothing of it was taken in.
        var refusal: String?
    }

    /// Takes one order's facts in; `wholly` takes all of them or, when one does not fit, nothing.
    mutating func take(_ facts: OrderFacts, wholly: Bool = false) throws -> Outcome {
        var outcome = Outcome()
        // The same order twice: the second meets the first.
        if !freshNames.isDisjoint(with: facts.names) { try flush() }
        let isKnown = try records.customer(facts.customer.id) != nil
        if !isKnown, let refusal = try records.refusal(of: facts.customer) {
            outcome.refusal = refusal
            return outcome
        }
        let known = try records.order(facts.id)
        if known == nil, let alternate = facts.alternateID.flatMap({ try? Order.ID($0) }),
            let other = try records.order(alternate)
        {
            outcome.refusal = "its alternate id \(alternate) belongs to order \(other.id) here"
            return outcome
        }
        if let attested = try records.attested(facts, known) {
            outcome.refusal = "what was paid for order \(attested.id) stands on the word of \(attested.placedByName)"
            return outcome
        }
        var order = known ?? Order(facts, origin: origin, by: actor.person)
        let version = order.version
        let recording = order.record(facts, by: actor.person, at: now)
        outcome.recording = recording
        if wholly, !recording.unused.isEmpty { return outcome }
        // Of an order of which no line could be used nothing is kept, its customer neither.
        if order.lines.isEmpty { return outcome }
        if !isKnown { outcome.isNewCustomer = try records.introduce(facts.customer) == nil }
        if known != nil {
            if order.version != version { try records.update(order, expecting: version) }
        } else {
            fresh.append(order)
            freshNames.formUnion(facts.names)
            outcome.isNewOrder = true
        }
        guard !recording.added.isEmpty || recording.found > 0 else { return outcome }
        purchases += order.purchaseNames
        rows += facts.rows(of: recording, at: now)
        let (lines, credits) = (recording.added.count, recording.found)
        let detail =
            "\(lines) \(lines == 1 ? "line" : "lines") and \(credits) \(credits == 1 ? "credit" : "credits") from a file"
        acts.append(actor.act(.orderRecorded, for: order.customer, order: order.id, at: now, detail))
        return outcome
    }

    /// Writes what was gathered.
    mutating func flush() throws {
        guard !fresh.isEmpty || !rows.isEmpty || !acts.isEmpty else { return }
        try records.insert(fresh)
        try records.append(rows)
        try records.append(acts)
        try records.noteDeadlines(about: purchases, at: now)
        fresh.removeAll(keepingCapacity: true)
        freshNames.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        acts.removeAll(keepingCapacity: true)
        purchases.removeAll(keepingCapacity: true)
    }
}

extension Records {
    /// The purchase among these facts that an approver has vouched for: the order itself, or a subscription on its lines.
    fileprivate func attested(_ facts: OrderFacts, _ known: Order?) throws -> Order? {
        if let known { return known.origin == .attested ? known : nil }
        for subscription in Set(facts.lines.compactMap(\.terms.subscription)) {
            let orders = try orders(ofSubscription: subscription).compactMap { try order($0) }
            if let attested = orders.first(where: { $0.origin == .attested }) { return attested }
        }
        return nil
    }
}

extension OrderFacts {
    fileprivate var names: Set<String> { Set([id.text, alternateID].compactMap(\.self)) }

    /// The rows of the file that are in the books now.
    fileprivate func rows(of recording: Order.Recording, at now: Instant) -> [ReadRow] {
        let known = Set(recording.rows)
        let charges = lines.compactMap { line in
            line.row.map {
                ReadRow(
                    identity: $0,
                    credit: nil,
                    gross: line.charge.gross.minorUnits,
                    line: line.place,
                    readAt: now
                )
            }
        }
        let found = credits.map { credit in
            ReadRow(
                identity: credit.row,
                credit: credit.row.key,
                gross: -credit.amounts.gross.minorUnits,
                line: credit.place,
                readAt: now
            )
        }
        return (charges + found).filter { known.contains($0.identity) }
    }
}
