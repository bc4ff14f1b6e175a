/// One stretch of work within a day, in minutes after midnight on the wall clock: 09:00-12:00 is 540 to 720.
package struct WorkingHours: Hashable, Sendable {
    /// 0 to 1439.
    package let start: Int
    /// The first minute that is free again, at most 1440, which is 24:00.
    package let end: Int

    package static let wholeDay = WorkingHours(minutes: 0, 1_440)

    /// Throws ``CalendarFlaw/notHours(_:)`` or ``CalendarFlaw/endsBeforeStart(_:)``.
    package init(_ start: Int, _ end: Int) throws(CalendarFlaw) {
        self.init(minutes: start, end)
        guard (0..<1_440).contains(start), (0...1_440).contains(end) else { throw .notHours("\(start)-\(end)") }
        guard start < end else { throw .endsBeforeStart(text) }
    }

    private init(minutes start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    var minutes: Int { end - start }
}

extension WorkingHours {
    /// Reads `09:00-18:00`. Throws ``CalendarFlaw/notHours(_:)`` or ``CalendarFlaw/endsBeforeStart(_:)``.
    package init(_ text: String) throws(CalendarFlaw) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = Self.minutes(parts[0]), let end = Self.minutes(parts[1]), start < 1_440
        else {
            throw .notHours(text)
        }
        try self.init(start, end)
    }

    package var text: String { "\(Self.clock(start))-\(Self.clock(end))" }

    /// Minutes after midnight, from `09:00` or `9:00` up to `24:00`.
    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            text.utf8.allSatisfy({ (0x30...0x3a).contains($0) }), let hour = Int(parts[0]), let minute = Int(parts[1]),
            minute < 60, hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 60 + minute
    }

    private static func clock(_ minutes: Int) -> String {
        [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
