package import Basics

/// The days that an iCalendar file (RFC 5545) names, as public calendars of holidays have them.
///
/// Every event that is not cancelled closes every day that it touches; `DTEND` is the first day after it. An event may
/// come again every year. What would say more than that is refused rather than half understood.
package struct ICalendarHolidays: Hashable, Sendable {
    /// Longest file, in bytes.
    package static let sizeLimit = 1_000_000
    package static let eventLimit = 5_000
    /// Most days of one event.
    package static let lengthLimit = 366
    /// Most days of all events together.
    package static let dayLimit = 20_000
    /// Faults after which a file is not read on.
    static let faultLimit = 100
    /// Years after the given day for which events that come again are written out.
    package static let years = 10

    /// In order of day; one a day, the first of the file.
    package let holidays: [Holiday]

    /// Reads a file. Times in UTC are brought to `zone`, all others are taken as written. Events that come again every
    /// year are written out up to ten years after `day`. Throws everything that is wrong; then nothing is read.
    package init(
        _ bytes: [UInt8],
        in zone: WallClock,
        through day: Day
    ) throws(LineFaults<ICalendarFlaw>) {
        guard bytes.count <= Self.sizeLimit else {
            throw LineFaults(.tooLarge(limit: Self.sizeLimit, actual: bytes.count), line: 1)
        }
        let last = day.adding(days: Self.years * 366)
        var reader = ICalendarReader()
        for line in ICalendarLine.unfolded(bytes) {
            do throws(ICalendarFlaw) { try reader.take(ICalendarLine(line.bytes, number: line.number)) } catch {
                reader.note(error, line: line.number)
                if reader.isHopeless { throw LineFaults(list: reader.faults) }
            }
        }
        reader.finish()
        var holidays: [Holiday] = []
        for event in reader.events {
            do throws(Misplaced) { holidays += try event.holidays(in: zone, through: last) } catch {
                reader.note(error.flaw, line: error.line)
            }
            if holidays.count > Self.dayLimit {
                reader.note(.tooManyDays(limit: Self.dayLimit), line: event.line)
                break
            }
        }
        guard reader.faults.isEmpty else {
            throw LineFaults(list: reader.faults.sorted { $0.place.line < $1.place.line })
        }
        var seen: Set<Day> = []
        self.holidays = holidays.filter { seen.insert($0.day).inserted }.sorted { $0.day < $1.day }
    }
}

extension BusinessCalendar {
    /// The calendar with the holidays of an iCalendar file; days that are holidays already stay as they are. Its text
    /// then lists them all. Throws as ``ICalendarHolidays/init(_:in:through:)`` does.
    package func adding(
        iCalendar bytes: [UInt8],
        through day: Day
    ) throws(LineFaults<ICalendarFlaw>) -> BusinessCalendar {
        adding(try ICalendarHolidays(bytes, in: zone, through: day).holidays)
    }
}

extension LineFaults {
    fileprivate init(_ flaw: Flaw, line: Int) {
        self.init(list: [Item(place: Problem.Place(line: line), flaw: flaw)])
    }
}
