import Basics

/// Dates as the tool writes them: `2022-09-23T16:59:29.0000000Z` since 2020, `6/15/2019 4:32:59 PM` before.
struct DataverseDate {
    /// What stands behind a date that names no zone: `Z`, or `+09:00`.
    let zone: String

    /// Nil when `zone` is none.
    init?(zone: String) {
        guard (try? Instant("2000-01-01T00:00:00" + zone)) != nil else { return nil }
        self.zone = zone
    }

    /// Nil for anything that is not one of the forms.
    func instant(_ text: String) -> Instant? {
        if let instant = try? Instant(text) { return instant }
        if let instant = try? Instant(text + zone) { return instant }
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard let day = parts.first.flatMap({ Self.day($0) }) else { return nil }
        switch parts.count {
        case 1: return try? Instant("\(day)T00:00:00\(zone)")
        case 3:
            guard let clock = Self.clock(parts[1], half: parts[2]) else { return nil }
            return try? Instant("\(day)T\(clock)\(zone)")
        default: return nil
        }
    }

    static func text(_ instant: Instant) -> String {
        // To the tenth of a microsecond, as there.
        instant.description.dropLast() + "0000Z"
    }

    /// `6/15/2019`: the month first.
    private static func day(_ text: Substring) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].count == 4, let month = number(parts[0], 1...2),
            let day = number(parts[1], 1...2), let year = number(parts[2], 4...4)
        else { return nil }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// `4:32:59` and `PM`.
    private static func clock(_ text: Substring, half: Substring) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, half == "AM" || half == "PM", let hour = number(parts[0], 1...2), (1...12) ~= hour,
            let minute = number(parts[1], 2...2), let second = number(parts[2], 2...2)
        else { return nil }
        return "\(padded(hour % 12 + (half == "PM" ? 12 : 0), 2)):\(padded(minute, 2)):\(padded(second, 2))"
    }

    private static func number(_ text: Substring, _ lengths: ClosedRange<Int>) -> Int? {
        guard lengths ~= text.utf8.count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
