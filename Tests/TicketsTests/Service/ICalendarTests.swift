import Basics
import Testing
import Tickets

struct ICalendarTests {
    private static let through = Day(daysSinceEpoch: 20_780)  // 2026-11-23

    /// The holidays of a file with these lines between BEGIN and END of the calendar, as a calendar's text has them.
    private func read(_ lines: String..., zone: String = "UTC") throws -> [String] {
        try read(file: "BEGIN:VCALENDAR\nVERSION:2.0\n\(lines.joined(separator: "\n"))\nEND:VCALENDAR\n", zone: zone)
    }

    private func read(file: String, zone: String = "UTC") throws -> [String] {
        let holidays = try ICalendarHolidays(Array(file.utf8), in: WallClock(zone), through: Self.through).holidays
        return holidays.map { "\($0.day) \($0.name)" }
    }

    private func event(_ lines: String...) -> String {
        "BEGIN:VEVENT\n\(lines.joined(separator: "\n"))\nEND:VEVENT"
    }

    private func faults(_ lines: String...) -> [String] {
        let file = "BEGIN:VCALENDAR\n\(lines.joined(separator: "\n"))\nEND:VCALENDAR\n"
        return faults(bytes: Array(file.utf8))
    }

    private func faults(bytes: [UInt8]) -> [String] {
        let faults = #expect(throws: LineFaults<ICalendarFlaw>.self) {
            try ICalendarHolidays(bytes, in: .utc, through: Self.through)
        }
        return faults?.sentences ?? []
    }

    @Test func `an event closes its day, and several days when it lasts, its end not included`() throws {
        #expect(
            try read(
                event("DTSTART;VALUE=DATE:20270206", "DTEND;VALUE=DATE:20270209", "SUMMARY:Seollal"),
                event("DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas Day"),
                event("DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20270301", "SUMMARY:Samiljeol")
            ) == [
                "2026-12-25 Christmas Day", "2027-02-06 Seollal", "2027-02-07 Seollal", "2027-02-08 Seollal",
                "2027-03-01 Samiljeol",
            ]
        )
        #expect(try read(event("DTSTART;VALUE=DATE:20261224", "DURATION:P3D")).count == 3)
        #expect(try read(event("DTSTART;VALUE=DATE:20261224", "DURATION:P1W")).count == 7)
    }

    @Test func `lines are unfolded by their bytes, and names lose their escapes`() throws {
        let file = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VAL\r\n UE=DATE:20261225\r\nSUMMARY;LANGUAGE=ko:크리"
        var bytes = Array(file.utf8)
        let name = Array("스마스\\, \\\\ \\; \\nday".utf8)
        // The fold lies within a character.
        bytes += name.prefix(4) + Array("\r\n\t".utf8) + name.dropFirst(4)
        bytes += Array("\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".utf8)
        let read = try ICalendarHolidays([0xef, 0xbb, 0xbf] + bytes, in: .utc, through: Self.through)
        #expect(read.holidays == [try Holiday(Day("2026-12-25"), "크리스마스, \\ ; day")])
    }

    @Test func `a time in UTC is brought to the calendar's zone, any other is taken as written`() throws {
        let christmas = event("DTSTART:20261224T150000Z", "DTEND:20261225T150000Z", "SUMMARY:X")
        #expect(try read(christmas, zone: "Asia/Seoul") == ["2026-12-25 X"])
        #expect(try read(christmas) == ["2026-12-24 X", "2026-12-25 X"])
        #expect(
            try read(event("DTSTART;TZID=\"Asia/Seoul\":20261225T000000", "DTEND:20261226T000000", "SUMMARY:X"))
                == ["2026-12-25 X"]
        )
        #expect(try read(event("DTSTART:20261225T140000", "SUMMARY:X")) == ["2026-12-25 X"])
    }

    @Test func `an event that comes every year is written out up to ten years ahead`() throws {
        let days = try read(event("DTSTART;VALUE=DATE:20251225", "RRULE:FREQ=YEARLY", "SUMMARY:X"))
        #expect(days.count == 11)
        #expect(days.first == "2025-12-25 X")
        #expect(days.last == "2035-12-25 X")
        #expect(
            try read(event("DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=YEARLY;COUNT=2;INTERVAL=3", "SUMMARY:X"))
                == ["2026-12-25 X", "2029-12-25 X"]
        )
        #expect(
            try read(event("DTSTART;VALUE=DATE:20261231", "DURATION:P2D", "RRULE:UNTIL=20271231;FREQ=YEARLY"))
                == ["2026-12-31 ", "2027-01-01 ", "2027-12-31 ", "2028-01-01 "]
        )
        #expect(
            try read(event("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY;COUNT=3"))
                == ["2024-02-29 ", "2028-02-29 ", "2032-02-29 "]
        )
        #expect(
            try read(
                event(
                    "DTSTART;VALUE=DATE:20261225",
                    "RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;WKST=SU;COUNT=3",
                    "EXDATE;VALUE=DATE:20271225"
                )
            ) == ["2026-12-25 ", "2028-12-25 "]
        )
    }

    @Test func `cancelled events, time zones and alarms close no day`() throws {
        #expect(
            try read(
                "BEGIN:VTIMEZONE",
                "BEGIN:STANDARD",
                "DTSTART:19701025T030000",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
                "END:STANDARD",
                "END:VTIMEZONE",
                event("DTSTART;VALUE=DATE:20261225", "STATUS:CANCELLED"),
                event("DTSTART;VALUE=DATE:20261226", "BEGIN:VALARM", "DURATION:PT5M", "END:VALARM", "SUMMARY:X")
            ) == ["2026-12-26 X"]
        )
        #expect(try read("X-WR-CALNAME:Empty") == [])
    }

    @Test func `a calendar takes the holidays that it lacks and writes them as lines`() throws {
        let calendar = try BusinessCalendar("mon-fri 09:00-17:00\nholiday 2026-12-25 Christmas")
        let file = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261225
            DTEND;VALUE=DATE:20261227
            SUMMARY:Weihnachten
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261226
            SUMMARY:Boxing Day
            END:VEVENT
            END:VCALENDAR
            """
        let more = try calendar.adding(iCalendar: Array(file.utf8), through: Self.through)
        #expect(
            more.text
                == "zone UTC\nmon-fri 09:00-17:00\nholiday 2026-12-25 Christmas\nholiday 2026-12-26 Weihnachten\n"
        )
        #expect(try more.adding(iCalendar: Array(file.utf8), through: Self.through) == more)
    }

    @Test func `a fault names its line and what would have worked`() {
        #expect(
            faults(event("SUMMARY:X")) == ["2: the event has no DTSTART; write one, as DTSTART;VALUE=DATE:20261225"]
        )
        #expect(
            faults(event("DTSTART:2026-12-25", "SUMMARY:X")) == [
                "3: '2026-12-25' is no date for DTSTART; write YYYYMMDD, as 20261225, "
                    + "or with a time, as 20261225T000000Z"
            ]
        )
        #expect(
            faults(event("DTSTART:20261225", "DTEND:20261224")) == [
                "4: the event ends on 2026-12-24, before its start on 2026-12-25; DTEND is the first day after it"
            ]
        )
        #expect(
            faults(event("DTSTART:20261225", "DTEND:20280101"))
                == ["4: the event lasts 372 days; a holiday lasts at most 366"]
        )
        #expect(
            faults(event("DTSTART:20261225", "DURATION:PT5H"))
                == ["4: 'PT5H' is no number of whole days; write P1D or P1W, or DTEND instead"]
        )
        #expect(
            faults(event("DTSTART:20261225", "DTSTART:20261226")) == [
                "4: DTSTART stands twice in this event; keep one of the two"
            ]
        )
        #expect(
            faults(event("DTSTART:20261225", "RDATE:20261226"))
                == ["4: RDATE is not read; write every such day as an event of its own"]
        )
        #expect(
            faults("SUMMARY") == ["2: 'SUMMARY' is no property; a line is NAME:VALUE or NAME;PARAMETER=VALUE:VALUE"]
        )
        #expect(
            faults(event("DTSTART:20261225", "SUMMARY:\(String(repeating: "x", count: 201))"))
                == ["4: the event's SUMMARY has 201 characters; at most 200 are kept"]
        )
    }

    @Test(arguments: ["FREQ=MONTHLY", "BYDAY=4TH", "BYMONTH=11", "BYMONTHDAY=24", "BYSETPOS=1"])
    func `a rule that is not read is named`(part: String) {
        let rule = part.hasPrefix("FREQ") ? part : "FREQ=YEARLY;\(part)"
        #expect(
            faults(event("DTSTART:20261225", "RRULE:\(rule)")) == [
                "4: the rule's part \(part) is not read, only FREQ=YEARLY with INTERVAL, and COUNT or UNTIL; "
                    + "write every such day as an event of its own"
            ]
        )
    }

    @Test(arguments: ["COUNT=0", "INTERVAL=X", "COUNT", "INTERVAL=1"])
    func `a rule that says nothing is named`(rule: String) {
        #expect(
            faults(event("DTSTART:20261225", "RRULE:\(rule)")) == [
                "4: '\(rule)' is no part of a rule here; write FREQ=YEARLY, INTERVAL=2, COUNT=10 or UNTIL=20301231"
            ]
        )
    }

    @Test func `a file that is none, or is cut off, is refused`() {
        #expect(
            faults(bytes: Array("date,name\n2026-12-25,X\n".utf8))
                == ["1: 'date,name' is no property; a line is NAME:VALUE or NAME;PARAMETER=VALUE:VALUE"]
        )
        let none = ["1: the file does not begin with BEGIN:VCALENDAR; give an iCalendar file (.ics)"]
        #expect(faults(bytes: Array("BEGIN:VCARD\nEND:VCARD".utf8)) == none)
        #expect(faults(bytes: []) == none)
        #expect(
            faults(bytes: Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225".utf8)) == [
                "1: BEGIN:VCALENDAR is never closed; get the whole file",
                "2: BEGIN:VEVENT is never closed; get the whole file",
            ]
        )
        #expect(
            faults("BEGIN:VEVENT", "DTSTART:20261225").last
                == "4: END:VCALENDAR closes nothing; END:VEVENT must come first"
        )
        #expect(
            faults(bytes: Array("BEGIN:VCALENDAR\nX-A:".utf8) + [0xff] + Array("\nEND:VCALENDAR".utf8))
                == ["2: the line is not UTF-8; save the file as UTF-8"]
        )
    }

    @Test func `files, events and days have limits`() {
        #expect(
            faults(bytes: Array(repeating: 0x20, count: 1_000_001))
                == ["1: the file has 1000001 bytes; at most 1000000 are read"]
        )
        let many = String(repeating: event("DTSTART:20261225") + "\n", count: 5_001)
        #expect(
            faults(many).last?.hasSuffix("there are more than 5000 events; give a calendar of holidays alone") == true
        )
        let long = String(repeating: event("DTSTART:20260101", "DTEND:20270101") + "\n", count: 55)
        #expect(faults(long).last?.hasSuffix("fill more than 20000 days; give a calendar of holidays alone") == true)
        #expect(faults(String(repeating: "?\n", count: 5_000)).count == 100)
    }
}
