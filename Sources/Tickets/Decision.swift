package import Basics

/// What an approval gives: the cancellation that the rules owe, or goodwill.
package enum CreditKind: String, CaseIterable, Hashable, Sendable {
    case cancellation, goodwill
}

/// A granted amount, reserved in the books from this moment on. A partial amount is always goodwill.
package struct Approval: Hashable, Sendable {
    package let kind: CreditKind
    /// Gross; the shares' sum.
    package let amount: Money
    package let by: Person.ID
    package let at: Instant
    /// The event that granted it: what makes the intent one of its kind.
    package let version: Int
    /// What it takes of each order line. Empty in records from before the books.
    package let shares: [CreditShare]
    /// What the rules and the books said; nil in records from before the books.
    package let verdict: VerdictRecord?
    /// Why an ineligible verdict did not stand in the way.
    package let override: String?
}

/// The first of two approvals. It reserves nothing and changes no status.
package struct Assent: Hashable, Sendable {
    package let kind: CreditKind
    package let amount: Money
    package let by: Person.ID
    package let at: Instant
    /// How the verdict was then: another one voids the assent.
    package let ruling: Ruling?
    /// What was paid, when that stands on the approvers' word.
    package let attested: Money?
    /// In whose stead the approver acted; none of them gives the other approval.
    package let represented: [Person.ID]

    /// Everybody whose approval this is.
    var givers: Set<Person.ID> { Set(represented).union([by]) }
}

/// Why a refund was refused.
package enum DeclineReason: String, CaseIterable, Hashable, Sendable {
    case outsideWindow, notEligible, alreadyRefunded, duplicate, wrongCustomer, insufficientEvidence, noAnswer, other
}

/// What Microsoft said about an escalated request.
package struct VendorAnswer: Hashable, Sendable {
    package enum Ruling: Hashable, Sendable {
        case granted(Money)
        case refused
        case question
    }

    package let ruling: Ruling
    /// Microsoft's reference, at most 200 characters.
    package let reference: String
    package let text: String?

    package init(ruling: Ruling, reference: String, text: String?) {
        self.ruling = ruling
        self.reference = reference
        self.text = text
    }
}

/// A credit that was asked for, with the reference of the request in Partner Center.
package struct Credit: Hashable, Sendable {
    package let approval: Approval
    package let reference: String
    package let at: Instant
}

/// Where a credit was seen.
package struct Settlement: Hashable, Sendable {
    /// The invoice number, as G000024135.
    package let invoice: String
    package let line: Int64?
    package let at: Instant
}

/// An agent whom a ticket was given to.
package struct Assignee: Hashable, Sendable {
    package let id: Person.ID
    /// The system name, kept with the event so that the record reads without the list of people.
    package let name: String

    package init(id: Person.ID, name: String) {
        self.id = id
        self.name = name
    }
}
