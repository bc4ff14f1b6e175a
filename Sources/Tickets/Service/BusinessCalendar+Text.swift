import Basics

/// A calendar as a setting's text:
///
///     zone Asia/Seoul
///     mon-fri 09:00-12:00 13:00-18:00
///     sat 10:00-12:00
///     holiday 2026-12-25 Christmas Day
///
/// Lines stand in any order; blank ones and those that begin with `#` say nothing. Without a zone it is UTC. `always`
/// is every hour of every day.
extension BusinessCalendar {
    /// Reads such text; throws everything that is wrong with it.
    package init(_ text: String) throws(LineFaults<CalendarFlaw>) {
        var draft = CalendarDraft()
        for line in TextLine.lines(of: text) { draft.take(line) }
        if draft.hours.isEmpty, draft.faults.isEmpty {
            draft.note(.noWorkingTime, at: Problem.Place(line: 1))
        }
        guard draft.faults.isEmpty else { throw LineFaults(list: draft.faults) }
        let week = draft.hours.mapValues(\.hours)
        do throws(CalendarFlaw) {
            try self.init(zone: draft.zone?.clock ?? .utc, week: week, holidays: draft.holidays.map(\.holiday))
        } catch {
            throw LineFaults(list: [LineFaults.Item(place: Problem.Place(line: 1), flaw: error)])
        }
    }

    /// The text that ``init(_:)`` reads back.
    package var text: String {
        (["zone \(zone.name)"] + weekLines + holidays.map(\.line)).map { $0 + "\n" }.joined()
    }

    /// Days that follow each other and have the same hours share a line.
    private var weekLines: [String] {
        if week == Self.always.week { return ["always"] }
        var lines: [String] = []
        var first = Weekday.monday
        for day in Weekday.allCases {
            if week[first] != week[day] { first = day }
            guard let hours = week[day], day == .sunday || week[day.next] != hours else { continue }
            let days = first == day ? day.text : "\(first.text)-\(day.text)"
            lines.append(([days] + hours.map(\.text)).joined(separator: " "))
        }
        return lines
    }
}

extension Holiday {
    /// As a calendar's text has it.
    package var line: String { name.isEmpty ? "holiday \(day)" : "holiday \(day) \(name)" }
}

/// What the lines of a calendar have said so far, each with the number of its line.
private struct CalendarDraft {
    var zone: (clock: WallClock, line: Int)?
    var hours: [Weekday: (hours: [WorkingHours], line: Int)] = [:]
    var holidays: [(holiday: Holiday, line: Int)] = []
    var faults: [LineFaults<CalendarFlaw>.Item] = []

    mutating func note(_ flaw: CalendarFlaw, at place: Problem.Place) {
        faults.append(LineFaults.Item(place: place, flaw: flaw))
    }

    mutating func take(_ line: TextLine) {
        let word = line.words[0].text
        switch word.lowercased() {
        case "zone": takeZone(line)
        case "always": takeAlways(line)
        case "holiday": takeHoliday(line)
        default: takeHours(line)
        }
    }

    private mutating func takeZone(_ line: TextLine) {
        guard line.words.count > 1 else { return note(.zoneMissing, at: line.place(0)) }
        do throws(CalendarFlaw) {
            let clock = try WallClock(line.words[1].text)
            if let zone { return note(.repeatedZone(line: zone.line), at: line.place(0)) }
            zone = (clock, line.number)
        } catch { note(error, at: line.place(1)) }
        refuseWords(from: 2, of: line)
    }

    private mutating func takeAlways(_ line: TextLine) {
        set([.wholeDay], on: Weekday.allCases, line)
        refuseWords(from: 1, of: line)
    }

    private mutating func takeHoliday(_ line: TextLine) {
        guard line.words.count > 1 else { return note(.holidayMissing, at: line.place(0)) }
        var index = 1
        do throws(Fault) {
            let day = try Day(line.words[1].text)
            index = 2
            let holiday = try Holiday(day, line.words.dropFirst(2).map(\.text).joined(separator: " "))
            if let other = holidays.first(where: { $0.holiday.day == day }) {
                return note(.repeatedHoliday(day, line: other.line), at: line.place(1))
            }
            holidays.append((holiday, line.number))
        } catch { note(.holiday(error), at: line.place(index)) }
    }

    private mutating func takeHours(_ line: TextLine) {
        let days: [Weekday]
        do throws(CalendarFlaw) { days = try Weekday.days(line.words[0].text) } catch {
            return note(error, at: line.place(0))
        }
        guard line.words.count > 1 else { return note(.hoursMissing(line.words[0].text), at: line.place(0)) }
        var hours: [WorkingHours] = []
        for (index, word) in line.words.enumerated().dropFirst() {
            do throws(CalendarFlaw) {
                hours.append(try WorkingHours(word.text))
                _ = try BusinessCalendar.ordered(hours)
            } catch {
                return note(error, at: line.place(index))
            }
        }
        set(hours, on: days, line)
    }

    private mutating func set(_ hours: [WorkingHours], on days: [Weekday], _ line: TextLine) {
        for day in days {
            if let other = self.hours[day] { return note(.repeatedDay(day, line: other.line), at: line.place(0)) }
            self.hours[day] = (hours, line.number)
        }
    }

    private mutating func refuseWords(from index: Int, of line: TextLine) {
        if index < line.words.count { note(.surplus(line.words[index].text), at: line.place(index)) }
    }
}

extension Weekday {
    /// Reads `mon`, `mon-fri`, `sun-thu` or `mon-wed,sat`. Throws ``CalendarFlaw/unknownLine(_:)`` when not even the
    /// first is a day, else ``CalendarFlaw/unknownWeekday(_:)``.
    fileprivate static func days(_ text: String) throws(CalendarFlaw) -> [Weekday] {
        var days: [Weekday] = []
        for range in text.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
            let ends = range.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
            guard var day = named(ends[0]) else {
                throw days.isEmpty && ends.count == 1 ? .unknownLine(text) : .unknownWeekday(ends[0])
            }
            guard ends.count <= 2, let last = named(ends[ends.count - 1]) else {
                throw .unknownWeekday(String(range))
            }
            days.append(day)
            while day != last {
                day = day.next
                days.append(day)
            }
        }
        return days
    }

    private static func named(_ text: String) -> Weekday? { allCases.first { $0.text == text } }
}
