package import Basics
package import Orders

/// The answer of one check.
package enum Finding: Hashable, Sendable {
    case customerKnown(String)
    case customerUnknown(Tenant)

    case orderOfCustomer(String)
    /// An approver vouched for what was paid.
    case orderAttested(String, by: String)
    case orderUnknown(PurchaseReference)
    case orderOfAnotherCustomer(PurchaseReference)

    case linesOpen(Int, of: Int)
    case linesCancelled(at: Instant, byName: String)

    case policyCovers(String)
    case policyNever(LineVerdict.UnsupportedReason)
    /// By a support request only, or by no rule at all.
    case policyByRequest(LineVerdict.UnsupportedReason)
    case policyUnclear(LineVerdict.SupportReason)

    case windowOpen(until: Instant)
    /// Filed in time; it has closed since.
    case windowMet(until: Instant)
    case windowPassed(at: Instant, CancellationWindow)

    case amountWithin(maximum: Money)
    /// More than cancelling gives, but no more than was paid: goodwill.
    case amountAboveQuote(asked: Money, quoted: Money)
    case amountAbove(asked: Money, maximum: Money)
    case nothingLeft

    case sameCurrency(Currency)
    case otherCurrency(asked: Currency, charged: Currency)

    case noDuplicate
    /// Others about the same purchase that are open.
    case openDuplicates([String])
    /// Others about the same purchase that were credited.
    case creditedDuplicates([String])

    case nothingReserved
    /// Who holds money of the order: a ticket's number.
    case reserved(holder: String)

    package var check: Check {
        switch self {
        case .customerKnown, .customerUnknown: .customer
        case .orderOfCustomer, .orderAttested, .orderUnknown, .orderOfAnotherCustomer: .order
        case .linesOpen, .linesCancelled: .line
        case .policyCovers, .policyNever, .policyByRequest, .policyUnclear: .policy
        case .windowOpen, .windowMet, .windowPassed: .window
        case .amountWithin, .amountAboveQuote, .amountAbove, .nothingLeft: .amount
        case .sameCurrency, .otherCurrency: .currency
        case .noDuplicate, .openDuplicates, .creditedDuplicates: .duplicate
        case .nothingReserved, .reserved: .cancellation
        }
    }

    package var ruling: Ruling {
        switch self {
        case .customerKnown, .orderOfCustomer, .linesOpen, .policyCovers, .windowOpen, .windowMet, .amountWithin,
            .sameCurrency, .noDuplicate, .nothingReserved:
            .eligible
        case .customerUnknown, .orderUnknown, .orderAttested, .policyByRequest, .policyUnclear, .amountAboveQuote,
            .amountAbove, .openDuplicates, .creditedDuplicates, .reserved:
            .needsHuman
        case .orderOfAnotherCustomer, .linesCancelled, .policyNever, .windowPassed, .nothingLeft,
            .otherCurrency:
            .ineligible
        }
    }
}

extension Finding {
    /// In English, for people and for the record.
    package var sentence: String {
        switch self {
        case .customerKnown(let name): "\(name) is a customer"
        case .customerUnknown(let tenant):
            "no customer here has the tenant \(tenant); add it with 'recoup customers add'"
        case .orderOfCustomer(let order): "order \(order) is the customer's"
        case .orderAttested(let order, let name): "what was paid for order \(order) is on the word of \(name)"
        case .orderUnknown(let purchase):
            "\(purchase) is not in the books; import it, or an approver vouches for what was paid"
        case .orderOfAnotherCustomer(let purchase): "\(purchase) belongs to another customer"
        case .linesOpen(let open, let all):
            all == 1 ? "the purchase is open" : "\(open) of \(all) lines are open"
        case .linesCancelled(let at, let byName): "it was cancelled by \(byName) at \(at.minute) UTC"
        case .policyCovers(let name): "the rule \(name) covers it"
        case .policyNever(let reason), .policyByRequest(let reason): reason.sentence
        case .policyUnclear(let reason): reason.sentence
        case .windowOpen(let until): "the window is open until \(until.minute) UTC"
        case .windowMet(let until): "filed before the window closed at \(until.minute) UTC"
        case .windowPassed(let end, let window):
            "the window of \(window) had ended on \(end.adding(milliseconds: -1).day) when it was filed"
        case .amountWithin(let maximum): "up to \(maximum) can be given back"
        case .amountAboveQuote(let asked, let quoted):
            "\(asked) is more than the \(quoted) that cancelling gives; the rest is goodwill"
        case .amountAbove(let asked, let maximum):
            "\(asked) is more than can be given back; at most \(maximum) can"
        case .nothingLeft: "everything that was paid has been given back or promised"
        case .sameCurrency(let currency): "the order was charged in \(currency)"
        case .otherCurrency(let asked, let charged): "the order was charged in \(charged), not in \(asked)"
        case .noDuplicate: "nobody else asks for the same"
        case .openDuplicates(let names): "\(names.joined(separator: ", ")) asks for the same purchase; merge them"
        case .creditedDuplicates(let names): "\(names.joined(separator: ", ")) was credited for the same purchase"
        case .nothingReserved: "nothing of it is promised to anybody"
        case .reserved(let holder): "\(holder) holds a promise on it; decide that first"
        }
    }
}
