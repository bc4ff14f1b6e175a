import Basics
import Orders

extension IntakeApplication {
    /// A price is here as the archive has it, or not at all.
    mutating func restore(_ record: PreparedRecord, _ offer: Offer) throws {
        var filter = OfferFilter()
        filter.product = offer.item.product
        filter.sku = offer.item.sku
        filter.market = offer.market
        filter.segment = offer.segment
        filter.currency = offer.price.currency
        let known = try records.offers(filter, limit: .max)
        guard let ours = known.first(where: { $0.item.availability == offer.item.availability }) else {
            try records.save([offer])
            return finish(record, .applied)
        }
        if ours.fields == offer.fields { return finish(record, .unchanged) }
        quarantine(record, "the catalogue has another offer under the same ids, market, currency and segment")
    }

    /// The customer as they were, and what their activity has and ours lacks.
    mutating func restore(_ record: PreparedRecord, _ claim: CustomerClaim) throws {
        let customer = claim.customer
        let ours = try records.customer(customer.id)
        if let ours, ours.fields != customer.fields {
            return quarantine(record, "the customer is here with other data; change it by 'recoup customers change'")
        }
        if let fault = try missingLink(before: claim) { return quarantine(record, fault) }
        let known = try knownEntries(of: claim)
        if let known, !known.agree {
            let entry = "from entry \(known.agreed + 1) on"
            return quarantine(record, "the customer is here with another activity: it differs \(entry)")
        }
        if ours == nil, let refusal = try records.introduce(customer) { return quarantine(record, refusal) }
        let fresh = Array(claim.activity.dropFirst(known?.count ?? 0))
        if !fresh.isEmpty { try records.restore(fresh) }
        finish(record, ours == nil || !fresh.isEmpty ? .applied : .unchanged)
    }

    /// Why the part cannot stand behind what is here; nil when it can.
    private func missingLink(before claim: CustomerClaim) throws -> String? {
        guard let first = claim.activity.first else { return nil }
        let end = try records.activityEnd(of: claim.customer.id)
        let length = end?.sequence ?? 0
        if first.sequence > length + 1 {
            return "its activity begins with entry \(first.sequence), but entry \(length + 1) is not here"
        }
        if first.sequence == length + 1, first.predecessor != end {
            return "the customer is here with another activity: it differs before entry \(first.sequence)"
        }
        return nil
    }

    /// How many entries of the part are here, and up to which both agree; nil when none is.
    private func knownEntries(of claim: CustomerClaim) throws -> (count: Int, agreed: Int64, agree: Bool)? {
        let length = try records.activityEnd(of: claim.customer.id)?.sequence ?? 0
        guard let first = claim.activity.first?.sequence, first <= length else { return nil }
        var (count, agreed, agree) = (0, first - 1, true)
        try records.eachActivity(of: claim.customer.id) { ours in
            let index = ours.sequence - first
            guard agree, index >= 0, index < Int64(claim.activity.count) else { return }
            count += 1
            if claim.activity[Int(index)].digest == ours.digest { agreed = ours.sequence } else { agree = false }
        }
        return (count, agreed, agree)
    }

    /// Brings a verified order back as it was: new ones whole, known ones by what theirs has and ours lacks.
    mutating func restore(_ record: PreparedRecord, _ order: Order) throws {
        if order.origin == .sold, desk.book == .external {
            return quarantine(record, Self.otherBook("the order was sold"))
        }
        guard try records.customer(order.customer) != nil else {
            return quarantine(record, "its customer \(order.customer) is not here")
        }
        // The same order twice, under whichever id: the second meets the first.
        if !orderNames.isDisjoint(with: order.names) { try flushOrders() }
        try records.lock(order.id)
        guard let ours = try records.order(order.id) else {
            if let refusal = try refusal(of: order) { return quarantine(record, refusal) }
            orders.append((record, order))
            return orderNames.formUnion(order.names)
        }
        guard ours.id == order.id else {
            return quarantine(record, "its id is the alternate id of order \(ours.id) here")
        }
        let (theirs, mine) = (OrderClaim(order), OrderClaim(ours))
        if theirs.digest == mine.digest { return finish(record, .unchanged) }
        let isLater = theirs.version > mine.version
        let difference = isLater ? theirs.divergence(from: mine) : mine.divergence(from: theirs)
        if let difference {
            quarantine(record, "the order is here with another history: \(difference)")
        } else if isLater {
            try keep(record) { try $0.update(order, expecting: ours.version) }
        } else if theirs.version < mine.version {
            finish(record, .unchanged)
        } else {
            quarantine(record, "the order is here with another history: both are at version \(mine.version) and differ")
        }
    }

    /// Why a new order cannot be here.
    private func refusal(of order: Order) throws -> String? {
        if let alternate = order.alternateID.flatMap({ try? Order.ID($0) }), let other = try records.order(alternate) {
            return "its alternate id \(alternate) belongs to order \(other.id) here"
        }
        if let request = order.requestID, let other = try records.order(forRequest: request) {
            return "its request's id '\(quoted(request))' was used for order \(other) here"
        }
        return nil
    }

    /// Inserts the orders gathered so far: together, or, when one of them cannot be here, one by one.
    mutating func flushOrders() throws {
        let gathered = orders
        orders.removeAll(keepingCapacity: true)
        orderNames.removeAll(keepingCapacity: true)
        guard !gathered.isEmpty else { return }
        do {
            try records.attempt { try records.insert(gathered.map(\.order)) }
            for entry in gathered { finish(entry.record, .applied) }
        } catch is Overtaken {
            for entry in gathered { try keep(entry.record) { try $0.insert([entry.order]) } }
        }
    }

    /// Keeps an order, unless one of its credits has a key that a credit of another order has.
    private mutating func keep(_ record: PreparedRecord, _ body: (any MutableRecords) throws -> Void) throws {
        do {
            try records.attempt { try body(records) }
            finish(record, .applied)
        } catch is Overtaken { quarantine(record, "another order here has its ids, or the key of one of its credits") }
    }

    /// A part of an invoice; with the last one the invoice is restored, if it adds up.
    mutating func restore(_ record: PreparedRecord, _ claim: InvoiceClaim) throws {
        try flushOrders()
        guard isNextPart(claim, of: record) else {
            return quarantine(record, InvoiceFault.missing(first: 1, last: claim.first - 1).sentence)
        }
        invoice.take(claim)
        invoiceRecords.append(record)
        guard invoice.isComplete else { return }
        do throws(InvoiceFault) { try invoice.verify() } catch { return finishInvoice(.quarantined, error.sentence) }
        try restoreInvoice(claim.invoice)
    }

    private mutating func restoreInvoice(_ theirs: Invoice) throws {
        if desk.book == .external { return finishInvoice(.quarantined, Self.otherBook("invoices are closed")) }
        if let ours = try records.invoice(theirs.number) {
            let isSame = try digest(of: ours) == invoice.digest
            return finishInvoice(
                isSame ? .unchanged : .quarantined,
                isSame ? nil : "invoice \(ours.number) is here with other data; a closed invoice never changes"
            )
        }
        if let other = try records.invoices(of: theirs.month).first(where: { $0.currency == theirs.currency }) {
            let reason = "the invoice of \(theirs.month) in \(theirs.currency) is \(other.number) here"
            return finishInvoice(.quarantined, reason)
        }
        var known: Set<Order.ID> = []
        for line in invoice.lines where known.insert(line.order).inserted {
            guard try records.order(line.order)?.id == line.order else {
                let reason = "its line \(line.position) is of order \(line.order), which is not here"
                return finishInvoice(.quarantined, reason)
            }
        }
        try records.restore(theirs, invoice.lines)
        finishInvoice(.applied, nil)
    }

    private func digest(of ours: Invoice) throws -> Digest {
        var digest = InvoiceDigest(ours)
        try records.eachLine(of: ours.number) { digest.append($0) }
        return digest.finish()
    }

    /// Ends an invoice whose parts do not go on with `record`, or with anything.
    mutating func closeInvoice(before record: PreparedRecord? = nil) throws {
        if let record, case .invoice(let claim) = record.content, isNextPart(claim, of: record) { return }
        guard let gap = invoice.gap else { return }
        finishInvoice(.quarantined, gap.sentence)
    }

    /// Parts stand one directly behind the other in the document, whatever became of a record between them.
    private func isNextPart(_ claim: InvoiceClaim, of record: PreparedRecord) -> Bool {
        invoice.continues(with: claim) && invoiceRecords.last.map { $0.ordinal + 1 == record.ordinal } ?? true
    }

    private mutating func finishInvoice(_ outcome: IntakeOutcome, _ reason: String?) {
        for part in invoiceRecords {
            finish(part, outcome, reasons: reason.map { ["\(part.line): \($0)"] } ?? [])
        }
        invoice = InvoiceGathering()
        invoiceRecords = []
    }

    /// Rows that were read, so that the same file again changes nothing.
    mutating func restore(_ record: PreparedRecord, _ rows: [ReadRow]) throws {
        try flushOrders()
        let known = Set(try records.readRows(among: rows.map(\.identity)).map(\.identity))
        let fresh = rows.filter { !known.contains($0.identity) }
        if !fresh.isEmpty { try records.append(fresh) }
        finish(record, fresh.isEmpty ? .unchanged : .applied)
    }

    private static func otherBook(_ what: String) -> String {
        "\(what) in the simulated book, and this database keeps the external one; restore it into one that keeps the same"
    }
}

extension Order {
    /// What may name it.
    fileprivate var names: Set<String> {
        Set([terms.id.text, terms.alternateID, terms.requestID.map { "request:\($0)" }].compactMap(\.self))
    }
}

extension InvoiceGathering {
    fileprivate var digest: Digest? {
        guard let invoice else { return nil }
        var digest = InvoiceDigest(invoice)
        for line in lines { digest.append(line) }
        return digest.finish()
    }
}
