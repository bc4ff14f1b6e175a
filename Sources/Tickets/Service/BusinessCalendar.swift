package import Basics

/// When a desk works: hours of each day of the week on the wall clock of one place, and the holidays.
package struct BusinessCalendar: Hashable, Sendable {
    package let zone: WallClock
    /// The hours of each day of the week, in order; a day that is not listed is free.
    package let week: [Weekday: [WorkingHours]]
    /// In order, one a day.
    package let holidays: [Holiday]
    private let closed: Set<Day>

    /// Throws ``CalendarFlaw/overlap(_:_:)``, or ``CalendarFlaw/noWorkingTime`` when nobody ever works. Of two holidays
    /// on one day the first is kept.
    package init(
        zone: WallClock,
        week: [Weekday: [WorkingHours]],
        holidays: [Holiday] = []
    ) throws(CalendarFlaw) {
        var ordered: [Weekday: [WorkingHours]] = [:]
        for (day, hours) in week where !hours.isEmpty { ordered[day] = try Self.ordered(hours) }
        if ordered.isEmpty { throw .noWorkingTime }
        self.init(zone: zone, ordered: ordered, holidays: holidays)
    }

    private init(zone: WallClock, ordered week: [Weekday: [WorkingHours]], holidays: [Holiday] = []) {
        self.zone = zone
        self.week = week
        var closed: Set<Day> = []
        self.holidays = holidays.filter { closed.insert($0.day).inserted }.sorted { $0.day < $1.day }
        self.closed = closed
    }

    /// Monday to Friday around the clock, in UTC.
    package static let standard = BusinessCalendar(
        zone: .utc,
        ordered: Dictionary(
            uniqueKeysWithValues: [.monday, .tuesday, .wednesday, .thursday, .friday].map { ($0, [.wholeDay]) }
        )
    )

    /// Every hour of every day.
    package static let always = BusinessCalendar(
        zone: .utc,
        ordered: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [.wholeDay]) })
    )

    /// A day's hours as they follow each other; throws ``CalendarFlaw/overlap(_:_:)``.
    static func ordered(_ hours: [WorkingHours]) throws(CalendarFlaw) -> [WorkingHours] {
        let hours = hours.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        for (first, second) in zip(hours, hours.dropFirst()) where second.start < first.end {
            throw .overlap(first.text, second.text)
        }
        return hours
    }

    /// The calendar with more holidays; days that are holidays already stay as they are.
    package func adding(_ more: [Holiday]) -> BusinessCalendar {
        BusinessCalendar(zone: zone, ordered: week, holidays: holidays + more)
    }

    /// The hours of one date.
    package func hours(on day: Day) -> [WorkingHours] {
        closed.contains(day) ? [] : week[day.dayOfWeek] ?? []
    }

    /// How long a business day is, in milliseconds: as long as the longest day of the week. Around the clock that is 24
    /// hours, from 09:00 to 18:00 with an hour's lunch it is 8.
    package var businessDay: Int64 {
        let minutes = week.values.map { hours in hours.reduce(0) { $0 + $1.minutes } }
        return Int64(minutes.max() ?? 0) * 60_000
    }
}
