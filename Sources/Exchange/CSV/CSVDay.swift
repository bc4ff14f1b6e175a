import Basics

/// Dates as spreadsheets and Partner Center write them.
enum CSVDay {
    /// Reads `7/15/2021` (month first), `7/15/2021 12:00:00 AM`, `2021-07-15`, `2021-07-15T00:00:00`, with or without a
    /// zone; the day is that of UTC. Nil for `0001-01-01`, which stands for never. Throws ``Fault/notADay(_:)``.
    static func read(_ text: String) throws(Fault) -> Day? {
        let day = text.utf8.contains(UInt8(ascii: "/")) ? american(text) : international(text)
        guard let day else { throw .notADay(text) }
        return day == Day(year: 1, month: 1, day: 1) ? nil : day
    }

    /// The same where never makes no sense.
    static func needed(_ text: String) throws(Fault) -> Day {
        guard let day = try read(text) else { throw .notADay(text) }
        return day
    }

    private static func american(_ text: String) -> Day? {
        var rest = Array(text.utf8)[...]
        guard let month = number(&rest, digits: 1...2), skip("/", &rest), let day = number(&rest, digits: 1...2),
            skip("/", &rest), let year = number(&rest, digits: 4...4), rest.isEmpty || isClock(&rest)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// ` 12:00`, ` 12:00:00`, ` 12:00:00 AM`.
    private static func isClock(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard skip(" ", &rest), let hour = number(&rest, digits: 1...2), skip(":", &rest),
            let minute = number(&rest, digits: 2...2), minute < 60
        else { return false }
        if skip(":", &rest) {
            guard let second = number(&rest, digits: 2...2), second < 60 else { return false }
        }
        if rest.isEmpty { return hour < 24 }
        let half = String(decoding: rest, as: UTF8.self).uppercased()
        return (half == " AM" || half == " PM") && (1...12).contains(hour)
    }

    private static func international(_ text: String) -> Day? {
        guard text.utf8.count > 10 else { return try? Day(text) }
        guard let instant = (try? Instant(text)) ?? (try? Instant(text + "Z")) else { return nil }
        return instant.day
    }

    private static func skip(_ character: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first, Unicode.Scalar(first) == character else { return false }
        rest.removeFirst()
        return true
    }

    private static func number(_ rest: inout ArraySlice<UInt8>, digits: ClosedRange<Int>) -> Int? {
        var (value, count) = (0, 0)
        while let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), count < digits.upperBound {
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            count += 1
            rest.removeFirst()
        }
        return digits.contains(count) ? value : nil
    }
}
