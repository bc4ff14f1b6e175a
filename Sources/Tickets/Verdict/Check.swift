/// A question that the desk asks of every request before money is promised. The raw values stand in decisions; never renamed.
package enum Check: String, CaseIterable, Hashable, Sendable {
    /// Is the customer one of ours?
    case customer
    /// Do we know the order, and is it this customer's?
    case order
    /// Is a line of it still open?
    case line
    /// Does the policy take it back at all?
    case policy
    /// Was the request filed inside of the window?
    case window
    /// Is the amount no more than what can still be given back?
    case amount
    /// Is the order charged in the currency that is asked for?
    case currency
    /// Is anybody else asking for the same?
    case duplicate
    /// Is money of the order promised to somebody already?
    case cancellation
}

/// What a check, or all of them together, say of a request.
package enum Ruling: String, CaseIterable, Hashable, Sendable {
    case eligible
    /// It may be right, but somebody has to look.
    case needsHuman
    /// The rules do not give it.
    case ineligible
}
