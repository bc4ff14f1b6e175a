package import Basics

/// A monthly invoice of one currency, closed for good once it is there.
package struct Invoice: Hashable, Sendable {
    /// `G` and nine digits, as Partner Center numbers one-time invoices.
    package let number: String
    package let month: Month
    package let closedAt: Instant
    package let closedBy: Person.ID
    package let lineCount: Int
    package let total: LineAmounts

    package init(
        number: String,
        month: Month,
        closedAt: Instant,
        closedBy: Person.ID,
        lineCount: Int,
        total: LineAmounts
    ) {
        self.number = number
        self.month = month
        self.closedAt = closedAt
        self.closedBy = closedBy
        self.lineCount = lineCount
        self.total = total
    }

    package var currency: Currency { total.currency }

    package static func number(_ count: Int64) -> String {
        let digits = String(count)
        return "G" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    }
}

/// One line of an invoice: a charge, or a credit with its reference to the line that was charged.
package struct InvoiceLine: Hashable, Sendable {
    /// From 1; 0 while the invoice is not closed.
    package private(set) var position: Int
    package let customer: Customer.ID
    package let order: Order.ID
    /// The line of the order.
    package let line: Int
    package let charge: ChargeType
    package let title: String
    package let item: String
    package let quantity: Int64
    package let unitPrice: UnitPrice
    /// Below zero for credits.
    package let amounts: LineAmounts
    /// When the charge or the credit arose.
    package let at: Instant
    package let period: ChargePeriod?
    /// The credit's key; nil for a charge.
    package let credit: String?
    /// What links it to the line that was charged, in files.
    package let reference: String?

    package init(
        position: Int,
        customer: Customer.ID,
        order: Order.ID,
        line: Int,
        charge: ChargeType,
        title: String,
        item: String,
        quantity: Int64,
        unitPrice: UnitPrice,
        amounts: LineAmounts,
        at: Instant,
        period: ChargePeriod?,
        credit: String?,
        reference: String?
    ) {
        self.position = position
        self.customer = customer
        self.order = order
        self.line = line
        self.charge = charge
        self.title = title
        self.item = item
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amounts = amounts
        self.at = at
        self.period = period
        self.credit = credit
        self.reference = reference
    }
}

extension InvoiceLine {
    /// The same line at its place on an invoice.
    package func placed(at position: Int) -> InvoiceLine {
        var line = self
        line.position = position
        return line
    }
}
