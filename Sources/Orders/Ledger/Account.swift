/// An account of an order line. A purchase moves paid → refundable; approving moves refundable → reserved; crediting
/// reserved → credited; settling credited → invoiced. Only `paid` may be negative.
package enum Account: String, CaseIterable, Hashable, Sendable {
    case paid, refundable, reserved, credited, invoiced
}
