import Tickets

/// What a mapping can name of ours: the facts of a request, and what the desk knows of the ticket. The raw values are the
/// words of mapping files; never renamed.
package enum OurField: String, CaseIterable, Hashable, Sendable {
    case problem, impact, title, tenant, order, subscription, purchase, reason, explanation, amount, currency
    case contactName = "contact.name"
    case contactEmail = "contact.email"
    case contactPhone = "contact.phone"
    /// Our id, a GUID that never changes: by it a ticket is known when it comes back.
    case id
    /// What people call it here, as R-10001.
    case number
    case status
    /// The desk's own page about the request: facts and all, for formats with one text and nothing else.
    case description
    /// When it was filed, and last changed.
    case created, updated

    /// The fact that it is, or is a part of; nil for what only the desk knows.
    var fact: FactField? {
        switch self {
        case .problem: .problem
        case .impact: .impact
        case .title: .title
        case .tenant: .tenant
        case .order, .subscription, .purchase: .purchase
        case .reason: .reason
        case .explanation: .explanation
        case .amount: .amount
        case .currency: .currency
        case .contactName: .contactName
        case .contactEmail: .contactEmail
        case .contactPhone: .contactPhone
        case .id, .number, .status, .description, .created, .updated: nil
        }
    }

    /// The words that it can hold; nil when it can hold any text.
    var choices: [String]? {
        switch self {
        case .problem: ProblemType.allCases.map(\.rawValue)
        case .impact: Impact.allCases.map(\.rawValue)
        case .reason: RefundReason.allCases.map(\.rawValue)
        case .status: TicketStatus.allCases.map(\.rawValue)
        case .title, .tenant, .order, .subscription, .purchase, .explanation, .amount, .currency, .contactName,
            .contactEmail, .contactPhone, .id, .number, .description, .created, .updated:
            nil
        }
    }
}
