import Basics
import Testing
import Tickets

struct CalendarTextTests {
    private func faults(_ text: String) throws -> [String] {
        let faults = #expect(throws: LineFaults<CalendarFlaw>.self) { try BusinessCalendar(text) }
        return faults?.sentences ?? []
    }

    @Test func `a text is read line by line, in any order, with comments`() throws {
        let calendar = try BusinessCalendar(
            "\u{feff}# The desk in Seoul\r\n\r\nholiday 2026-12-25  Christmas\tDay\r\n"
                + "MON-Wed,sat 9:00-12:00\r\nzone Asia/Seoul"
        )
        #expect(calendar.zone.name == "Asia/Seoul")
        #expect(calendar.holidays == [try Holiday(Day("2026-12-25"), "Christmas Day")])
        #expect(calendar.week.keys.map(\.text).sorted() == ["mon", "sat", "tue", "wed"])
        #expect(calendar.week[.saturday] == [try WorkingHours(540, 720)])
    }

    @Test func `the text of a calendar puts equal days together`() throws {
        let text = """
            zone Asia/Seoul
            mon-fri 09:00-12:00 13:00-18:00
            sat 10:00-12:00
            holiday 2026-12-25 Christmas Day
            holiday 2027-01-01

            """
        #expect(try BusinessCalendar(text).text == text)
        #expect(BusinessCalendar.standard.text == "zone UTC\nmon-fri 00:00-24:00\n")
        #expect(BusinessCalendar.always.text == "zone UTC\nalways\n")
        #expect(try BusinessCalendar("always") == .always)
        #expect(try BusinessCalendar("sun-thu 09:00-17:00").text == "zone UTC\nmon-thu 09:00-17:00\nsun 09:00-17:00\n")
        #expect(try BusinessCalendar("tue 13:00-14:00 09:00-10:00").text == "zone UTC\ntue 09:00-10:00 13:00-14:00\n")
    }

    @Test(arguments: [
        (
            "work 09:00-17:00",
            "1:1: 'work' begins no line of a calendar; write zone, always, holiday, or days as mon-fri or sat,sun"
        ),
        (
            "mon-fri 09:00-17:00\nzone Asia/Soul",
            "2:6: 'Asia/Soul' is not a time zone of the IANA database; write a name as Asia/Seoul, Europe/Berlin or UTC"
        ),
        (
            "always\nzone seoul",
            "2:6: 'seoul' is not a time zone of the IANA database; write Asia/Seoul"
        ),
        (
            "always\nzone GMT+9",
            "2:6: 'GMT+9' is not a time zone of the IANA database; write a name as Asia/Seoul, Europe/Berlin or UTC"
        ),
        ("always\nzone", "2:1: names no time zone; write one, as zone Asia/Seoul"),
        ("zone UTC\nalways\nzone Asia/Seoul", "3:1: line 1 names the zone already; keep one of the two"),
        ("always\nzone UTC now", "2:10: 'now' is one word too many; end the line before it"),
        ("always 09:00-17:00", "1:8: '09:00-17:00' is one word too many; end the line before it"),
        (
            "mon-fry 09:00-17:00",
            "1:1: 'mon-fry' is not a day of the week; write mon, tue, wed, thu, fri, sat or sun, as mon-fri or sat,sun"
        ),
        (
            "mon-fri",
            "1:1: 'mon-fri' has no working hours; write them behind it, as 09:00-12:00 13:00-18:00, "
                + "or leave the line out"
        ),
        (
            "mon-fri 09:00-17:00 6pm",
            "1:21: '6pm' is not a time from and to; write HH:MM-HH:MM, as 09:00-18:00"
        ),
        (
            "mon-fri 09:00-24:01",
            "1:9: '09:00-24:01' is not a time from and to; write HH:MM-HH:MM, as 09:00-18:00"
        ),
        (
            "  fri  22:00-06:00",
            "1:8: '22:00-06:00' ends before it has begun; write what lies after midnight with the next day, "
                + "as fri 22:00-24:00 and sat 00:00-06:00"
        ),
        (
            "mon 09:00-12:00 11:59-18:00",
            "1:17: 11:59-18:00 overlaps 09:00-12:00; let each begin when the one before it has ended"
        ),
        (
            "mon-fri 09:00-12:00\nfri 13:00-15:00",
            "2:1: fri has its hours on line 1 already; write all hours of a day on one line"
        ),
        ("always\nholiday", "2:1: names no date; write one, as holiday 2026-12-25 Christmas Day"),
        ("always\nholiday 25.12.2026 Christmas", "2:9: '25.12.2026' is not a date; write YYYY-MM-DD, as 2026-11-23"),
        (
            "always\nholiday 2026-12-25 \(String(repeating: "x", count: 201))",
            "2:20: has 201 characters; at most 200 are kept"
        ),
        (
            "always\nholiday 2026-12-25 A\nholiday 2026-12-25 B",
            "3:9: 2026-12-25 is a holiday on line 2 already; keep one of the two"
        ),
        ("zone UTC\n", "1: there are no working hours; write a line as mon-fri 09:00-18:00, or always"),
        ("", "1: there are no working hours; write a line as mon-fri 09:00-18:00, or always"),
    ])
    func `a wrong line is named with its place and what would have worked`(text: String, sentence: String) throws {
        #expect(try faults(text) == [sentence])
    }

    @Test func `all that is wrong is said at once`() throws {
        #expect(
            try faults("zone Nowhere/Land\nmon 9-17\ntue 09:00-17:00\nholiday soon").map { $0.prefix(4) }
                == ["1:6:", "2:5:", "4:9:"]
        )
    }

    @Test func `the zone of a calendar is kept as it was written`() throws {
        #expect(try BusinessCalendar("zone Asia/Calcutta\nalways").text == "zone Asia/Calcutta\nalways\n")
        #expect(try WallClock("UTC") == .utc)
        #expect(try WallClock("GMT").name == "GMT")
    }
}
