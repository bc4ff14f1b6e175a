package import Basics

/// What a file says of one order: charges, and what was given back already. Nothing is judged yet.
package struct OrderFacts: Hashable, Sendable {
    package let id: Order.ID
    package let alternateID: String?
    package let customer: Customer
    package let placedAt: Instant
    package let currency: Currency
    package let lines: [LineFacts]
    package let credits: [FoundCredit]

    package init(
        id: Order.ID,
        alternateID: String?,
        customer: Customer,
        placedAt: Instant,
        currency: Currency,
        lines: [LineFacts],
        credits: [FoundCredit]
    ) {
        self.id = id
        self.alternateID = alternateID
        self.customer = customer
        self.placedAt = placedAt
        self.currency = currency
        self.lines = lines
        self.credits = credits
    }
}

/// What a file says of one charge.
@dynamicMemberLookup
package struct LineFacts: Hashable, Sendable {
    /// Names the record that it came in: the same again is the same line.
    package let key: String
    /// Where it stands in its file.
    package let place: Int
    package let addsSeats: Bool
    package let terms: LineTerms
    package let invoice: String?
    /// The row of the reconciliation file, where it came from one.
    package let row: RowIdentity?

    package init(
        key: String,
        place: Int,
        addsSeats: Bool,
        _ terms: LineTerms,
        invoice: String?,
        row: RowIdentity?
    ) {
        self.key = key
        self.place = place
        self.addsSeats = addsSeats
        self.terms = terms
        self.invoice = invoice
        self.row = row
    }

    package subscript<Value>(dynamicMember term: KeyPath<LineTerms, Value>) -> Value { terms[keyPath: term] }
}

/// A credit that an invoice shows, given without us.
package struct FoundCredit: Hashable, Sendable {
    package let place: Int
    package let product: String
    package let sku: String
    package let subscription: GUID?
    /// Neither part below zero.
    package let amounts: LineAmounts
    /// True when it came with the end of the line.
    package let endsLine: Bool
    package let on: Day
    package let reference: String?
    package let row: RowIdentity

    package init(
        place: Int,
        product: String,
        sku: String,
        subscription: GUID?,
        amounts: LineAmounts,
        endsLine: Bool,
        on: Day,
        reference: String?,
        row: RowIdentity
    ) {
        self.place = place
        self.product = product
        self.sku = sku
        self.subscription = subscription
        self.amounts = amounts
        self.endsLine = endsLine
        self.on = on
        self.reference = reference
        self.row = row
    }
}

/// A record that could not be used, with its place and why, in English.
package struct UnusedRecord: Hashable, Sendable {
    /// The line of the file.
    package let place: Int
    package let reason: String

    package init(place: Int, reason: String) {
        self.place = place
        self.reason = reason
    }
}
