import Basics
import Testing
import Tickets

struct BusinessCalendarTests {
    @Test func `an hour from half past four on Friday ends at half past nine on Monday`() throws {
        let calendar = try BusinessCalendar(BusinessCalendar.nineToFive)
        #expect(try calendar.after(hours: 1, "2026-11-27T16:30:00Z") == "2026-11-30 09:30")
        #expect(try calendar.hours("2026-11-27T16:30:00Z", "2026-11-30T09:30:00Z") == 1)
    }

    @Test func `lunch does not count, with two intervals a day and with three`() throws {
        let two = try BusinessCalendar("mon-fri 09:00-12:00 13:00-18:00")
        #expect(try two.after(hours: 4, "2026-11-23T09:00:00Z") == "2026-11-23 14:00")
        #expect(try two.after(hours: 1, "2026-11-23T12:20:00Z") == "2026-11-23 14:00")
        #expect(try two.hours("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z") == 8)
        #expect(try two.hours("2026-11-23T11:30:00Z", "2026-11-23T13:30:00Z") == 1)
        let three = try BusinessCalendar("mon 08:00-10:00 11:00-12:00 20:00-24:00")
        #expect(try three.hours("2026-11-23T09:00:00Z", "2026-11-23T21:00:00Z") == 3)
        #expect(try three.after(hours: 7, "2026-11-23T00:00:00Z") == "2026-11-24 00:00")
    }

    @Test func `time that is used up to the closing hour is due at the closing hour, not at the next opening`() throws {
        let calendar = try BusinessCalendar(BusinessCalendar.nineToFive)
        #expect(try calendar.after(hours: 0.5, "2026-11-27T16:30:00Z") == "2026-11-27 17:00")
        #expect(try calendar.after(hours: 0, "2026-11-28T03:00:00Z") == "2026-11-28 03:00")
        #expect(try calendar.after(hours: -1, "2026-11-28T03:00:00Z") == "2026-11-28 03:00")
    }

    @Test func `a week without a Monday goes on with Tuesday`() throws {
        let calendar = try BusinessCalendar("tue-fri 09:00-17:00")
        #expect(try calendar.after(hours: 1, "2026-11-27T16:30:00Z") == "2026-12-01 09:30")
        #expect(try calendar.hours("2026-11-30T00:00:00Z", "2026-12-01T00:00:00Z") == 0)
        let sundays = try BusinessCalendar("sun 10:00-11:00")
        #expect(try sundays.after(hours: 3, "2026-11-23T00:00:00Z") == "2026-12-13 11:00")
    }

    @Test func `holidays do not count`() throws {
        let calendar = try BusinessCalendar(BusinessCalendar.nineToFive + "\nholiday 2026-12-25 Christmas Day")
        #expect(try calendar.after(hours: 9, "2026-12-24T09:00:00Z") == "2026-12-28 10:00")
        #expect(try calendar.hours("2026-12-25T00:00:00Z", "2026-12-26T00:00:00Z") == 0)
    }

    @Test func `nothing passes backwards`() throws {
        #expect(try BusinessCalendar.always.hours("2026-11-24T00:00:00Z", "2026-11-23T00:00:00Z") == 0)
        #expect(try BusinessCalendar.always.hours("2026-11-24T00:00:00Z", "2026-11-24T00:00:00Z") == 0)
    }

    @Test func `hours are those of the wall clock in Seoul`() throws {
        let calendar = try BusinessCalendar(BusinessCalendar.seoul)
        // Friday 17:30 there; Saturday has two hours.
        #expect(try calendar.after(hours: 2, "2026-11-27T08:30:00Z") == "2026-11-28 02:30")
        #expect(try calendar.after(hours: 3, "2026-11-27T08:30:00Z") == "2026-11-30 00:30")
        // 24 December 15:00 UTC is Christmas Day in Seoul.
        #expect(try calendar.hours("2026-12-24T15:00:00Z", "2026-12-25T15:00:00Z") == 0)
        #expect(try calendar.hours("2026-12-23T15:00:00Z", "2026-12-24T15:00:00Z") == 8)
    }

    @Test(arguments: [
        // The clock is put forward at 02:00 to 03:00, back at 03:00 to 02:00 in Berlin, at 02:00 to 01:00 in New York.
        ("Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23.0),
        ("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 25.0),
        ("America/New_York", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", 23.0),
        ("America/New_York", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", 25.0),
        ("Asia/Seoul", "2026-03-28T15:00:00Z", "2026-03-29T15:00:00Z", 24.0),
    ])
    func `a whole day is as long as the wall clock makes it`(
        zone: String,
        from: String,
        to: String,
        hours: Double
    ) throws {
        #expect(try BusinessCalendar("zone \(zone)\nalways").hours(from, to) == hours)
    }

    @Test func `work from two to three is skipped in spring and done twice in autumn`() throws {
        let berlin = try BusinessCalendar("zone Europe/Berlin\nsun 02:00-03:00")
        #expect(try berlin.hours("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z") == 0)
        #expect(try berlin.hours("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z") == 2)
        let york = try BusinessCalendar("zone America/New_York\nsun 01:30-02:30")
        #expect(try york.hours("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z") == 0.5)
        // 01:30 to 02:00, the same again, and 02:00 to 02:30.
        #expect(try york.hours("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z") == 1.5)
    }

    @Test func `the wall clock keeps its hours when it is turned`() throws {
        let berlin = try BusinessCalendar("zone Europe/Berlin\nmon-fri 09:00-17:00")
        // Friday before and Monday after: 09:00 is 08:00 UTC, then 07:00 UTC.
        #expect(try berlin.after(hours: 1, "2026-03-27T15:30:00Z") == "2026-03-30 07:30")
        #expect(try berlin.after(hours: 1, "2026-10-23T14:30:00Z") == "2026-10-26 08:30")
        let york = try BusinessCalendar("zone America/New_York\nmon-fri 09:00-17:00")
        #expect(try york.after(hours: 1, "2026-03-06T21:30:00Z") == "2026-03-09 13:30")
        #expect(try york.after(hours: 1, "2026-10-30T20:30:00Z") == "2026-11-02 14:30")
    }

    @Test func `a day that a place skipped is skipped`() throws {
        // Samoa went from Thursday, 29 December 2011, to Saturday, 31 December.
        let samoa = try BusinessCalendar("zone Pacific/Apia\nthu-sat 09:00-10:00")
        #expect(try samoa.hours("2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z") == 2)
    }

    @Test func `the pieces show the wall clock`() throws {
        let calendar = try BusinessCalendar("zone Europe/Berlin\nsat 22:00-24:00\nsun 00:00-04:00")
        let pieces = calendar.pieces(from: try Instant("2026-10-24T20:30:30Z"), to: try Instant("2026-10-26T00:00:00Z"))
        #expect(
            pieces.map(\.text) == [
                "Sat 2026-10-24 22:30:30-24:00 +02:00", "Sun 2026-10-25 00:00-03:00 +02:00",
                "Sun 2026-10-25 02:00-04:00 +01:00",
            ]
        )
        let york = try BusinessCalendar("zone America/New_York\nmon 09:00-17:00")
        #expect(
            york.pieces(from: try Instant("2026-11-23T00:00:00Z"), to: try Instant("2026-11-24T00:00:00Z")).map(\.text)
                == ["Mon 2026-11-23 09:00-17:00 -05:00"]
        )
    }

    @Test func `a calendar whose days are all holidays never gets there`() throws {
        let monday = try Day("2026-11-23")
        let holidays = try (0..<800).map { try Holiday(monday.adding(days: $0 * 7), "") }
        let calendar = try BusinessCalendar("mon 09:00-10:00").adding(holidays)
        #expect(calendar.instant(after: 1, from: monday.start) == nil)
        #expect(calendar.elapsed(from: monday.start, to: monday.start.adding(days: 3_650)) == 0)
    }

    @Test func `the standard week is Monday to Friday around the clock in UTC`() throws {
        let standard = BusinessCalendar.standard
        for day in 23...27 {
            let filed = try Instant("2026-11-\(day)T08:15:00Z")
            #expect(standard.instant(after: standard.businessDay, from: filed) == filed.adding(workingDays: 1))
        }
        // What is filed on a weekend is worked on from Monday on, for a whole day.
        #expect(try standard.after(hours: 24, "2026-11-28T08:15:00Z") == "2026-12-01 00:00")
    }

    @Test func `a business day is the longest day of the week`() throws {
        #expect(BusinessCalendar.standard.businessDay == 86_400_000)
        #expect(BusinessCalendar.always.businessDay == 86_400_000)
        #expect(try BusinessCalendar(BusinessCalendar.seoul).businessDay == 8 * 3_600_000)
    }

    @Test func `values that overlap or never work are no calendar`() throws {
        let hours = [try WorkingHours(540, 720), try WorkingHours(700, 800)]
        #expect(throws: CalendarFlaw.overlap("09:00-12:00", "11:40-13:20")) {
            try BusinessCalendar(zone: .utc, week: [.monday: hours])
        }
        #expect(throws: CalendarFlaw.noWorkingTime) { try BusinessCalendar(zone: .utc, week: [.monday: []]) }
        #expect(throws: CalendarFlaw.endsBeforeStart("12:00-09:00")) { try WorkingHours(720, 540) }
        #expect(throws: CalendarFlaw.notHours("0-1441")) { try WorkingHours(0, 1_441) }
    }
}
