/// The fields of a refund request. The raw values name them in forms, files, events and error messages; never renamed.
package enum FactField: String, CaseIterable, Hashable, Sendable {
    case problem, impact, title, tenant, purchase, reason, explanation, amount, currency
    case contactName = "contact.name"
    case contactEmail = "contact.email"
    case contactPhone = "contact.phone"

    /// Longest text in Unicode scalars. Microsoft documents none; these fit the CRMs that tickets travel to.
    package var limit: Int {
        switch self {
        case .title: 250
        case .explanation: 1_000_000
        case .contactName: 200
        case .problem, .impact, .tenant, .purchase, .reason, .amount, .currency, .contactEmail, .contactPhone: 300
        }
    }

    package var isRequired: Bool {
        switch self {
        case .problem, .impact, .title, .tenant, .purchase, .reason, .amount, .currency, .contactName, .contactEmail:
            true
        case .explanation, .contactPhone: false
        }
    }

    /// The place in the order of declaration, from 0.
    var ordinal: Int {
        switch self {
        case .problem: 0
        case .impact: 1
        case .title: 2
        case .tenant: 3
        case .purchase: 4
        case .reason: 5
        case .explanation: 6
        case .amount: 7
        case .currency: 8
        case .contactName: 9
        case .contactEmail: 10
        case .contactPhone: 11
        }
    }
}
