package import Basics
package import Orders

/// The checked facts of a refund request: what the seed's form asks for.
package struct TicketFacts: Hashable, Sendable {
    package let problem: ProblemType
    package let impact: Impact
    /// One line, at most 250 characters.
    package let title: String
    package let tenant: Tenant
    package let purchase: PurchaseReference
    package let reason: RefundReason
    /// Free text in the requester's words; nil when they wrote none.
    package let explanation: String?
    /// Gross, above zero.
    package let amount: Money
    package let contact: Contact

    package init(
        problem: ProblemType,
        impact: Impact,
        title: String,
        tenant: Tenant,
        purchase: PurchaseReference,
        reason: RefundReason,
        explanation: String?,
        amount: Money,
        contact: Contact
    ) {
        self.problem = problem
        self.impact = impact
        self.title = title
        self.tenant = tenant
        self.purchase = purchase
        self.reason = reason
        self.explanation = explanation
        self.amount = amount
        self.contact = contact
    }

    /// The facts as a form, in the one way to write each of them.
    package var form: FactsForm {
        var form = FactsForm()
        form[.problem] = problem.rawValue
        form[.impact] = impact.rawValue
        form[.title] = title
        form[.tenant] = tenant.description
        form[.purchase] = purchase.description
        form[.reason] = reason.rawValue
        form[.explanation] = explanation
        form[.amount] = amount.number
        form[.currency] = amount.currency.code
        form[.contactName] = contact.name
        form[.contactEmail] = contact.email.text
        form[.contactPhone] = contact.phone?.text
        return form
    }

    /// The description that Partner Center's form asks for, rendered from the facts and never parsed back.
    package var description: String {
        var lines = [
            "Customer tenant: \(tenant)",
            "Purchase: \(purchase)",
            "Refund reason: \(reason.rawValue)",
            "Amount requested: \(amount)",
        ]
        if let explanation { lines += ["", explanation] }
        return lines.joined(separator: "\n")
    }
}
