import Basics
import Foundation

/// A time zone of the IANA database, in which instants are shown beside UTC.
struct Zone: Sendable {
    private let zone: TimeZone

    /// Nil for a name that the database does not have.
    init?(_ name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        self.zone = zone
    }

    /// The wall clock there: `2026-12-24 09:00 Asia/Seoul`.
    func minute(_ instant: Instant) -> String {
        let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000)
        let offset = Int64(zone.secondsFromGMT(for: date))
        return "\(instant.adding(milliseconds: offset * 1_000).minute) \(zone.identifier)"
    }
}

extension Instant {
    /// To the minute in UTC, and in the reader's zone when one was chosen.
    func shown(in zone: Zone?) -> String {
        "\(minute) UTC" + (zone.map { " = \($0.minute(self))" } ?? "")
    }
}
