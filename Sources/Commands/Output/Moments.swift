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

    static func age(of instant: Instant, at now: Instant) -> String {
        span(now.milliseconds - instant.milliseconds)
    }

    /// `in 4h`, or `2d late`.
    static func due(_ instant: Instant, at now: Instant) -> String {
        let left = instant.milliseconds - now.milliseconds
        return left < 0 ? "\(span(left)) late" : "in \(span(left))"
    }
}
