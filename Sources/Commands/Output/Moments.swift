import Basics

/// Times as people say them.
enum Moments {
    /// `12m`, `4h`, `3d`, `2y`: the largest unit that is not too coarse.
    static func span(_ milliseconds: Int64) -> String {
        let minutes = abs(milliseconds) / 60_000
        return switch minutes {
        case ..<60: "\(minutes)m"
        case ..<2_880: "\(minutes / 60)h"
        case ..<1_051_200: "\(minutes / 1_440)d"
        default: "\(minutes / 525_600)y"
        }
    }

    /// `45s`, `12m`, `4h 10m`, `3d 4h`: the two largest units, cut off below.
    static func length(_ milliseconds: Int64) -> String {
        let parts: [(Int64, String)] = [
            (milliseconds / 86_400_000, "d"), (milliseconds / 3_600_000 % 24, "h"), (milliseconds / 60_000 % 60, "m"),
            (milliseconds / 1_000 % 60, "s"),
        ]
        let said = parts.drop { $0.0 == 0 }.prefix(2).filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }
        return said.isEmpty ? "0s" : said.joined(separator: " ")
    }

    static func age(of instant: Instant, at now: Instant) -> String {
        span(now.milliseconds - instant.milliseconds)
    }

    /// `in 4h`, or `2d late`.
    static func due(_ instant: Instant, at now: Instant) -> String {
        let left = instant.milliseconds - now.milliseconds
        return left < 0 ? "\(span(left)) late" : "in \(span(left))"
    }
}
