import Basics
import Testing
import Tickets

/// What holds for every calendar, tried on calendars and instants that follow from a seed.
struct BusinessTimePropertyTests {
    @Test(arguments: 0..<150)
    func `elapsed business time is additive and monotone`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let calendar = try BusinessCalendar.random(&random)
        for _ in 0..<20 {
            let points = (0..<3).map { _ in random.instant() }.sorted()
            let (a, b, c) = (points[0], points[1], points[2])
            let whole = calendar.elapsed(from: a, to: c)
            let first = calendar.elapsed(from: a, to: b)
            #expect(whole == first + calendar.elapsed(from: b, to: c), "\(calendar.text) \(a) \(b) \(c)")
            #expect(first >= 0)
            #expect(first <= b.milliseconds - a.milliseconds)
            #expect(calendar.pieces(from: a, to: c).reduce(0) { $0 + $1.milliseconds } == whole)
        }
    }

    @Test(arguments: 0..<150)
    func `so much time has passed at the instant after it, and not a millisecond before`(seed: UInt64) throws {
        var random = SplitMix64(seed: 1_000 + seed)
        let calendar = try BusinessCalendar.random(&random)
        var last: Instant?
        let from = random.instant()
        for milliseconds in (0..<20).map({ _ in Int64(random.below(40 * 3_600_000)) + 1 }).sorted() {
            let instant = try #require(calendar.instant(after: milliseconds, from: from), "\(calendar.text)")
            #expect(calendar.elapsed(from: from, to: instant) == milliseconds)
            #expect(calendar.elapsed(from: from, to: instant.adding(milliseconds: -1)) == milliseconds - 1)
            if let last { #expect(last <= instant) }
            last = instant
        }
    }

    @Test(arguments: 0..<60)
    func `the business time of some days is what counting their minutes gives`(seed: UInt64) throws {
        var random = SplitMix64(seed: 2_000 + seed)
        let calendar = try BusinessCalendar.random(&random)
        // A week in which clocks are turned somewhere.
        let weeks = ["2026-03-06", "2026-03-27", "2026-10-23", "2026-10-30", "2027-04-02"]
        let start = try Day(weeks[random.below(weeks.count)]).start
        let from = start.adding(milliseconds: Int64(random.below(1_440)) * 60_000)
        let minutes = random.below(5 * 1_440)
        let counted = (0..<Int64(minutes)).count { minute in
            let instant = from.adding(milliseconds: minute * 60_000)
            let local = instant.adding(milliseconds: calendar.zone.offset(at: instant).milliseconds)
            let ofDay = Int(local.milliseconds - local.day.start.milliseconds) / 60_000
            return calendar.hours(on: local.day).contains { $0.start <= ofDay && ofDay < $0.end }
        }
        let to = from.adding(milliseconds: Int64(minutes) * 60_000)
        #expect(calendar.elapsed(from: from, to: to) == Int64(counted) * 60_000, "\(calendar.text) \(from) \(to)")
    }

    @Test(arguments: 0..<100)
    func `a calendar's text reads back as the calendar`(seed: UInt64) throws {
        var random = SplitMix64(seed: 3_000 + seed)
        let calendar = try BusinessCalendar.random(&random)
        #expect(try BusinessCalendar(calendar.text) == calendar)
        #expect(try BusinessCalendar(calendar.text).text == calendar.text)
    }
}

extension SplitMix64 {
    /// Within two years, to the millisecond.
    fileprivate mutating func instant() -> Instant {
        SampleYears.start.adding(milliseconds: Int64(below(731 * 86_400_000)))
    }
}

private enum SampleYears {
    /// 2026-01-01.
    static let start = Day(daysSinceEpoch: 20_454).start
}

extension BusinessCalendar {
    /// Up to three stretches a day, some days free but one, and up to forty holidays within two years.
    fileprivate static func random(_ random: inout SplitMix64) throws -> BusinessCalendar {
        let zones = [
            "UTC", "Europe/Berlin", "America/New_York", "Asia/Seoul", "Australia/Lord_Howe", "Africa/Casablanca",
            "America/St_Johns", "Pacific/Chatham", "Asia/Beirut",
        ]
        var week: [Weekday: [WorkingHours]] = [.wednesday: [try WorkingHours(600, 700)]]
        for day in Weekday.allCases where random.below(4) > 0 {
            let bounds = Set((0..<6).map { _ in random.below(97) * 15 }).sorted()
            week[day] = try stride(from: 0, to: bounds.count - 1, by: 2).map {
                try WorkingHours(bounds[$0], bounds[$0 + 1])
            }
        }
        if week.values.allSatisfy(\.isEmpty) { week[.wednesday] = [.wholeDay] }
        let holidays = try (0..<random.below(40)).map { index in
            try Holiday(
                SampleYears.start.adding(days: Int64(random.below(731))).day,
                index % 3 == 0 ? "" : "Day \(index)"
            )
        }
        return try BusinessCalendar(
            zone: WallClock(zones[random.below(zones.count)]),
            week: week,
            holidays: holidays
        )
    }
}
