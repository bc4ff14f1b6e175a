package import Basics
package import Orders
package import Workflows

/// Why a ticket would not do what was asked. Nothing has changed when one is thrown.
package enum TicketRefusal: Error, Hashable {
    case workflow(Refusal<TicketStatus>)
    /// Somebody changed the ticket after the version that this person had seen.
    case stale(seen: Int, version: Int)
    case problems(Problems)
    case nothingChanged
    case ownRequest(Interest)
    case overAgentLimit(asked: Money, limit: Money)
    case aboveRequested(asked: Money, maximum: Money)
    case wrongCurrency(asked: Currency, expected: Currency)
    case partialCancellation(asked: Money, full: Money)
    case sameApprover
    case assentDiffers(asked: Money, assented: Money)
    /// The first approval was for the other kind of credit.
    case assentOfOtherKind(asked: CreditKind, assented: CreditKind)
    case alreadyAssigned(String)
    case reopenTooLate(until: Instant)
    case lapseTooEarly(from: Instant)
    case alreadyCredited(Money)
    case internalNotes
    /// More than the books can still give back.
    case aboveRefundable(asked: Money, maximum: Money)
    /// The verdict is ineligible, for these reasons.
    case overrideNeeded([Finding])
    case overrideByApprover
    /// The books do not know the purchase.
    case attestationNeeded(PurchaseReference)
    case attestationByApprover
    case attestationUnneeded(PurchaseReference)
    case attestationDiffers(asked: Money, attested: Money)
    case unknownCustomer(Tenant?)
    case otherCustomersOrder(PurchaseReference)
    case notCancellable(LineVerdict)
    case alreadyCancelled(byName: String, at: Instant)
    case quoteChanged(approved: Money, now: Money)
    /// The order that was decided on is not in the books.
    case notInBooks(String)
    /// An invoice has shown this much of it.
    case alreadyShown(Money, invoice: String?)
    case settledByInvoices(Book)
    case ledger(LineLedger.Refusal)
    case merged(into: String)
    case notMerged
    case mergedIntoItself
    /// The request that it should be merged into is not open, or merged itself.
    case notASurvivor(String)
    case otherCustomersRequest(String)
    /// Whoever it is given to is not here.
    case away(String, deputy: String, until: Instant)

    /// What makes a person unfit to decide on a request.
    package enum Interest: String, Hashable, Sendable, CaseIterable {
        case requester, contact, filer
    }
}

extension TicketRefusal {
    /// What was refused and what would have worked, in English.
    package var sentence: String {
        switch self {
        case .workflow(let refusal): refusal.sentence
        case .stale(let seen, let version):
            "somebody changed the ticket meanwhile: you saw version \(seen), it is at version \(version); look again"
        case .problems(let problems): problems.list.map(\.description).joined(separator: "; ")
        case .nothingChanged: "that is what the ticket says already; change something"
        case .ownRequest(.requester): "nobody decides on their own request; another approver can"
        case .ownRequest(.contact): "you are the contact of this request; another approver can decide"
        case .ownRequest(.filer): "you filed this request; another approver can decide"
        case .overAgentLimit(let asked, let limit):
            limit.minorUnits == 0
                ? "\(asked) takes an approver: agents have no limit in \(limit.currency)"
                : "\(asked) is above an agent's limit of \(limit); an approver can"
        case .aboveRequested(let asked, let maximum):
            "\(asked) is more than was requested; at most \(maximum) can be granted"
        case .wrongCurrency(let asked, let expected): "the request is in \(expected), not in \(asked)"
        case .partialCancellation(let asked, let full):
            "a cancellation credits \(full) whole; \(asked) can be granted as goodwill"
        case .sameApprover: "you gave the first approval; a second person has to give the other"
        case .assentDiffers(let asked, let assented):
            "the first approval was for \(assented), not for \(asked); approve the same amount"
        case .assentOfOtherKind(let asked, let assented):
            "the first approval was for a \(assented.rawValue), not for a \(asked.rawValue); approve the same kind"
        case .alreadyAssigned(let name): "it is \(name)'s already"
        case .reopenTooLate(let until): "it could be opened again until \(until.minute) UTC; file a new request"
        case .lapseTooEarly(let from): "the requester has until \(from.minute) UTC to answer"
        case .alreadyCredited(let amount): "\(amount) was credited on it; file a new request"
        case .internalNotes: "internal notes are for the desk; write a public comment"
        case .aboveRefundable(let asked, let maximum):
            maximum.minorUnits == 0
                ? "everything that was paid has been given back or promised; nothing is left to grant"
                : "\(asked) is more than can still be given back; at most \(maximum) can be granted"
        case .overrideNeeded(let reasons):
            "the rules do not give it: \(reasons.map(\.sentence).joined(separator: "; ")); an approver can override them with a reason"
        case .overrideByApprover: "only an approver can override the rules"
        case .attestationNeeded(let purchase):
            "\(purchase) is not in the books; import it, or vouch for what was paid as an approver (--attested)"
        case .attestationByApprover: "only an approver can vouch for what was paid"
        case .attestationUnneeded(let purchase):
            "\(purchase) is in the books, which say what was paid; leave --attested out"
        case .attestationDiffers(let asked, let attested):
            "the first approval vouches for \(attested), not for \(asked); give the same amount"
        case .unknownCustomer(let tenant):
            "no customer here has the tenant \(tenant.map(\.description) ?? ""); "
                + "add it with 'recoup customers add', or correct the tenant"
        case .otherCustomersOrder(let purchase): "\(purchase) belongs to another customer; correct the request"
        case .notCancellable(let why):
            "cancelling gives nothing: it \(why.sentence); an amount can be granted as goodwill"
        case .alreadyCancelled(let name, let at):
            "\(name) cancelled the purchase at \(at.minute) UTC; revoke the approval and decide again"
        case .quoteChanged(let approved, let now):
            "\(approved) was approved more than 24 hours ago, cancelling gives \(now) now; revoke and approve again"
        case .notInBooks(let order): "order \(order) is not in the books; revoke the approval and decide again"
        case .alreadyShown(let amount, let invoice?):
            "invoice \(invoice) has shown \(amount) of it; it cannot be taken back here"
        case .alreadyShown(let amount, nil):
            "an invoice has shown \(amount) of it; it cannot be taken back here: settle it when nothing else will come"
        case .settledByInvoices(.external):
            "only an invoice settles it: 'recoup invoices reconcile' with the file that shows the credit"
        case .settledByInvoices(.simulated): "only the month's invoice settles it: 'recoup invoices run'"
        case .ledger(let refusal): refusal.sentence
        case .merged(let name): "it was merged into \(name), which goes on for it; only unmerge is possible here"
        case .notMerged: "it is not merged"
        case .mergedIntoItself: "that is the same request; name another"
        case .notASurvivor(let name):
            "\(name) cannot take others in: it is not filed yet, merged itself, or no longer open"
        case .away(let name, let deputy, let until): "\(name) is away until \(until.minute) UTC; give it to \(deputy)"
        case .otherCustomersRequest(let name): "\(name) is about another customer; link them instead"
        }
    }
}
