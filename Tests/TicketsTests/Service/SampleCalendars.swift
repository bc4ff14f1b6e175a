import Basics
import Tickets

extension BusinessCalendar {
    /// Monday to Friday, 9 to 17, in UTC.
    static let nineToFive = "mon-fri 09:00-17:00"
    /// With an hour's lunch and half a Saturday.
    static let seoul = """
        zone Asia/Seoul
        mon-fri 09:00-12:00 13:00-18:00
        sat 10:00-12:00
        holiday 2026-12-25 Christmas Day
        """

    /// Business hours from `from` to `to`, as ISO 8601 writes them.
    func hours(_ from: String, _ to: String) throws -> Double {
        Double(elapsed(from: try Instant(from), to: try Instant(to))) / 3_600_000
    }

    /// The instant `hours` business hours after `from`, in UTC and to the minute.
    func after(hours: Double, _ from: String) throws -> String? {
        instant(after: Int64(hours * 3_600_000), from: try Instant(from))?.minute
    }
}
