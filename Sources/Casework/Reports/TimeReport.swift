package import Basics
package import Tickets

/// What a time is measured to; all are measured from the submission on.
package enum TimeMeasure: String, CaseIterable, Hashable, Sendable {
    /// The desk's first word to the requester.
    case firstResponse
    /// The first approval or refusal, also one for want of an answer.
    case decision
    /// The first settlement.
    case settlement
}

/// What tickets' times are grouped by.
package enum TimeGrouping: String, CaseIterable, Hashable, Sendable {
    /// Of the submission (UTC).
    case month
    case impact
    case reason
}

/// How long tickets that were submitted in a period took.
package struct TimeReport: Hashable, Sendable {
    /// What the tickets of one group have in common.
    package enum Key: Hashable, Sendable {
        case month(Month)
        case impact(Impact)
        case reason(RefundReason)

        /// What reports write for it.
        package var text: String {
            switch self {
            case .month(let month): month.description
            case .impact(let impact): impact.rawValue
            case .reason(let reason): reason.rawValue
            }
        }
    }

    /// How long some tickets took to one of the measures. Nil when none of them came so far.
    package struct Times: Hashable, Sendable {
        /// As clocks on walls count.
        package let elapsed: Percentiles?
        /// Business time; nil also without a calendar.
        package let business: Percentiles?
    }

    package struct Group: Hashable, Sendable {
        /// Nil for all tickets together.
        package let key: Key?
        /// How many tickets were submitted.
        package let tickets: Int
        package let firstResponse: Times
        package let decision: Times
        package let settlement: Times

        package subscript(measure: TimeMeasure) -> Times {
            switch measure {
            case .firstResponse: firstResponse
            case .decision: decision
            case .settlement: settlement
            }
        }
    }

    /// The earliest month first; impacts and reasons in the order in which the program lists them. None is empty.
    package let groups: [Group]
    package let all: Group
    /// Whether business time was asked for.
    package let hasBusinessTime: Bool
}

/// A report on times in the making: a few numbers of each ticket.
struct TimeTally {
    private let grouping: TimeGrouping?
    private let calendar: BusinessCalendar?
    private var groups: [TimeReport.Key: Sheet] = [:]
    private var all = Sheet()

    init(by grouping: TimeGrouping?, in calendar: BusinessCalendar?) {
        self.grouping = grouping
        self.calendar = calendar
    }

    /// Milliseconds of some tickets.
    private struct Sheet {
        var tickets = 0
        var elapsed: [TimeMeasure: [Int64]] = [:]
        var business: [TimeMeasure: [Int64]] = [:]

        func times(to measure: TimeMeasure) -> TimeReport.Times {
            TimeReport.Times(
                elapsed: Percentiles(of: elapsed[measure] ?? []),
                business: Percentiles(of: business[measure] ?? [])
            )
        }

        func group(_ key: TimeReport.Key?) -> TimeReport.Group {
            TimeReport.Group(
                key: key,
                tickets: tickets,
                firstResponse: times(to: .firstResponse),
                decision: times(to: .decision),
                settlement: times(to: .settlement)
            )
        }
    }

    /// Notes what a ticket took; nothing of a draft.
    mutating func add(_ stored: StoredTicket) {
        guard let course = TicketCourse(stored) else { return }
        let key = grouping.map { course.key(by: $0) }
        func note(_ sheet: inout Sheet) {
            sheet.tickets += 1
            for measure in TimeMeasure.allCases {
                guard let end = course.end(of: measure) else { continue }
                let elapsed = end.milliseconds - course.submittedAt.milliseconds
                sheet.elapsed[measure, default: []].append(elapsed)
                guard let calendar else { continue }
                sheet.business[measure, default: []].append(course.business(to: measure, at: end, in: calendar))
            }
        }
        note(&all)
        if let key { note(&groups[key, default: Sheet()]) }
    }

    var report: TimeReport {
        TimeReport(
            groups: groups.sorted { $0.key.rank < $1.key.rank }.map { $0.value.group($0.key) },
            all: all.group(nil),
            hasBusinessTime: calendar != nil
        )
    }
}

/// The milestones of one submitted ticket.
private struct TicketCourse {
    let submittedAt: Instant
    private let stored: StoredTicket
    private let facts: TicketFacts

    init?(_ stored: StoredTicket) {
        guard let submittedAt = stored.ticket.submittedAt, let facts = stored.ticket.facts else { return nil }
        self.submittedAt = submittedAt
        self.stored = stored
        self.facts = facts
    }

    func key(by grouping: TimeGrouping) -> TimeReport.Key {
        switch grouping {
        case .month: .month(Month(of: submittedAt.day))
        case .impact: .impact(facts.impact)
        case .reason: .reason(facts.reason)
        }
    }

    func end(of measure: TimeMeasure) -> Instant? {
        switch measure {
        case .firstResponse: stored.ticket.respondedAt
        case .decision: stored.events.first { $0.to == .approved || $0.to == .declined }?.at
        case .settlement: stored.events.first { $0.to == .settled }?.at
        }
    }

    /// The first response as the service clock counts it; the others with everything that was waited for.
    func business(to measure: TimeMeasure, at end: Instant, in calendar: BusinessCalendar) -> Int64 {
        switch measure {
        case .firstResponse: stored.ticket.service.firstResponse.elapsed(in: calendar)
        case .decision, .settlement: calendar.elapsed(from: submittedAt, to: end)
        }
    }
}

extension TimeReport.Key {
    /// Its place in the report.
    fileprivate var rank: Int {
        switch self {
        case .month(let month): month.index
        case .impact(let impact): Impact.allCases.firstIndex(of: impact) ?? .max
        case .reason(let reason): RefundReason.allCases.firstIndex(of: reason) ?? .max
        }
    }
}
