package import Basics
package import Tickets

/// A mail that is to be sent, was sent, or could not be.
///
/// Its text is not kept: events never change, so it is written when it is delivered, from the events up to its own.
package struct OutboxEntry: Hashable, Sendable {
    /// The event that it tells of. One event makes at most one mail.
    package struct ID: Hashable, Sendable {
        package let ticket: Ticket.ID
        package let version: Int

        package init(ticket: Ticket.ID, version: Int) {
            self.ticket = ticket
            self.version = version
        }
    }

    package enum State: Hashable, Sendable {
        /// Not before this instant.
        case waiting(until: Instant)
        /// Somebody delivers it. When that has not ended by then, it is anybody's again.
        case sending(until: Instant)
        case sent(at: Instant)
        /// After the last attempt.
        case failed(at: Instant)
    }

    package let id: ID
    package let kind: Notice.Kind
    package let recipient: EmailAddress
    package let language: Language
    package let createdAt: Instant
    /// How often it was tried, the present attempt among them.
    package let attempts: Int
    package let state: State
    /// Why the last attempt failed that did; at most ``errorLimit`` Unicode scalars.
    package let lastError: String?

    package init(
        id: ID,
        kind: Notice.Kind,
        recipient: EmailAddress,
        language: Language,
        createdAt: Instant,
        attempts: Int,
        state: State,
        lastError: String?
    ) {
        self.id = id
        self.kind = kind
        self.recipient = recipient
        self.language = language
        self.createdAt = createdAt
        self.attempts = attempts
        self.state = state
        self.lastError = lastError
    }

    /// A mail that nobody has tried to send yet.
    package init(_ notice: Notice, of event: Event, in language: Language) {
        self.init(
            id: ID(ticket: event.ticket, version: event.version),
            kind: notice.kind,
            recipient: notice.recipient,
            language: language,
            createdAt: event.at,
            attempts: 0,
            state: .waiting(until: event.at),
            lastError: nil
        )
    }
}

extension OutboxEntry.ID: CustomStringConvertible {
    /// The ticket's id and the event's version: what stands in front of the @ of a Message-ID, and what a file is
    /// called.
    package var description: String { "\(ticket).\(version)" }
}

extension OutboxEntry {
    /// How many minutes pass after each failed attempt but the last.
    static let pauses: [Int64] = [1, 5, 30, 120, 480]

    package static var attemptLimit: Int { pauses.count + 1 }
    package static let errorLimit = 500
    /// How long an attempt may take, in milliseconds, before somebody else makes another.
    static let lease: Int64 = 600_000

    /// When it is anybody's to deliver; nil when that is over.
    package var dueAt: Instant? {
        switch state {
        case .waiting(let until), .sending(let until): until
        case .sent, .failed: nil
        }
    }

    /// At the beginning of an attempt. Failed when all attempts were begun already, which is when the last was cut off.
    func claimed(at now: Instant) -> OutboxEntry {
        guard attempts < Self.attemptLimit else {
            return with(.failed(at: now), lastError: lastError ?? "the last attempt was cut off")
        }
        return with(.sending(until: now.adding(milliseconds: Self.lease)), attempts: attempts + 1, lastError: lastError)
    }

    func sent(at now: Instant) -> OutboxEntry { with(.sent(at: now), lastError: nil) }

    /// After an attempt that failed.
    func failed(at now: Instant, because reason: String) -> OutboxEntry {
        let error = Self.line(reason)
        guard attempts < Self.attemptLimit else { return with(.failed(at: now), lastError: error) }
        let minutes = Self.pauses[max(0, attempts - 1)]
        return with(.waiting(until: now.adding(milliseconds: minutes * 60_000)), lastError: error)
    }

    private func with(_ state: State, attempts: Int? = nil, lastError: String?) -> OutboxEntry {
        OutboxEntry(
            id: id,
            kind: kind,
            recipient: recipient,
            language: language,
            createdAt: createdAt,
            attempts: attempts ?? self.attempts,
            state: state,
            lastError: lastError
        )
    }

    /// What other programs said, as one line that every database keeps.
    private static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(errorLimit) { line.append(Text.isControl(scalar) ? " " : scalar) }
        return String(line).trimmed
    }
}
