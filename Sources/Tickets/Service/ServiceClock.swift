package import Basics

/// How a ticket stands towards what the desk promised, and how that was worked out.
package struct ServiceClock: Hashable, Sendable {
    package let firstResponse: Reading
    package let nextUpdate: Reading

    /// The clocks of a ticket as they stand at `now`; a `now` before the ticket's last event is taken as that event's
    /// time.
    package init(
        of ticket: Ticket,
        under targets: ServiceTargets,
        in calendar: BusinessCalendar,
        at now: Instant
    ) {
        let promise = ticket.promise(under: targets)
        let now = max(now, ticket.updatedAt)
        func reading(_ wait: ServiceCourse.Wait, _ span: BusinessSpan?) -> Reading {
            let limits = span.map { Limits($0, warning: targets.warning, in: calendar) }
            return Reading(of: wait, in: ticket.status, within: limits, in: calendar, at: now)
        }
        firstResponse = reading(ticket.service.firstResponse, promise.firstResponse)
        nextUpdate = reading(ticket.service.nextUpdate, promise.nextUpdate)
    }

    /// When the desk owes its next word; nil while nobody waits for one or none was promised.
    package var dueAt: Instant? { firstResponse.dueAt ?? nextUpdate.dueAt }

    /// From when on the ticket is shown as soon due.
    package var warnAt: Instant? { firstResponse.warnAt ?? nextUpdate.warnAt }

    /// ``dueAt-swift.property`` alone, which does not depend on the present time: what lists keep and sort by.
    package static func dueAt(
        of ticket: Ticket,
        under targets: ServiceTargets,
        in calendar: BusinessCalendar
    ) -> Instant? {
        let promise = ticket.promise(under: targets)
        func due(_ wait: ServiceCourse.Wait, _ span: BusinessSpan?) -> Instant? {
            guard wait.isRunning, let span else { return nil }
            return wait.instant(after: span.milliseconds(in: calendar), in: calendar)
        }
        return due(ticket.service.firstResponse, promise.firstResponse)
            ?? due(ticket.service.nextUpdate, promise.nextUpdate)
    }
}

extension ServiceClock {
    /// How one of the two clocks stands.
    package enum State: String, CaseIterable, Hashable, Sendable {
        /// Nothing is promised for this impact.
        case unpromised
        /// Has not begun: a draft, or a next update before the first response.
        case waiting
        case running
        /// Somebody else has to act.
        case paused
        /// The word came in time.
        case met
        /// The ticket ended, and nobody waits any more.
        case stopped
        /// The time ran out before the word came, whether it has come since or not.
        case breached
    }

    /// What was promised, in business milliseconds of a calendar.
    struct Limits {
        let budget: Int64
        /// Business milliseconds after which to warn.
        let warning: Int64

        init(_ span: BusinessSpan, warning percent: Int64, in calendar: BusinessCalendar) {
            budget = span.milliseconds(in: calendar)
            warning = budget * percent / 100
        }
    }

    /// One of the two clocks.
    package struct Reading: Hashable, Sendable {
        package let state: State
        /// Business milliseconds that were promised; nil when nothing was.
        package let budget: Int64?
        /// Business milliseconds that have passed: the sum of the steps.
        package let elapsed: Int64
        /// When the budget is used up, whatever the present time; nil unless the clock runs.
        package let dueAt: Instant?
        /// When the warning begins; nil unless the clock runs.
        package let warnAt: Instant?
        /// In order and without gaps.
        package let steps: [Step]

        /// Between the warning and the breach.
        package func isSoonDue(at now: Instant) -> Bool {
            guard let warnAt, let dueAt else { return false }
            return warnAt <= now && now <= dueAt
        }

        init(
            of wait: ServiceCourse.Wait,
            in status: TicketStatus,
            within limits: Limits?,
            in calendar: BusinessCalendar,
            at now: Instant
        ) {
            let usedUpAt = limits.flatMap { wait.instant(after: $0.budget, in: calendar) }
            steps = wait.stretches.map { Step($0, in: calendar, at: now) }
            elapsed = steps.reduce(0) { $0 + $1.milliseconds }
            budget = limits?.budget
            dueAt = wait.isRunning ? usedUpAt : nil
            warnAt = wait.isRunning ? limits.flatMap { wait.instant(after: $0.warning, in: calendar) } : nil
            state =
                if limits == nil {
                    .unpromised
                } else if let usedUpAt, usedUpAt < now {
                    .breached
                } else if wait.isAnswered {
                    .met
                } else if wait.stretches.isEmpty {
                    status == .draft || status.clock != .stopped ? .waiting : .stopped
                } else {
                    switch status.clock {
                    case .running: .running
                    case .paused: .paused
                    case .stopped: .stopped
                    }
                }
        }
    }

    /// The ticket standing in one status, and what of that counts.
    package struct Step: Hashable, Sendable {
        package let status: TicketStatus
        package let from: Instant
        /// The present time for the step that lasts.
        package let to: Instant
        /// The business time that counts; empty unless the clock runs in this status.
        package let pieces: [BusinessCalendar.Piece]

        init(_ stretch: ServiceCourse.Stretch, in calendar: BusinessCalendar, at now: Instant) {
            status = stretch.status
            from = stretch.from
            to = stretch.to ?? now
            pieces = status.clock == .running ? calendar.pieces(from: from, to: to) : []
        }

        /// Business milliseconds that count.
        package var milliseconds: Int64 { pieces.reduce(0) { $0 + $1.milliseconds } }
    }
}

extension Ticket {
    /// What is promised for the impact that the ticket has now; nothing for a draft that does not say it yet.
    fileprivate func promise(under targets: ServiceTargets) -> ServiceTargets.Promise {
        facts.map { targets[$0.impact] } ?? ServiceTargets.Promise(firstResponse: nil, nextUpdate: nil)
    }
}

extension ServiceCourse.Wait {
    /// Whether the desk has to act now.
    var isRunning: Bool { !isAnswered && stretches.last?.status.clock == .running }

    /// Business milliseconds of the stretches that count and are over.
    package func elapsed(in calendar: BusinessCalendar) -> Int64 {
        stretches.reduce(0) { sum, stretch in
            guard let end = stretch.to, stretch.status.clock == .running else { return sum }
            return sum + calendar.elapsed(from: stretch.from, to: end)
        }
    }

    /// When so much business time has passed in the stretches that count; nil when they end before. A stretch that is
    /// over has used time up only if that happened before its end: a word at the very last moment is in time.
    func instant(after milliseconds: Int64, in calendar: BusinessCalendar) -> Instant? {
        var left = milliseconds
        for stretch in stretches where stretch.status.clock == .running {
            let found = calendar.instant(after: left, from: stretch.from)
            guard let end = stretch.to else { return found }
            if let found, found < end { return found }
            left -= calendar.elapsed(from: stretch.from, to: end)
        }
        return nil
    }
}
