import Basics

/// A date, or a date and a time, of an iCalendar file.
struct ICalendarMoment {
    let day: Day
    /// Nil for a date alone; true when the time is midnight.
    let isMidnight: Bool?

    /// Reads `20261225`, `20261225T090000` (as the clock on the wall shows it) or `20261225T090000Z`, which is brought
    /// to `zone`. Nil for anything else.
    init?(_ text: String, in zone: WallClock) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 8, let date = Self.number(bytes[..<8]),
            let day = Day(year: date / 10_000, month: date / 100 % 100, day: date % 100)
        else { return nil }
        if bytes.count == 8 {
            self.day = day
            isMidnight = nil
            return
        }
        let isUTC = bytes.count == 16 && bytes[15] == UInt8(ascii: "Z")
        guard isUTC || bytes.count == 15, bytes[8] == UInt8(ascii: "T"), let time = Self.number(bytes[9..<15]) else {
            return nil
        }
        let (hour, minute, second) = (time / 10_000, time / 100 % 100, time % 100)
        // 60 is a leap second.
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        let written = day.start.adding(milliseconds: Int64((hour * 60 + minute) * 60 + second) * 1_000)
        let local = isUTC ? written.adding(milliseconds: zone.offset(at: written).milliseconds) : written
        self.day = local.day
        isMidnight = local == local.day.start
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
