package import Basics

/// The arithmetic for people, in English. Times are those of the calendar's wall clock.
extension ServiceClock {
    /// Both clocks, interval by interval.
    package func lines(in calendar: BusinessCalendar) -> [String] {
        ["Times in \(calendar.zone.name)"] + firstResponse.lines("First response", in: calendar)
            + nextUpdate.lines("Next update", in: calendar)
    }
}

extension ServiceClock.Reading {
    fileprivate func lines(_ name: String, in calendar: BusinessCalendar) -> [String] {
        let used = budget.map { "\(BusinessSpan.text(elapsed)) of \(BusinessSpan.text($0))" }
        let due = dueAt.map { "due \(calendar.zone.minute($0))" }
        return ["\(name): \([state.rawValue, used, due].compactMap(\.self).joined(separator: ", "))"]
            + steps.flatMap { $0.lines(in: calendar) }
    }
}

extension ServiceClock.Step {
    fileprivate func lines(in calendar: BusinessCalendar) -> [String] {
        let counted = status.clock == .running ? BusinessSpan.text(milliseconds) : status.clock.rawValue
        let head = "  \(calendar.zone.minute(from)) to \(calendar.zone.minute(to)) \(status.rawValue): \(counted)"
        let holidays = status.clock == .running ? calendar.holidays(from: from, to: to) : []
        let rows =
            pieces.map { ($0.from, "\($0.text) \(BusinessSpan.text($0.milliseconds))") }
            + holidays.map { ($0.start, "\($0.holiday.day.named) holiday \($0.holiday.name)".trimmed) }
        return [head] + rows.sorted { $0.0 < $1.0 }.map { "    \($0.1)" }
    }
}

extension BusinessCalendar {
    /// The holidays that took working hours away between two instants, with where each begins.
    fileprivate func holidays(from: Instant, to: Instant) -> [(holiday: Holiday, start: Instant)] {
        let days = zone.day(at: from)...max(zone.day(at: from), zone.day(at: to))
        return holidays.filter { days.contains($0.day) && week[$0.day.dayOfWeek] != nil }.map { holiday in
            (holiday, holiday.day.start.adding(milliseconds: -zone.offset(at: holiday.day.start).milliseconds))
        }
    }
}

extension BusinessCalendar.Piece {
    /// On the wall clock: `Mon 2026-11-30 09:00-12:00 +01:00`.
    package var text: String {
        let start = from.adding(milliseconds: offset)
        let end = to.adding(milliseconds: offset)
        // The end of a day is written as its own 24:00, not as the next one's 00:00.
        let last = end.day == start.day ? end.clock : "24:00"
        let minutes = abs(offset) / 60_000
        let distance = Instant(milliseconds: minutes * 60_000).minute.suffix(5)
        return "\(start.day.named) \(start.clock)-\(last) \(offset < 0 ? "-" : "+")\(distance)"
    }
}

extension WallClock {
    /// An instant on the wall clock, with its day of the week: `Mon 2026-11-30 09:00`.
    package func minute(_ instant: Instant) -> String {
        let local = instant.adding(milliseconds: offset(at: instant).milliseconds)
        return "\(local.day.named) \(local.clock)"
    }
}

extension Day {
    fileprivate var named: String { "\(dayOfWeek.text.prefix(1).uppercased())\(dayOfWeek.text.dropFirst()) \(self)" }
}

extension Instant {
    /// `09:00`, and to the second or millisecond where that says more.
    fileprivate var clock: String {
        let clock = description.dropFirst(11).dropLast()
        if !clock.hasSuffix(".000") { return String(clock) }
        return String(clock.hasSuffix(":00.000") ? clock.prefix(5) : clock.prefix(8))
    }
}
