package import Basics

/// What a deployment may set about the workflow.
package struct TicketRules: Hashable, Sendable {
    package var tiers: ApprovalTiers
    package let attachments: AttachmentLimits
    /// Days within which a declined, withdrawn or closed ticket can be opened again.
    package var reopenDays: Int64
    /// Working days (Monday to Friday, UTC) that a requester has to answer a question.
    package var answerDays: Int
    /// Days after which the desk closes what is settled, declined or withdrawn by itself.
    package var closeDays: Int64
    /// Business time after which a ticket that somebody took and said nothing about goes back to the queue.
    package var returnAfter: BusinessSpan
    package var targets: ServiceTargets
    package var calendar: BusinessCalendar

    package init(
        tiers: ApprovalTiers = .standard,
        attachments: AttachmentLimits = .standard,
        reopenDays: Int64 = 14,
        answerDays: Int = 5,
        closeDays: Int64 = 14,
        returnAfter: BusinessSpan = .twoDays,
        targets: ServiceTargets = .standard,
        calendar: BusinessCalendar = .standard
    ) {
        self.tiers = tiers
        self.attachments = attachments
        self.reopenDays = reopenDays
        self.answerDays = answerDays
        self.closeDays = closeDays
        self.returnAfter = returnAfter
        self.targets = targets
        self.calendar = calendar
    }
}

extension BusinessSpan {
    /// Distributors acknowledge within a day; what stands still for two was forgotten.
    package static let twoDays = BusinessSpan(count: 2, unit: .day)
}

extension Ticket {
    /// When the desk owes its next word; nil while nobody waits for one.
    package func dueAt(under rules: TicketRules) -> Instant? {
        guard mergedInto == nil, status.clock == .running else { return nil }
        return ServiceClock.dueAt(of: self, under: rules.targets, in: rules.calendar)
    }

    /// Both service clocks as they stand.
    package func clock(under rules: TicketRules, at now: Instant) -> ServiceClock {
        ServiceClock(of: self, under: rules.targets, in: rules.calendar, at: now)
    }
}
