import Basics
import Orders
package import Tickets

/// What the rules and the books say of a request, as one person may know it.
package struct Judgement: Sendable {
    package let verdict: Verdict
    package let file: CaseFile
}

extension Desk {
    /// What would become of a request before it is filed; nil while the form lacks tenant, purchase or amount. Takes
    /// ``Permission/fileTickets``. Other people's requests stay unknown to whoever may not see them.
    package func judge(_ form: FactsForm, for actor: Actor) async throws -> Judgement? {
        try actor.person.require(.fileTickets)
        guard let facts = form.judgeable else { return nil }
        let (now, book) = (now(), book)
        return try await store.read { records in
            let file = try records.caseFile(on: facts, of: nil, in: book, seenBy: actor.person)
            let verdict = file.verdict(on: facts, of: nil, filedAt: nil, at: now)
            return Judgement(verdict: verdict.shown(to: actor.person), file: file)
        }
    }
}

extension FactsForm {
    /// The facts that a verdict looks at; what it does not look at need not be there yet.
    fileprivate var judgeable: TicketFacts? {
        let rest = FactsForm([
            .problem: ProblemType.refund.rawValue, .impact: Impact.minimal.rawValue, .title: "-",
            .reason: RefundReason.other.rawValue, .contactName: "-", .contactEmail: "nobody@example.com",
        ])
        var form = rest
        for field in [FactField.tenant, .purchase, .amount, .currency] { form[field] = self[field] }
        return try? form.facts()
    }
}

extension Records {
    /// What the rules and the books say of a ticket now, as `viewer` may know it; nil without facts to judge.
    func judgement(of ticket: Ticket, in book: Book, at now: Instant, for viewer: Person) throws -> Judgement? {
        guard let facts = ticket.facts else { return nil }
        let file = try caseFile(of: ticket, in: book, seenBy: viewer)
        let verdict = file.verdict(on: facts, of: ticket.id, filedAt: ticket.submittedAt, at: now)
        return Judgement(verdict: verdict.shown(to: viewer), file: file)
    }
}

extension Verdict {
    /// Without the numbers and names of what a person may not see.
    func shown(to viewer: Person) -> Verdict {
        if viewer.may(.seeAllTickets) { return self }
        return Verdict(
            findings: findings.map { finding in
                switch finding {
                case .reserved: .reserved(holder: "another request")
                case .linesCancelled(let at, _): .linesCancelled(at: at, byName: "the partner")
                case .orderAttested(let order, _): .orderAttested(order, by: "the desk")
                case .customerKnown, .customerUnknown, .orderOfCustomer, .orderUnknown, .orderOfAnotherCustomer,
                    .linesOpen, .policyCovers, .policyNever, .policyByRequest, .policyUnclear, .windowOpen, .windowMet,
                    .windowPassed, .amountWithin, .amountAboveQuote, .amountAbove, .nothingLeft, .sameCurrency,
                    .otherCurrency, .noDuplicate, .openDuplicates, .creditedDuplicates, .nothingReserved:
                    finding
                }
            },
            deadline: deadline,
            daysLeft: daysLeft,
            maximum: maximum,
            quoted: quoted
        )
    }
}
