package import Basics
import Foundation

/// The clock on the wall of a place: a zone of the IANA database. Everything that needs to know zones goes through
/// here.
package struct WallClock: Hashable, Sendable {
    /// As it was written, as `Asia/Seoul` or `UTC`.
    package let name: String
    private let zone: TimeZone

    package static let utc = WallClock(name: "UTC", zone: .gmt)

    private init(name: String, zone: TimeZone) {
        self.name = name
        self.zone = zone
    }

    /// Throws ``CalendarFlaw/unknownZone(_:near:)``. Offsets such as `GMT+9` are no zones: they know no summer time,
    /// and their sign is read both ways.
    package init(_ name: String) throws(CalendarFlaw) {
        if name == Self.utc.name {
            self = .utc
            return
        }
        let isOffset = name.hasPrefix("GMT") && name != "GMT"
        guard !isOffset, let zone = TimeZone(identifier: name) else {
            throw .unknownZone(name, near: Self.near(name))
        }
        self.init(name: name, zone: zone)
    }

    /// A zone's name in other letters, or its city alone.
    private static func near(_ name: String) -> String? {
        let wanted = name.lowercased()
        return TimeZone.knownTimeZoneIdentifiers.first { known in
            let known = known.lowercased()
            return known == wanted || (!wanted.isEmpty && known.hasSuffix("/\(wanted)"))
        }
    }

    /// How far the clock is ahead of UTC (behind when negative), and when that changes next; nil when it never will.
    package func offset(at instant: Instant) -> (milliseconds: Int64, until: Instant?) {
        // Clocks are turned at whole seconds.
        let date = Date(timeIntervalSince1970: (Double(instant.milliseconds) / 1_000).rounded(.down))
        let until = zone.nextDaylightSavingTimeTransition(after: date).map { next in
            Instant(milliseconds: Int64(next.timeIntervalSince1970.rounded()) * 1_000)
        }
        return (Int64(zone.secondsFromGMT(for: date)) * 1_000, until.flatMap { $0 > instant ? $0 : nil })
    }

    package func day(at instant: Instant) -> Day {
        instant.adding(milliseconds: offset(at: instant).milliseconds).day
    }

    package static func == (left: WallClock, right: WallClock) -> Bool { left.name.utf8.elementsEqual(right.name.utf8) }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }
}
