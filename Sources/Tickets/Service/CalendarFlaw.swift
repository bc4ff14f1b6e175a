package import Basics

/// Why a text or values are no business calendar.
package enum CalendarFlaw: LineFlaw {
    case unknownLine(String)
    case unknownZone(String, near: String?)
    case zoneMissing
    case repeatedZone(line: Int)
    case surplus(String)
    case unknownWeekday(String)
    case hoursMissing(String)
    case notHours(String)
    case endsBeforeStart(String)
    case overlap(String, String)
    case repeatedDay(Weekday, line: Int)
    case holidayMissing
    case holiday(Fault)
    case repeatedHoliday(Day, line: Int)
    case noWorkingTime

    package var sentence: String {
        switch self {
        case .unknownLine(let word):
            "'\(quoted(word))' begins no line of a calendar; write zone, always, holiday, or days as mon-fri or sat,sun"
        case .unknownZone(let name, let near):
            "'\(quoted(name))' is not a time zone of the IANA database; write "
                + (near ?? "a name as Asia/Seoul, Europe/Berlin or UTC")
        case .zoneMissing: "names no time zone; write one, as zone Asia/Seoul"
        case .repeatedZone(let line): "line \(line) names the zone already; keep one of the two"
        case .surplus(let word): "'\(quoted(word))' is one word too many; end the line before it"
        case .unknownWeekday(let word):
            "'\(quoted(word))' is not a day of the week; write mon, tue, wed, thu, fri, sat or sun, "
                + "as mon-fri or sat,sun"
        case .hoursMissing(let days):
            "'\(quoted(days))' has no working hours; write them behind it, as 09:00-12:00 13:00-18:00, "
                + "or leave the line out"
        case .notHours(let text): "'\(quoted(text))' is not a time from and to; write HH:MM-HH:MM, as 09:00-18:00"
        case .endsBeforeStart(let text):
            "'\(quoted(text))' ends before it has begun; write what lies after midnight with the next day, "
                + "as fri 22:00-24:00 and sat 00:00-06:00"
        case .overlap(let first, let second):
            "\(quoted(second)) overlaps \(quoted(first)); let each begin when the one before it has ended"
        case .repeatedDay(let day, let line):
            "\(day.text) has its hours on line \(line) already; write all hours of a day on one line"
        case .holidayMissing: "names no date; write one, as holiday 2026-12-25 Christmas Day"
        case .holiday(let fault): fault.sentence
        case .repeatedHoliday(let day, let line): "\(day) is a holiday on line \(line) already; keep one of the two"
        case .noWorkingTime: "there are no working hours; write a line as mon-fri 09:00-18:00, or always"
        }
    }
}
