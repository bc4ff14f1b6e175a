package import Basics
package import Orders
package import Tickets

/// What a check of the whole record found.
package struct AuditReport: Hashable, Sendable {
    package let tickets: Int
    package let events: Int
    package let files: Int
    package let orders: Int
    /// Of the orders' ledgers.
    package let movements: Int
    /// Entries of customers' activity.
    package let activity: Int
    package let invoices: Int
    package let findings: [AuditFinding]
    /// One digest over everything: keep it outside, and compare it next time.
    package let head: Digest
    /// Nil when no head was expected; otherwise whether it is still a head of this record.
    package let matchesExpected: Bool?

    package var isClean: Bool { findings.isEmpty && matchesExpected != false }
}

/// One thing that is not as it was written.
package struct AuditFinding: Hashable, Sendable {
    /// What it is about: a ticket's number, `order …`, `activity of …`, `invoice …`.
    package let subject: String
    package let kind: Kind

    package enum Kind: Hashable, Sendable {
        case chain(Chain.Break)
        case replay(ReplayFault)
        /// The list shows something else than the events say.
        case shownOtherwise([String])
        /// What is kept as the last digest is not that of the last event.
        case headDiffers
        case fileMissing(String)
        case fileChanged(String)
        case order(OrderFault)
        /// The double entry of a movement does not say what was moved, or does not sum to zero.
        case entriesDiffer(line: Int, movement: Int)
        case statusDiffers(shown: OrderStatus)
        /// More was promised and given back than an invoice charged.
        case overspent(LineAmounts, charged: LineAmounts)
        /// What is wrong with a customer's chain, in English.
        case activity(String)
        case activityEndDiffers
        case invoice(InvoiceFault)
        /// Orders name an invoice with other amounts than its lines have.
        case billedOtherwise(orders: LineAmounts, invoice: LineAmounts)
    }

    package var sentence: String {
        switch kind {
        case .chain(let chain): "\(subject): \(chain.sentence)"
        case .replay(let fault): "\(subject): \(fault.sentence)"
        case .shownOtherwise(let columns):
            "\(subject): the list shows another \(columns.joined(separator: ", ")) than the events give"
        case .headDiffers: "\(subject): events are missing at its end, or were added past the program"
        case .fileMissing(let name): "\(subject): the bytes of '\(quoted(name))' are missing"
        case .fileChanged(let name): "\(subject): the bytes of '\(quoted(name))' were changed"
        case .order(let fault): "\(subject): \(fault.sentence)"
        case .entriesDiffer(let line, let movement):
            "\(subject): the entries of movement \(movement) of line \(line) do not say what was moved"
        case .statusDiffers(let shown): "\(subject): the list shows it \(shown.rawValue), its lines do not"
        case .overspent(let spent, let charged):
            "\(subject): \(spent.gross) of it are promised or given back, but it charged \(charged.gross)"
        case .activity(let sentence): "\(subject): \(sentence)"
        case .activityEndDiffers: "\(subject): entries are missing at its end, or were added past the program"
        case .invoice(let fault): "\(subject): \(fault.sentence)"
        case .billedOtherwise(let orders, let invoice):
            "\(subject): the orders name it for \(orders.gross), but its lines sum to \(invoice.gross)"
        }
    }
}
