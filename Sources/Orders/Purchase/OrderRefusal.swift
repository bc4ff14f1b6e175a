package import Basics

/// Why something was not done with an order. Nothing has changed when one is thrown.
package enum OrderRefusal: Error, Hashable, Sendable {
    // Cancelling
    /// What the same question gives now; its verdict says why.
    case notCancellable(Quote)
    case quoteExpired(at: Instant)
    case quoteChanged(shown: Money, now: Money)
    /// The quote was made for another order, or for nobody.
    case otherQuote(GUID)
    case otherCustomer(String)
    case otherProduct(String, actual: [String])
    case notAcknowledged
    /// The external book records what was done in Partner Center, and needs to know what it is called there.
    case referenceMissing
    case ledger(LineLedger.Refusal)
    // Buying
    /// Recoup sells in the simulated book only.
    case notSold
    case noAgreement(customer: String)
    case noOffer(item: String, market: Market, segment: Segment)
    case reservationsUnavailable(Market)
    case quantity(asked: Int64, allowed: ClosedRange<Int64>)
    case mixedCurrencies([Currency])
    case emptyOrder
    case tooLarge
    /// The same key was used for another purchase.
    case requestUsed(String)
    case ended(at: Instant)
    // Keys and links
    case revoked(at: Instant, byName: String)
    case noMedia(item: String)
    case unknownMedia(version: String, known: [String])
    case unknownLanguage(String)
    case keptElsewhere
    // Settling
    /// The simulated book settles by its own monthly run.
    case settledByRuns
    case linkDead
}

extension OrderRefusal {
    /// What was refused and what would have worked, in English.
    package var sentence: String {
        switch self {
        case .notCancellable(let quote): "order \(quote.order) \(quote.verdict.sentence)"
        case .quoteExpired(let at): "the quote ended at \(at.minute) UTC; ask for a new one with 'recoup orders quote'"
        case .quoteChanged(let shown, let now):
            "the quote showed \(shown), but the credit would be \(now) now; ask for a new one with 'recoup orders quote'"
        case .otherQuote(let id): "there is no quote \(id) for this order; ask for one with 'recoup orders quote'"
        case .otherCustomer(let name):
            "the order is not of the customer '\(quoted(name))'; name its tenant GUID, domain or name"
        case .otherProduct(let name, let actual):
            "'\(quoted(name))' is not what is cancelled; that is \(actual.map { "'\($0)'" }.joined(separator: ", "))"
        case .notAcknowledged:
            "confirm that keys and links die at once and that the software must be uninstalled (--acknowledge)"
        case .referenceMissing:
            "this database keeps the external book: cancel in Partner Center first, then give its reference (--reference)"
        case .ledger(let refusal): refusal.sentence
        case .notSold:
            "this database keeps the external book, in which Microsoft sells; buy in Partner Center and bring the order in "
                + "with 'recoup orders import'"
        case .noAgreement(let customer):
            "\(quoted(customer)) has not accepted the Microsoft Customer Agreement; record it with 'recoup customers agree'"
        case .noOffer(let item, let market, let segment):
            "'\(quoted(item))' is not on sale in \(market.name) for \(segment.rawValue) customers; see 'recoup products'"
        case .reservationsUnavailable(let market):
            "Azure reservations are not available in \(market.name) (\(market.code))"
        case .quantity(let asked, let allowed):
            "\(asked) cannot be ordered; \(allowed.lowerBound) to \(allowed.upperBound) can"
        case .mixedCurrencies(let currencies):
            "one order has one currency, not \(currencies.map(\.code).joined(separator: " and ")); order one by one"
        case .emptyOrder: "an order needs at least one product"
        case .tooLarge: "the amount is larger than can be counted; order less"
        case .requestUsed(let key): "the request id '\(quoted(key))' was used for another purchase; take a new one"
        case .ended(let at): "the line was cancelled at \(at.minute) UTC; buy anew instead of adding to it"
        case .revoked(let at, let byName):
            "keys and links were revoked when \(byName) cancelled the purchase at \(at.minute) UTC"
        case .noMedia(let item): "'\(quoted(item))' has neither keys nor downloads"
        case .unknownMedia(let version, let known):
            "there is no version '\(quoted(version))'; there \(known.count == 1 ? "is" : "are") \(known.joined(separator: ", "))"
        case .unknownLanguage(let language):
            "there is no language '\(quoted(language))'; there are \(Media.languages.joined(separator: ", "))"
        case .keptElsewhere:
            "this database keeps the external book: Partner Center has the keys and downloads of what Microsoft sold"
        case .settledByRuns:
            "this database keeps the simulated book, which settles by itself: 'recoup invoices run --month YYYY-MM'"
        case .linkDead:
            "the link is dead: links end five days after their first use, and at once when a purchase is cancelled"
        }
    }
}
