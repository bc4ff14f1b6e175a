package import Basics

/// What somebody says when they confirm a cancellation.
package struct CancellationConfirmation: Hashable, Sendable {
    /// The customer as the person names them: it must be the order's.
    package let customer: CustomerReference
    /// The product as the person names it: title, SKU title, or ids of a line that is cancelled.
    package let product: String
    /// That keys and links die and the software must be uninstalled.
    package let isAcknowledged: Bool
    /// What Partner Center calls it; needed in the external book.
    package let reference: String?

    package init(customer: CustomerReference, product: String, isAcknowledged: Bool, reference: String?) {
        self.customer = customer
        self.product = product
        self.isAcknowledged = isAcknowledged
        self.reference = reference
    }
}

extension Order {
    /// Cancels what a quote promised, and credits exactly that: reserve and credit of each line, then the end of the line.
    ///
    /// Throws ``OrderRefusal`` and changes nothing when the quote does not hold any more: it expired, or the same question
    /// gives another answer now.
    package mutating func cancel(
        _ offered: OfferedQuote,
        for customer: Customer,
        _ confirmation: CancellationConfirmation,
        in book: Book,
        by person: Person,
        at now: Instant,
        under rules: OrderRules
    ) throws(OrderRefusal) -> [LineCredit] {
        guard offered.order == terms.id else { throw .otherQuote(offered.id) }
        try check(confirmation, customer, book, offered)
        let chosen = Set(offered.promises.map(\.line))
        let present = quote(at: now, under: rules, lines: chosen)
        for line in present.lines {
            guard line.verdict.isEligible else { throw .notCancellable(present) }
        }
        guard now < offered.expiresAt else { throw .quoteExpired(at: offered.expiresAt) }
        let amounts = Dictionary(
            OfferedQuote.promises(of: present).map { ($0.line, $0.amounts) },
            uniquingKeysWith: { first, _ in first }
        )
        guard offered.promises.allSatisfy({ amounts[$0.line] == $0.amounts }) else {
            throw .quoteChanged(shown: offered.total(in: terms.currency), now: present.total.gross)
        }
        var changed = self
        var credits: [LineCredit] = []
        for promise in offered.promises {
            let key = "cancel:\(terms.id):\(promise.line)"
            let credit = LineCredit(
                key: key,
                kind: .cancellation,
                amounts: promise.amounts,
                at: now,
                by: person.id,
                reference: confirmation.reference
            )
            let end = Cancellation(
                at: now,
                by: person.id,
                byName: person.displayName,
                quote: offered.id,
                reference: confirmation.reference
            )
            do throws(LineLedger.Refusal) {
                try changed.change(promise.line) { line throws(LineLedger.Refusal) in
                    if promise.amounts.gross.minorUnits > 0 {
                        try line.reserve(promise.amounts, key: "reserve:\(key)", memo: nil, by: person.id, at: now)
                        try line.credit(credit)
                    }
                    line.end(end)
                }
            } catch { throw .ledger(error) }
            if promise.amounts.gross.minorUnits > 0 { credits.append(credit) }
        }
        self = changed
        return credits
    }

    private func check(
        _ confirmation: CancellationConfirmation,
        _ customer: Customer,
        _ book: Book,
        _ offered: OfferedQuote
    ) throws(OrderRefusal) {
        guard confirmation.customer.names(customer) else { throw .otherCustomer(confirmation.customer.description) }
        let products = offered.promises.compactMap { line($0.line)?.item }
        guard products.contains(where: { $0.isCalled(confirmation.product) }) else {
            throw .otherProduct(confirmation.product, actual: products.map(\.title))
        }
        guard confirmation.isAcknowledged else { throw .notAcknowledged }
        if book == .external, confirmation.reference == nil { throw .referenceMissing }
    }
}

extension CatalogueItem {
    /// Whether people may mean it by `text`: its title or SKU title without regard to case, or its ids.
    package func isCalled(_ text: String) -> Bool {
        let wanted = text.trimmed.lowercased()
        return [title, skuTitle, product, id, catalogueID].contains { $0.lowercased() == wanted }
    }
}
