/// A point in time: milliseconds since 1970-01-01T00:00:00Z. There is no zone in it; zones are for showing.
package struct Instant: Hashable, Sendable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    /// The instant `milliseconds` later (earlier when negative).
    package func adding(milliseconds: Int64) -> Instant {
        Instant(milliseconds: self.milliseconds + milliseconds)
    }

    package func adding(hours: Int64) -> Instant { adding(milliseconds: hours * 3_600_000) }

    package func adding(days: Int64) -> Instant { adding(milliseconds: days * 86_400_000) }

    /// Milliseconds since midnight UTC.
    private var millisecondsOfDay: Int64 {
        let rest = milliseconds % 86_400_000
        return rest < 0 ? rest + 86_400_000 : rest
    }

    /// The calendar day in UTC.
    package var day: Day {
        Day(daysSinceEpoch: Int(milliseconds.floorDivided(by: 86_400_000)))
    }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC with milliseconds, always 24 characters: `2026-11-23T08:15:00.000Z`.
    package var description: String {
        let rest = millisecondsOfDay
        let seconds = rest / 1000
        return "\(day)T\(pad(seconds / 3600)):\(pad(seconds / 60 % 60)):\(pad(seconds % 60)).\(pad(rest % 1000, 3))Z"
    }

    /// For people: to the minute, in UTC: `2026-11-23 08:15`.
    package var minute: String {
        let rest = millisecondsOfDay
        return "\(day) \(pad(rest / 3_600_000)):\(pad(rest / 60_000 % 60))"
    }

    /// Reads ISO 8601 with a zone: `2026-11-23T08:15:00Z`, `…:00.123+09:00`. Throws ``Fault/notAnInstant(_:)``; finer than a
    /// millisecond is cut off.
    package init(_ text: some StringProtocol) throws(Fault) {
        guard let parsed = Self.parse(Array(text.utf8)) else { throw .notAnInstant(String(text)) }
        self = parsed
    }

    private static func parse(_ bytes: [UInt8]) -> Instant? {
        guard bytes.count >= 20, let day = Day.parse(bytes[0..<10]) else { return nil }
        guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") else { return nil }
        guard bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":") else { return nil }
        guard let hour = number(bytes[11..<13]), hour < 24, let minute = number(bytes[14..<16]), minute < 60,
            let second = number(bytes[17..<19]), second < 60
        else { return nil }
        var position = 19
        var fraction = 0
        if bytes[position] == UInt8(ascii: ".") {
            let start = position + 1
            position = start
            while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
                if position - start < 3 { fraction = fraction * 10 + Int(bytes[position] - UInt8(ascii: "0")) }
                position += 1
            }
            guard position > start else { return nil }
            for _ in (position - start)..<max(3, position - start) { fraction *= 10 }
        }
        guard let offset = offset(bytes[position...]) else { return nil }
        let clock = ((hour * 60 + minute - offset) * 60 + second) * 1000 + fraction
        return Instant(milliseconds: Int64(day.daysSinceEpoch) * 86_400_000 + Int64(clock))
    }

    /// Minutes east of UTC, from `Z`, `+09:00` or `+0900`.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        if bytes.count == 1, bytes.first == UInt8(ascii: "Z") || bytes.first == UInt8(ascii: "z") { return 0 }
        guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let digits = bytes.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard digits.count == 4, let hours = number(digits[0..<2]), hours < 19, let minutes = number(digits[2..<4]),
            minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }
}

/// The number that ASCII digits spell, or nil when anything else is among them or when it is larger than an `Int`.
func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty else { return nil }
    var value = 0
    for digit in digits {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carried) = shifted.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
        guard !overflow, !carried else { return nil }
        value = sum
    }
    return value
}

/// `value` in at least `width` digits.
func pad(_ value: some BinaryInteger, _ width: Int = 2) -> String {
    let digits = String(value)
    return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that instants before 1970 fall on the right day.
    func floorDivided(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
