import Basics

/// How an event comes again every year (RFC 5545 §3.3.10). A rule of anything else is not read.
struct ICalendarRule {
    private let interval: Int
    private let count: Int?
    private let until: Day?

    /// Reads `FREQ=YEARLY;COUNT=5`. `BYMONTH` and `BYMONTHDAY` may repeat what `start` says, as many programs write
    /// them; `WKST` matters to weeks only. Throws ``ICalendarFlaw/notARule(_:)`` or ``ICalendarFlaw/rule(part:)``.
    init(_ text: String, start: Day, in zone: WallClock) throws(ICalendarFlaw) {
        let (_, month, day) = start.components
        var isYearly = false
        var interval = 1
        var count: Int?
        var until: Day?
        for part in text.uppercased().split(separator: ";") {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard sides.count == 2 else { throw .notARule(String(part)) }
            switch sides[0] {
            case "FREQ" where sides[1] == "YEARLY": isYearly = true
            case "INTERVAL": interval = try Self.number(sides[1], of: part)
            case "COUNT": count = try Self.number(sides[1], of: part)
            case "UNTIL":
                guard let last = ICalendarMoment(sides[1], in: zone) else {
                    throw .notADate(property: "UNTIL", sides[1])
                }
                until = last.day
            case "BYMONTH" where sides[1] == "\(month)", "BYMONTHDAY" where sides[1] == "\(day)", "WKST": break
            default: throw .rule(part: String(part))
            }
        }
        guard isYearly else { throw .notARule(text) }
        if count != nil, until != nil { throw .rule(part: "COUNT beside UNTIL") }
        self.interval = interval
        self.count = count
        self.until = until
    }

    private static func number(_ text: String, of part: Substring) throws(ICalendarFlaw) -> Int {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), (1...9_999).contains(number)
        else { throw .notARule(String(part)) }
        return number
    }

    /// The days on which the event begins, up to `last`. A 29 February comes in leap years only.
    func starts(from start: Day, through last: Day) -> [Day] {
        let (first, month, day) = start.components
        let last = min(last, until ?? last)
        var days: [Day] = []
        var year = first
        while year <= last.components.year, days.count < count ?? .max {
            if let next = Day(year: year, month: month, day: day), next <= last { days.append(next) }
            year += interval
        }
        return days
    }
}
