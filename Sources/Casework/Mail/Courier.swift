package import Basics
package import Tickets

/// Takes messages to where they are read, or to a program that does.
package protocol Courier: Sendable {
    /// Hands a message over; when it returns, somebody else answers for it. The same message may come again when nobody
    /// could write down that it went out: it has the same name and the same Message-ID then. Takes less than ten
    /// minutes.
    func deliver(_ parcel: Parcel) async throws(Undeliverable)
}

/// A message on its way.
package struct Parcel: Hashable, Sendable {
    package let id: OutboxEntry.ID
    package let recipient: EmailAddress
    /// The message of RFC 5322, header and all.
    package let message: [UInt8]

    package init(id: OutboxEntry.ID, recipient: EmailAddress, message: [UInt8]) {
        self.id = id
        self.recipient = recipient
        self.message = message
    }
}

/// Why a message did not go out, as a sentence.
package struct Undeliverable: Error, Hashable, Sendable {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}

/// A mail with everything that its text is made of, as a requester may see it.
package struct Posting: Sendable {
    package let entry: OutboxEntry
    /// As the event left it.
    package let ticket: Ticket
    package let event: Event
    /// The display name of who made the event; the system name when nobody here has it.
    package let author: String
    /// Until when an answer to a question counts; nil when none was asked.
    package let answerBy: Instant?
    /// Days within which an ended request can be opened again.
    package let reopenDays: Int64

    package init(
        entry: OutboxEntry,
        ticket: Ticket,
        event: Event,
        author: String,
        answerBy: Instant?,
        reopenDays: Int64
    ) {
        self.entry = entry
        self.ticket = ticket
        self.event = event
        self.author = author
        self.answerBy = answerBy
        self.reopenDays = reopenDays
    }
}
