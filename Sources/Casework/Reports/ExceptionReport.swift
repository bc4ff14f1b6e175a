package import Basics
package import Tickets

/// A refund that was granted although the rules did not give it: the verdict was not eligible, somebody overrode it, or
/// what was paid stands on the approver's word.
package struct PolicyException: Hashable, Sendable {
    package let ticket: Ticket.ID
    package let number: Int64?
    /// As the request names it.
    package let tenant: String
    /// The customer's name; nil when the desk does not know them.
    package let customer: String?
    package let kind: CreditKind
    /// Gross.
    package let amount: Money
    /// Nil in records from before the books.
    package let ruling: Ruling?
    /// What stood against it, in the words of that day.
    package let reasons: [VerdictRecord.Answer]
    package let override: String?
    package let attested: Money?
    package let by: Person.ID
    /// The approver's system name at that time.
    package let byName: String
    package let at: Instant
    /// Whether it is still granted: false once it was revoked or reversed.
    package let stands: Bool
}

/// Refunds granted against policy in a period, the earliest first, and what those that stand add up to.
package struct ExceptionReport: Hashable, Sendable {
    package struct Total: Hashable, Sendable {
        /// Nil for all approvers together.
        package let approver: String?
        /// Of those that stand.
        package let count: Int
        package let amount: Money
    }

    package let exceptions: [PolicyException]
    /// By the code of the currency.
    package let byCurrency: [Total]
    /// By the approver's name, then the code of the currency.
    package let byApprover: [Total]

    /// Throws ``StoreError/unexpected(_:)`` for sums that no number holds.
    init(_ found: [PolicyException]) throws {
        exceptions = found.sorted { ($0.at, $0.ticket) < ($1.at, $1.ticket) }
        let standing = found.filter(\.stands)
        byCurrency = try Self.totals(standing, of: nil)
        // Names are compared by their bytes.
        let names = Dictionary(grouping: standing) { Array($0.byName.utf8) }
        byApprover =
            try names
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .flatMap { try Self.totals($0.value, of: String(decoding: $0.key, as: UTF8.self)) }
    }

    private static func totals(_ exceptions: [PolicyException], of approver: String?) throws -> [Total] {
        try Dictionary(grouping: exceptions, by: \.amount.currency).sorted { $0.key < $1.key }.map { currency, those in
            var sum = MoneySum(currency)
            for exception in those { try sum.add(exception.amount.minorUnits) }
            return Total(approver: approver, count: those.count, amount: sum.money)
        }
    }
}
