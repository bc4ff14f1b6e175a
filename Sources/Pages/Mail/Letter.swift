package import Basics
package import Casework

/// One mail, written.
package struct Letter: Hashable, Sendable {
    package let id: OutboxEntry.ID
    package let language: Language
    package let recipient: EmailAddress
    package let subject: String
    package let body: String

    package init(id: OutboxEntry.ID, language: Language, recipient: EmailAddress, subject: String, body: String) {
        self.id = id
        self.language = language
        self.recipient = recipient
        self.subject = subject
        self.body = body
    }
}

/// An address with the name that readers see in front of it.
package struct Mailbox: Hashable, Sendable {
    package let name: String
    package let address: EmailAddress

    package init(name: String, address: EmailAddress) {
        self.name = name
        self.address = address
    }

    /// What stands behind the @.
    var host: String { address.text.split(separator: "@").last.map(String.init) ?? "" }
}
