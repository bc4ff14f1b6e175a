/// Why the customer wants the purchase undone. Microsoft publishes no list; these are the reasons that distributors' credit
/// forms offer.
package enum RefundReason: String, CaseIterable, Hashable, Sendable {
    case serviceOutage, technical, accidental, misinformation, duplicate, billingError, other
}
