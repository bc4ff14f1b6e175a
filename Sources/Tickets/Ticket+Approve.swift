import Basics
import Orders

/// What an approval leads to.
struct ApprovalStep {
    /// Approved, or under review still when a second person has to approve.
    let to: TicketStatus
    let grant: Grant
    let verdict: Verdict
    /// Empty while a second person has to approve.
    let shares: [CreditShare]
    /// In whose stead the approver acts.
    let represented: [Person.ID]

    /// What the event keeps.
    var fields: Fields {
        var fields = TicketCommand.approve(grant).fields
        fields.append(verdict.record.fields)
        fields.append(shares)
        if !represented.isEmpty { fields.append("instead", represented.map(\.description).joined(separator: " ")) }
        return fields
    }
}

extension Ticket {
    /// Judges an approval on the facts of the moment: the amount against the request and the books, the rules, the tiers.
    func approvalStep(
        _ asked: Grant,
        by actor: Actor,
        at now: Instant,
        under rules: TicketRules,
        on known: CaseFile
    ) throws(TicketRefusal) -> ApprovalStep {
        guard let facts, case .underReview(let review) = phase else {
            throw .problems(Problems([Problem("amount", .missing)]))
        }
        try Self.check(asked, against: facts.amount)
        let isApprover = parts(of: actor).contains(.approver)
        let tier = rules.tiers.tier(for: asked.amount.currency)
        if !isApprover, asked.amount.minorUnits > tier.agent {
            throw .overAgentLimit(asked: asked.amount, limit: Money(minorUnits: tier.agent, asked.amount.currency))
        }
        let (file, grant) = try attested(asked, facts, review, by: actor, at: now, isApprover: isApprover, on: known)
        let verdict = file.verdict(on: facts, of: id, filedAt: submittedAt, at: now)
        try check(grant, verdict, file, isApprover: isApprover)
        let shares = try file.shares(of: grant, on: facts, of: id, filedAt: submittedAt, at: now)
        let to = try isApprover && grant.amount.minorUnits > tier.single ? goal(of: grant, review, verdict) : .approved
        return ApprovalStep(
            to: to,
            grant: grant,
            verdict: verdict,
            shares: to == .approved ? shares : [],
            represented: actor.represented.map(\.id)
        )
    }

    private static func check(_ grant: Grant, against requested: Money) throws(TicketRefusal) {
        let amount = grant.amount
        guard amount.currency == requested.currency else {
            throw .wrongCurrency(asked: amount.currency, expected: requested.currency)
        }
        guard amount.minorUnits > 0 else { throw .problems(Problems([Problem("amount", .notPositive(amount.number))])) }
        guard amount.minorUnits <= requested.minorUnits else {
            throw .aboveRequested(asked: amount, maximum: requested)
        }
    }

    /// The file with what approvers vouch for, when the books do not know the purchase.
    private func attested(
        _ grant: Grant,
        _ facts: TicketFacts,
        _ review: Review,
        by actor: Actor,
        at now: Instant,
        isApprover: Bool,
        on file: CaseFile
    ) throws(TicketRefusal) -> (CaseFile, Grant) {
        guard file.lines(of: facts).isEmpty else {
            if grant.attested != nil { throw .attestationUnneeded(facts.purchase) }
            return (file, grant)
        }
        guard let paid = grant.attested ?? review.assent?.attested else { throw .attestationNeeded(facts.purchase) }
        guard isApprover else { throw .attestationByApprover }
        let order = try Self.attestedOrder(of: id, facts, paid: paid, version: version + 1, by: actor.person, now, file)
        let full = Grant(grant.kind, grant.amount, text: grant.text, override: grant.override, attested: paid)
        return (file.replacing(order), full)
    }

    /// The order that an attestation opens.
    static func attestedOrder(
        of ticket: Ticket.ID,
        _ facts: TicketFacts,
        paid: Money,
        version: Int,
        by person: Person,
        _ now: Instant,
        _ file: CaseFile
    ) throws(TicketRefusal) -> Order {
        guard let customer = file.customer else { throw .unknownCustomer(facts.tenant) }
        let id: Order.ID
        let subscription: GUID?
        do throws(Fault) {
            id = try Order.ID(facts.purchase.id)
            subscription = if case .subscription(let guid) = facts.purchase { guid } else { nil }
        } catch { throw .problems(Problems([Problem("purchase", error)])) }
        do throws(LineLedger.Refusal) {
            return try Order(
                attested: id,
                subscription: subscription,
                of: customer,
                paid: paid,
                key: "attest:\(ticket):\(version)",
                by: person,
                at: now
            )
        } catch { throw .ledger(error) }
    }

    private func check(
        _ grant: Grant,
        _ verdict: Verdict,
        _ file: CaseFile,
        isApprover: Bool
    ) throws(TicketRefusal) {
        guard let facts, file.customer != nil else { throw .unknownCustomer(facts?.tenant) }
        if verdict.findings.contains(.orderOfAnotherCustomer(facts.purchase)) {
            throw .otherCustomersOrder(facts.purchase)
        }
        if let charged = file.currency(of: facts), charged != grant.amount.currency {
            throw .wrongCurrency(asked: grant.amount.currency, expected: charged)
        }
        if let maximum = verdict.maximum, grant.amount.minorUnits > maximum.minorUnits {
            throw .aboveRefundable(asked: grant.amount, maximum: maximum)
        }
        guard verdict.ruling == .ineligible else { return }
        let isSaid = !(grant.override ?? "").trimmed.isEmpty
        guard isSaid else {
            throw .overrideNeeded(verdict.findings.filter { $0.ruling == .ineligible })
        }
        guard isApprover else { throw .overrideByApprover }
    }

    /// Above the tier: approved when somebody has given the first approval of just this, nowhere yet else.
    private func goal(
        of grant: Grant,
        _ review: Review,
        _ verdict: Verdict
    ) throws(TicketRefusal) -> TicketStatus {
        // Another verdict than the first approver saw voids what they said.
        guard let assent = review.assent, assent.ruling == nil || assent.ruling == verdict.ruling else { return status }
        // A cancellation is worth less each day: another quote needs both approvals anew.
        if assent.kind == .cancellation, grant.kind == .cancellation, assent.amount != grant.amount { return status }
        guard assent.kind == grant.kind else { throw .assentOfOtherKind(asked: grant.kind, assented: assent.kind) }
        guard assent.amount == grant.amount else {
            throw .assentDiffers(asked: grant.amount, assented: assent.amount)
        }
        if let paid = assent.attested, let again = grant.attested, paid != again {
            throw .attestationDiffers(asked: again, attested: paid)
        }
        return .approved
    }
}
