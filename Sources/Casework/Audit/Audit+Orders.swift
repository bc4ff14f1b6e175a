import Basics
import Orders
import Tickets

/// What orders say that one invoice charged and showed, in minor units, wider than an amount: what was changed past the
/// program may be anything.
struct BilledByOrders {
    let currency: Currency
    /// Of lines that it charged: net and tax, and what of them is promised or given back.
    var charged = WideAmounts()
    var spent = WideAmounts()
    /// Of credits that it settled.
    var settled = WideAmounts()
}

/// Net and tax.
struct WideAmounts: Hashable {
    var net: Int128 = 0
    var tax: Int128 = 0

    mutating func add(_ amounts: LineAmounts) {
        net += Int128(amounts.net)
        tax += Int128(amounts.tax)
    }

    func minus(_ other: WideAmounts) -> WideAmounts { WideAmounts(net: net - other.net, tax: tax - other.tax) }

    /// As near as an amount comes.
    func amounts(_ currency: Currency) -> LineAmounts {
        let half = Int128(Int64.max / 2)
        return LineAmounts(
            net: Int64(max(-half, min(half, net))),
            tax: Int64(max(-half, min(half, tax))),
            currency
        )
    }
}

extension Audit {
    /// Checks the chain of every customer, and against what is kept as its end.
    mutating func checkActivity() throws {
        var ends: [Customer.ID: ActivityLink] = [:]
        var customer: Customer.ID?
        var chain = ActivityChain()
        try records.eachActivity { entry in
            activity += 1
            if entry.customer != customer {
                customer = entry.customer
                chain = ActivityChain()
            }
            if let fault = chain.fault(in: entry) { note(entry.customer, .activity(fault)) }
            ends[entry.customer] = chain.end
        }
        let kept = Dictionary(
            try records.activityEnds().map { ($0.customer, $0.end) },
            uniquingKeysWith: { first, _ in first }
        )
        for customer in Set(ends.keys).union(kept.keys).sorted() {
            let end = ends[customer]
            if end != kept[customer] { note(customer, .activityEndDiffers) }
            head.add("activity \(customer) \(end?.sequence ?? 0) \(end?.digest ?? Digest.of([]))")
        }
    }

    private mutating func note(_ customer: Customer.ID, _ kind: AuditFinding.Kind) {
        findings.append(AuditFinding(subject: "activity of \(customer)", kind: kind))
    }

    /// Replays the ledger of every line, and holds it against charge, credits and double entry.
    mutating func checkOrders() throws {
        try records.eachStoredOrder { try check($0) }
        for (number, billed) in billed.sorted(by: { $0.key < $1.key }) {
            let (charged, spent) = (billed.charged, billed.spent)
            if spent.net > charged.net || spent.tax > charged.tax {
                let kind = AuditFinding.Kind.overspent(
                    spent.amounts(billed.currency),
                    charged: charged.amounts(billed.currency)
                )
                findings.append(AuditFinding(subject: "invoice \(number)", kind: kind))
            }
        }
    }

    private mutating func check(_ stored: StoredOrder) throws {
        let claim = stored.claim
        let name = "order \(claim.id)"
        orders += 1
        movements += claim.lines.reduce(0) { $0 + $1.movements.count }
        head.add("order \(claim.id) \(claim.version) \(claim.digest)")
        findings += claim.faults.map { AuditFinding(subject: name, kind: .order($0)) }
        findings += stored.strayMovements.map {
            AuditFinding(subject: name, kind: .entriesDiffer(line: $0.line, movement: $0.movement + 1))
        }
        let isCancelled = !claim.lines.isEmpty && claim.lines.allSatisfy { $0.cancellation != nil }
        if stored.status != (isCancelled ? .cancelled : .completed) {
            findings.append(AuditFinding(subject: name, kind: .statusDiffers(shown: stored.status)))
        }
        for line in claim.lines { bill(line) }
    }

    private mutating func bill(_ line: LineClaim) {
        if let invoice = line.invoice {
            var known = billed[invoice] ?? BilledByOrders(currency: line.charge.currency)
            known.charged.add(line.charge)
            // Unsettled credits, settled ones, and what is reserved.
            for movement in line.movements {
                let (source, goal) = movement.kind.accounts
                if source == .refundable { known.spent.add(movement.amounts) }
                if goal == .refundable, source != .paid { known.spent.add(movement.amounts.opposite) }
            }
            billed[invoice] = known
        }
        for credit in line.credits {
            guard let invoice = credit.settlement?.invoice else { continue }
            billed[invoice, default: BilledByOrders(currency: credit.amounts.currency)].settled.add(credit.amounts)
        }
    }

    /// Adds the lines of every invoice up, and holds them against the orders that they are of.
    mutating func checkInvoices() throws {
        for invoice in try records.invoices(of: nil).sorted(by: { $0.number < $1.number }) {
            invoices += 1
            let name = "invoice \(invoice.number)"
            var count = 0
            var sum = WideAmounts()
            var digest = InvoiceDigest(invoice)
            var fault: InvoiceFault?
            try records.eachLine(of: invoice.number) { line in
                count += 1
                if line.position != count, fault == nil {
                    fault = .misplaced(position: line.position, expected: count)
                }
                sum.add(line.amounts)
                digest.append(line)
            }
            head.add("invoice \(invoice.number) \(digest.finish())")
            let lines = sum.amounts(invoice.currency)
            if let fault {
                findings.append(AuditFinding(subject: name, kind: .invoice(fault)))
            } else if count != invoice.lineCount {
                let missing = InvoiceFault.count(stated: invoice.lineCount, actual: count)
                findings.append(AuditFinding(subject: name, kind: .invoice(missing)))
            }
            if lines != invoice.total {
                let other = InvoiceFault.total(stated: invoice.total, lines: lines)
                findings.append(AuditFinding(subject: name, kind: .invoice(other)))
            }
            let known = billed[invoice.number] ?? BilledByOrders(currency: invoice.currency)
            let orders = known.charged.minus(known.settled).amounts(invoice.currency)
            if orders != lines {
                findings.append(AuditFinding(subject: name, kind: .billedOtherwise(orders: orders, invoice: lines)))
            }
        }
    }
}

extension LineAmounts {
    /// What goes the other way; an amount that has no opposite is as near as one comes.
    fileprivate var opposite: LineAmounts {
        LineAmounts(net: net == .min ? .max : -net, tax: tax == .min ? .max : -tax, currency)
    }
}

extension StoredOrder {
    /// Movements whose entries are not the two that they have to be, by line and place; and entries of movements that are
    /// not there.
    fileprivate var strayMovements: [Place] {
        guard claim.lines.allSatisfy(\.isCountable) else { return [] }
        let kept = Dictionary(grouping: entries) { Place(line: $0.line, movement: $0.movement) }
        let needed = Dictionary(grouping: claim.entries) { Place(line: $0.line, movement: $0.movement) }
        return Set(kept.keys).union(needed.keys).filter { Set(kept[$0] ?? []) != Set(needed[$0] ?? []) }.sorted()
    }

    fileprivate struct Place: Hashable, Comparable {
        let line: Int
        let movement: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.line, left.movement) < (right.line, right.movement)
        }
    }
}
