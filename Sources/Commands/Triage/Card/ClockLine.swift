import Basics
import Tickets

/// How a ticket stands towards what the desk promised, in one line.
struct ClockLine: Equatable {
    let text: String
    let style: Style?

    init(_ clock: ServiceClock, at now: Instant) {
        // The first response is what counts until it was given.
        let isFirst = Self.isOpen(clock.firstResponse)
        let name = isFirst ? "first response" : "next update"
        let reading = isFirst ? clock.firstResponse : clock.nextUpdate
        let minutes = reading.elapsed / 60_000 * 60_000
        let used = reading.budget.map { "\(BusinessSpan.text(minutes)) of \(BusinessSpan.text($0)) used" }
        if let due = reading.dueAt {
            let when = due < now ? "was due" : "due"
            text = "\(name) \(Moments.due(due, at: now)), \(when) \(due.minute) UTC" + (used.map { "; \($0)" } ?? "")
            style = due < now ? .bad : reading.isSoonDue(at: now) ? .waiting : nil
        } else {
            let words = [reading.state == .paused ? "\(name) paused" : nil, used].compactMap(\.self)
            text =
                switch reading.state {
                case .paused, .running: words.joined(separator: "; ")
                case .unpromised: "nothing is promised"
                case .waiting: "has not begun"
                case .met: "\(name) came in time"
                case .stopped: "stopped: nobody waits"
                case .breached: "\(name) came late"
                }
            style = .faint
        }
    }

    private static func isOpen(_ reading: ServiceClock.Reading) -> Bool {
        switch reading.state {
        case .running, .paused: true
        case .breached: reading.dueAt != nil
        case .unpromised, .waiting, .met, .stopped: false
        }
    }
}
