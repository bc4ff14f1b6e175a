package import Basics
package import Orders

/// What can be read of customers, orders and invoices in one transaction.
package protocol OrderRecords {
    func customer(_ id: Customer.ID) throws -> Customer?
    /// By tenant GUID, by domain, or by name without regard to the case of ASCII letters; nil when none or several fit. What
    /// looks like a domain is a name only when no customer has that domain.
    func customer(_ reference: CustomerReference) throws -> Customer?
    /// In the order of name and id, from behind `cursor` on. `beginning` is what name or domain begin with, without regard to
    /// the case of ASCII letters.
    func customers(beginning: String?, after cursor: CustomerCursor?, limit: Int) throws -> [Customer]
    /// All of them, in the order of their ids.
    func eachCustomer(_ body: (Customer) throws -> Void) throws

    /// Offers in the order of title, product, SKU, availability, market, segment, currency, each by its bytes.
    func offers(_ filter: OfferFilter, limit: Int) throws -> [Offer]
    /// All of them in that order, without holding them.
    func eachOffer(_ body: (Offer) throws -> Void) throws

    /// By id, or by the alternate id when no order has it as its own.
    func order(_ id: Order.ID) throws -> Order?
    /// The order that a request's id was used for.
    func order(forRequest id: String) throws -> Order.ID?
    /// Orders that hold a subscription, in the order of their ids.
    func orders(ofSubscription id: GUID) throws -> [Order.ID]
    /// The latest first and of the same instant the greatest id, from behind `cursor` on.
    func orders(_ filter: OrderFilter, after cursor: OrderCursor?, limit: Int) throws -> [Order]
    /// All of them, in the order of their ids.
    func eachOrder(_ body: (Order) throws -> Void) throws
    /// All of them in that order as they are kept, whether or not they contradict themselves.
    func eachStoredOrder(_ body: (StoredOrder) throws -> Void) throws

    func quote(_ id: GUID) throws -> OfferedQuote?

    /// A key as it is kept: sealed.
    func sealedKey(order: Order.ID, line: Int, version: String) throws -> [UInt8]?
    func link(_ token: Digest) throws -> DownloadLink?

    /// The latest first, at most `limit`; of the same instant by customer and sequence, the greatest first.
    func activity(_ filter: ActivityFilter, limit: Int) throws -> [ActivityEntry]
    /// Where a customer's chain ends; nil when it has no entry.
    func activityEnd(of customer: Customer.ID) throws -> ActivityLink?
    /// All entries, by customer and sequence.
    func eachActivity(_ body: (ActivityEntry) throws -> Void) throws
    /// All entries of one customer, by sequence.
    func eachActivity(of customer: Customer.ID, _ body: (ActivityEntry) throws -> Void) throws
    /// What is kept as the ends of all chains, by customer.
    func activityEnds() throws -> [(customer: Customer.ID, end: ActivityLink)]

    func invoice(_ number: String) throws -> Invoice?
    /// The invoices of a month by currency; of all months, the latest first, without one.
    func invoices(of month: Month?) throws -> [Invoice]
    /// By position.
    func eachLine(of invoice: String, _ body: (InvoiceLine) throws -> Void) throws
    /// What no invoice shows yet of what arose before `end`, charges and credits, by currency, customer, order, line, then
    /// charges before credits, and those as they were given. ``InvoiceLine/position`` is 0. A credit that was found on an
    /// invoice, or of which one has shown a part, is none of them.
    func eachUninvoiced(before end: Instant, _ body: (InvoiceLine) throws -> Void) throws

    /// Credits, the oldest first and of the same instant by key, at most `limit`.
    func credits(_ filter: CreditFilter, limit: Int) throws -> [PostedCredit]
    /// All credits that an invoice can show and none has shown whole, the oldest first. What stands on an approver's word is
    /// none of them: no row of Microsoft's can name it.
    func eachOpenCredit(_ body: (PostedCredit) throws -> Void) throws
    /// What is known of those among these rows that were read before, in no order.
    func readRows(among identities: [RowIdentity]) throws -> [ReadRow]
    /// All rows that were read, in the order of invoice, digest and occurrence.
    func eachReadRow(_ body: (ReadRow) throws -> Void) throws
}

/// What can be written of customers, orders and invoices in one transaction.
package protocol MutableOrderRecords: OrderRecords {
    /// Adds or replaces by id. Throws ``DomainTaken`` when another customer has the domain.
    func save(_ customer: Customer) throws
    /// Adds or replaces by item, availability, market, currency and segment.
    func save(_ offers: [Offer]) throws

    /// Keeps others from changing the order until this transaction ends; nothing happens when there is none.
    func lock(_ order: Order.ID) throws
    /// Throws ``Overtaken`` when an id, an alternate id, a request's id or a credit's key is there already; some of the orders
    /// may be there then, so the transaction has to end, or the call to stand in ``MutableRecords/attempt(_:)``.
    func insert(_ orders: [Order]) throws
    /// Keeps what became of an order: movements and lines that were added, and what changed in lines. Throws ``Overtaken``
    /// unless the order stands at `version`, and when a new credit has a key that is there already.
    func update(_ order: Order, expecting version: Int) throws

    func save(_ quote: OfferedQuote) throws

    /// Throws ``Overtaken`` when there is one already.
    func saveSealedKey(_ bytes: [UInt8], order: Order.ID, line: Int, version: String) throws
    /// Adds or replaces by token.
    func save(_ link: DownloadLink) throws

    /// Adds to the customers' chains, in the order given.
    func append(_ acts: [ActivityAct]) throws
    /// Keeps entries of an archive as they are; their chain was checked.
    func restore(_ entries: [ActivityEntry]) throws

    /// The next invoice's count, with no gap to those before: it is taken only if this transaction succeeds.
    func takeInvoiceNumber() throws -> Int64
    /// Closes an invoice. Its lines follow by ``append(_:toInvoice:)``. Throws ``Overtaken`` when the number, or one of the same
    /// month and currency, is there already.
    func insert(_ invoice: Invoice) throws
    /// Adds lines, whose positions are in a row, settles the credits among them in the ledgers of their order lines, and marks
    /// the charges as invoiced. The version of each order among them goes up by one. Throws ``Overtaken`` when a charge is on
    /// an invoice already, or a credit is gone.
    func append(_ lines: [InvoiceLine], toInvoice invoice: Invoice) throws
    /// Keeps an invoice of an archive with its lines as they are; the orders' ledgers came with the orders. The next number
    /// stands above this one. Throws ``Overtaken`` as ``insert(_:)-(Invoice)`` does.
    func restore(_ invoice: Invoice, _ lines: [InvoiceLine]) throws

    /// Notes that rows of reconciliation files were read, and which credit each shows, if any. What is known of a row stays,
    /// but for one that showed no credit so far.
    func append(_ rows: [ReadRow]) throws
    /// Notes that an invoice shows `gross` minor units more of a credit, and settles it when that makes it whole; nothing of a
    /// settled one. The version of each order that this changes goes up by one. Throws ``Overtaken`` when a credit is gone.
    func show(_ showings: [CreditShowing], by person: Person.ID) throws
}

/// Where a list of customers goes on.
package struct CustomerCursor: Hashable, Sendable {
    /// The name as it is sorted: its ASCII letters lowered.
    package let name: String
    package let id: Customer.ID

    package init(name: String, id: Customer.ID) {
        self.name = name
        self.id = id
    }

    package init(_ customer: Customer) {
        self.init(name: customer.sortName, id: customer.id)
    }
}

extension Customer {
    /// The name with its ASCII letters lowered, by whose bytes lists are sorted and searched.
    package var sortName: String { asciiLowercased(name) }
}

/// Only ASCII letters are lowered, so that every store compares alike.
package func asciiLowercased(_ text: String) -> String {
    String(
        decoding: text.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 },
        as: UTF8.self
    )
}

/// Where a list of orders goes on.
package struct OrderCursor: Hashable, Sendable {
    package let placedAt: Instant
    package let id: Order.ID

    package init(placedAt: Instant, id: Order.ID) {
        self.placedAt = placedAt
        self.id = id
    }
}

/// Which offers are wanted; nil means any.
package struct OfferFilter: Hashable, Sendable {
    package var product: String?
    package var sku: String?
    package var market: Market?
    package var segment: Segment?
    package var currency: Currency?
    package var kind: ProductClass?
    /// Only what is on sale on that day.
    package var onSaleOn: Day?
    /// Words that the title begins with, without regard to the case of ASCII letters.
    package var titleBeginning: String?

    package init() {}
}

/// Which orders are wanted; nil means any.
package struct OrderFilter: Hashable, Sendable {
    package var customer: Customer.ID?
    package var status: OrderStatus?
    /// Placed at this instant or later, and before that one.
    package var from: Instant?
    package var before: Instant?
    /// With a line of this product (and SKU).
    package var product: String?
    package var sku: String?

    package init() {}
}

/// Which entries of the activity log are wanted; nil means any.
package struct ActivityFilter: Hashable, Sendable {
    package var customer: Customer.ID?
    package var order: Order.ID?
    package var kinds: Set<ActivityEntry.Kind>
    /// At this instant or later, and before that one.
    package var from: Instant?
    package var before: Instant?

    package init(kinds: Set<ActivityEntry.Kind> = Set(ActivityEntry.Kind.allCases)) {
        self.kinds = kinds
    }
}

/// Which credits are wanted; nil means any.
package struct CreditFilter: Hashable, Sendable {
    package var states: Set<LineCredit.State>
    package var customer: Customer.ID?
    package var order: Order.ID?
    /// Due in this month or earlier.
    package var dueThrough: Month?

    package init(states: Set<LineCredit.State> = Set(LineCredit.State.allCases)) {
        self.states = states
    }
}

/// A row of a reconciliation file that was read.
package struct ReadRow: Hashable, Sendable {
    package let identity: RowIdentity
    /// The key of the credit that it shows; nil for one that shows none of ours.
    package let credit: String?
    /// Gross minor units; below zero for credits.
    package let gross: Int64
    package let line: Int
    package let readAt: Instant

    package init(identity: RowIdentity, credit: String?, gross: Int64, line: Int, readAt: Instant) {
        self.identity = identity
        self.credit = credit
        self.gross = gross
        self.line = line
        self.readAt = readAt
    }
}

/// What an invoice shows of a credit.
package struct CreditShowing: Hashable, Sendable {
    package let credit: PostedCredit
    /// Gross minor units, above zero.
    package let gross: Int64
    package let settlement: LineCredit.Settlement

    package init(credit: PostedCredit, gross: Int64, settlement: LineCredit.Settlement) {
        self.credit = credit
        self.gross = gross
        self.settlement = settlement
    }
}

/// Thrown by a store when another customer has the domain already.
package struct DomainTaken: Error, Hashable, Sendable {
    package let domain: String

    package init(domain: String) {
        self.domain = domain
    }
}
