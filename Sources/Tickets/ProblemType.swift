/// The type of problem that a request is filed under.
///
/// Source: the seed document, "Request a refund", and the issue types of "Report problems with Partner Center".
package enum ProblemType: String, CaseIterable, Hashable, Sendable {
    /// CSP Purchase/Refund on behalf of customers.
    case refund
    /// Customer services credit requests.
    case serviceCredit
    /// Reservation management: exchanges and refunds.
    case reservation

    /// The caption that Partner Center shows.
    package var caption: String {
        switch self {
        case .refund: "CSP Purchase/Refund on behalf of customers"
        case .serviceCredit: "Customer services credit requests"
        case .reservation: "Reservation management: exchanges and refunds"
        }
    }
}
