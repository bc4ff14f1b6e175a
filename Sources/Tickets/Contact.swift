package import Basics

/// Whom the desk may call back: the partner's own person, not the customer's (seed, "Request a refund").
package struct Contact: Hashable, Sendable {
    /// At most 200 characters.
    package let name: String
    package let email: EmailAddress
    package let phone: PhoneNumber?

    package init(name: String, email: EmailAddress, phone: PhoneNumber?) {
        self.name = name
        self.email = email
        self.phone = phone
    }
}
