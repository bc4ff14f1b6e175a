package import Basics

/// Where a ticket stood while somebody waited for the desk's word: what its service clocks are read from. It follows
/// from the events alone and knows no calendar, no target and no present time, so that a change of any of them, or of
/// the ticket's impact, keeps what has passed and what was paused.
package struct ServiceCourse: Hashable, Sendable {
    /// A ticket standing in one status.
    package struct Stretch: Hashable, Sendable {
        package let status: TicketStatus
        package let from: Instant
        /// Nil while it lasts.
        package fileprivate(set) var to: Instant?
    }

    /// The wait for one word.
    package struct Wait: Hashable, Sendable {
        /// In order and without gaps; empty before it begins.
        package fileprivate(set) var stretches: [Stretch] = []

        /// Over because the word came.
        package var isAnswered: Bool { !stretches.isEmpty && stretches.last?.to != nil }

        fileprivate mutating func begin(_ status: TicketStatus, at now: Instant) {
            stretches = [Stretch(status: status, from: now, to: nil)]
        }

        fileprivate mutating func turn(_ status: TicketStatus, at now: Instant) {
            guard !stretches.isEmpty, !isAnswered else { return }
            end(at: now)
            stretches.append(Stretch(status: status, from: now, to: nil))
        }

        fileprivate mutating func end(at now: Instant) {
            guard !stretches.isEmpty, !isAnswered else { return }
            stretches[stretches.count - 1].to = now
        }
    }

    /// From submission to the desk's first word.
    package private(set) var firstResponse = Wait()
    /// From the desk's last word, or from the day on which the ticket was opened again. Does not begin before the first
    /// word.
    package private(set) var nextUpdate = Wait()

    /// The course of a ticket that has just come into being.
    init(_ status: TicketStatus, at now: Instant) {
        if status != .draft { firstResponse.begin(status, at: now) }
    }

    /// Adds an event up: the ticket has gone from one status to another, or stayed, and the desk has said a word to the
    /// requester, or not.
    mutating func take(from before: TicketStatus, to status: TicketStatus, isWord: Bool, at now: Instant) {
        if isWord { firstResponse.end(at: now) }
        if status != before {
            if before == .draft, status != .discarded { firstResponse.begin(status, at: now) }
            firstResponse.turn(status, at: now)
            let isOpenedAgain = before.clock == .stopped && status.clock != .stopped
            if isOpenedAgain, firstResponse.isAnswered {
                nextUpdate.begin(status, at: now)
            } else {
                nextUpdate.turn(status, at: now)
            }
        }
        if isWord { nextUpdate.begin(status, at: now) }
    }
}
