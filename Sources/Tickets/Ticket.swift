package import Basics

/// A refund request on its way from "the customer wants this undone" to "the credit was seen on the invoice".
///
/// A ticket is the sum of its events and nothing else: ``decide(_:by:at:under:)`` says what event a command makes or why it
/// makes none, ``take(_:)`` adds an event up. Loading a ticket is adding its events up again.
package struct Ticket: Hashable, Sendable {
    package typealias ID = Identifier<Ticket>

    package let id: ID
    /// What people call it: 10001 is shown as R-10001. Given at submission; not part of the record, because an archive that
    /// is restored elsewhere may find its number taken.
    package var number: Int64?
    package let organisation: Organisation.ID
    package let requester: Person.ID?
    /// Who filed it.
    package let filer: Person.ID
    package let filedFrom: Origin
    package let source: Source?
    package let createdAt: Instant

    package internal(set) var content: TicketContent
    package internal(set) var attachments: [Attachment]
    package internal(set) var assignee: Assignee?
    /// The request that goes on for this one; nil while it goes on by itself.
    package internal(set) var mergedInto: TicketName?
    package internal(set) var links: [TicketLink]
    package internal(set) var phase: Phase
    package internal(set) var statusSince: Instant
    package internal(set) var submittedAt: Instant?
    /// When the desk first answered; nil while the requester still waits for it.
    package internal(set) var respondedAt: Instant?
    /// What its service clocks are read from.
    package internal(set) var service: ServiceCourse
    package internal(set) var updatedAt: Instant
    /// The number of events.
    package internal(set) var version: Int
    /// The version of the last event that was more than a note: what a person must have seen to act.
    package internal(set) var changedVersion: Int
    /// The digest of the last event.
    package internal(set) var head: Digest

    /// What is true only while the ticket stands in a given status.
    package enum Phase: Hashable, Sendable {
        case draft
        case discarded
        case submitted
        case underReview(Review)
        case awaitingInformation(question: String)
        case escalated(reference: String?)
        case approved(Approval)
        case creditPending(Credit)
        case disputed(Credit, why: String)
        case settled(Credit, Settlement)
        case declined(DeclineReason)
        case withdrawn
        case closed(Ending)
    }

    /// What a review has gathered.
    package struct Review: Hashable, Sendable {
        package let assent: Assent?
        package let answer: VendorAnswer?

        package init(assent: Assent? = nil, answer: VendorAnswer? = nil) {
            self.assent = assent
            self.answer = answer
        }
    }

    /// How a closed ticket ended.
    package enum Ending: Hashable, Sendable {
        case settled(Credit, Settlement)
        case declined(DeclineReason)
        case withdrawn
    }

    package var status: TicketStatus {
        switch phase {
        case .draft: .draft
        case .discarded: .discarded
        case .submitted: .submitted
        case .underReview: .underReview
        case .awaitingInformation: .awaitingInformation
        case .escalated: .escalated
        case .approved: .approved
        case .creditPending: .creditPending
        case .disputed: .disputed
        case .settled: .settled
        case .declined: .declined
        case .withdrawn: .withdrawn
        case .closed: .closed
        }
    }

    package var facts: TicketFacts? { content.facts }

    /// What somebody is towards this ticket. A deputy has the desk's parts of those whom they stand in for, but not Partner
    /// Center's, which are Microsoft's to give. Whoever brings records in speaks for the requester of those records.
    package func parts(of actor: Actor) -> Set<TicketPart> {
        let person = actor.person
        var parts: Set<TicketPart> = []
        if requester == person.id, person.may(.fileTickets) { parts.insert(.requester) }
        if actor.origin == .import, filedFrom == .import, person.may(.importRecords) { parts.insert(.requester) }
        if actor.isRelayed { parts.insert(.requester) }
        if actor.may(.workTickets) { parts.insert(.agent) }
        if actor.may(.approveTickets) { parts.insert(.approver) }
        if person.may(.cancelOrders) { parts.insert(.adminAgent) }
        if actor.may(.settleCredits) { parts.insert(.billing) }
        if person.may(.runTheClock) { parts.insert(.system) }
        return parts
    }

    /// Whether the ticket exists for somebody. What one may not see does not exist, in any list, count or error.
    package func isVisible(to person: Person) -> Bool {
        person.may(.seeAllTickets) || requester == person.id || (filer == person.id && filedFrom != .import)
    }
}
