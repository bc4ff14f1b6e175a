/// A length of business time as people promise it: 90 minutes, 4 hours, 1 day.
package struct BusinessSpan: Hashable, Sendable {
    package enum Unit: String, CaseIterable, Hashable, Sendable {
        case minute = "m"
        case hour = "h"
        /// A business day: as long as the calendar's longest day of the week.
        case day = "d"

        /// The most that a target may have of it: 90 times 24 hours.
        package var limit: Int64 {
            switch self {
            case .minute: 129_600
            case .hour: 2_160
            case .day: 90
            }
        }
    }

    /// 1 to the unit's limit.
    package let count: Int64
    package let unit: Unit

    /// Throws ``TargetFlaw/notASpan(_:)`` or ``TargetFlaw/spanOutOfRange(_:limit:)``.
    package init(_ count: Int64, _ unit: Unit) throws(TargetFlaw) {
        self.init(count: count, unit: unit)
        guard (1...unit.limit).contains(count) else {
            throw .spanOutOfRange(text, limit: "\(unit.limit)\(unit.rawValue)")
        }
    }

    init(count: Int64, unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// Reads `90m`, `4h` or `1d`; throws as ``init(_:_:)`` does.
    package init(_ text: String) throws(TargetFlaw) {
        let digits = text.dropLast()
        guard let unit = Unit.allCases.first(where: { $0.rawValue == text.suffix(1).lowercased() }),
            (1...18).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let count = Int64(digits)
        else { throw .notASpan(text) }
        try self.init(count, unit)
    }

    package var text: String { "\(count)\(unit.rawValue)" }

    /// In business milliseconds of a calendar.
    package func milliseconds(in calendar: BusinessCalendar) -> Int64 {
        switch unit {
        case .minute: count * 60_000
        case .hour: count * 3_600_000
        case .day: count * calendar.businessDay
        }
    }

    /// Business milliseconds for people: `8h 30m`, `45m`, `0m`, `1m 12s`. Hours are the largest unit, because days
    /// differ.
    package static func text(_ milliseconds: Int64) -> String {
        let parts: [(Int64, String)] = [
            (milliseconds / 3_600_000, "h"), (milliseconds / 60_000 % 60, "m"), (milliseconds / 1_000 % 60, "s"),
            (milliseconds % 1_000, "ms"),
        ]
        let said = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }
        return said.isEmpty ? "0m" : said.joined(separator: " ")
    }
}
