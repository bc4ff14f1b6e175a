import Basics

/// The properties of one VEVENT that say on which days it is.
struct ICalendarEvent {
    /// Of its BEGIN.
    let line: Int
    private var lines: [String: ICalendarLine] = [:]
    private var exceptions: [ICalendarLine] = []

    init(line: Int) {
        self.line = line
    }

    /// Throws ``ICalendarFlaw/repeated(_:)``, or ``ICalendarFlaw/unsupported(property:)`` for what changes the days in
    /// ways that are not followed.
    mutating func take(_ line: ICalendarLine) throws(ICalendarFlaw) {
        switch line.name {
        case "DTSTART", "DTEND", "DURATION", "RRULE", "STATUS":
            if lines[line.name] != nil { throw .repeated(line.name) }
            lines[line.name] = line
        // One in another language may follow.
        case "SUMMARY": if lines[line.name] == nil { lines[line.name] = line }
        case "EXDATE": exceptions.append(line)
        case "RDATE", "EXRULE", "RECURRENCE-ID": throw .unsupported(property: line.name)
        default: break
        }
    }

    /// The days of the event, those of its repetitions up to `last`.
    func holidays(in zone: WallClock, through last: Day) throws(Misplaced) -> [Holiday] {
        if lines["STATUS"]?.value.trimmed.uppercased() == "CANCELLED" { return [] }
        guard let line = lines["DTSTART"] else { throw Misplaced(flaw: .startMissing, line: self.line) }
        let start = try moment(line, line.value, in: zone).day
        let length = try length(from: start, in: zone)
        let holiday = try named(on: start)
        let left = Set(try exceptedDays(in: zone))
        var holidays: [Holiday] = []
        for first in try starts(from: start, in: zone, through: last) where !left.contains(first) {
            holidays += (0..<length).map { holiday.moved(to: first.adding(days: $0)) }
            if holidays.count > ICalendarHolidays.dayLimit { break }
        }
        return holidays
    }

    private func named(on day: Day) throws(Misplaced) -> Holiday {
        let name = lines["SUMMARY"]
        do throws(Fault) { return try Holiday(day, name?.plainText ?? "") } catch {
            throw Misplaced(flaw: .name(error), line: name?.number ?? line)
        }
    }

    private func moment(
        _ line: ICalendarLine,
        _ text: String,
        in zone: WallClock
    ) throws(Misplaced) -> ICalendarMoment {
        guard let moment = ICalendarMoment(text.trimmed, in: zone) else {
            throw Misplaced(flaw: .notADate(property: line.name, text), line: line.number)
        }
        return moment
    }

    /// In days, at least one.
    private func length(from start: Day, in zone: WallClock) throws(Misplaced) -> Int {
        var days = 1
        var number = line
        if let line = lines["DTEND"] {
            number = line.number
            let end = try moment(line, line.value, in: zone)
            guard end.day >= start else {
                throw Misplaced(flaw: .endBeforeStart(start: start, end: end.day), line: number)
            }
            // A time after midnight touches its own day too. Some programs end a day on itself.
            let touched = end.isMidnight == false ? 1 : 0
            days = max(1, end.day.daysSinceEpoch - start.daysSinceEpoch + touched)
        } else if let line = lines["DURATION"] {
            number = line.number
            guard let duration = Self.days(line.value.trimmed) else {
                throw Misplaced(flaw: .notADuration(line.value), line: number)
            }
            days = duration
        }
        guard days <= ICalendarHolidays.lengthLimit else {
            throw Misplaced(flaw: .longEvent(days: days, limit: ICalendarHolidays.lengthLimit), line: number)
        }
        return days
    }

    /// `P1D` and `P2W`; anything finer is no number of days.
    private static func days(_ text: String) -> Int? {
        let text = text.uppercased()
        guard text.hasPrefix("P"), let count = Int(text.dropFirst().dropLast()), (1...9_999).contains(count) else {
            return nil
        }
        return text.hasSuffix("D") ? count : text.hasSuffix("W") ? count * 7 : nil
    }

    private func exceptedDays(in zone: WallClock) throws(Misplaced) -> [Day] {
        var days: [Day] = []
        for line in exceptions {
            for text in line.value.split(separator: ",") { days.append(try moment(line, String(text), in: zone).day) }
        }
        return days
    }

    private func starts(from start: Day, in zone: WallClock, through last: Day) throws(Misplaced) -> [Day] {
        guard let line = lines["RRULE"] else { return [start] }
        do throws(ICalendarFlaw) {
            return try ICalendarRule(line.value.trimmed, start: start, in: zone).starts(from: start, through: last)
        } catch {
            throw Misplaced(flaw: error, line: line.number)
        }
    }
}
