package import Basics

/// A point in time as pages show it: exact for machines and for the careful, relative for the quick.
package struct Moment: Sendable {
    package let iso: String
    package let absolute: String
    package let relative: String
}

extension Words {
    /// `1,250.00 USD`.
    package func amount(_ money: Money) -> String {
        let parts = money.number.split(separator: ".", maxSplits: 1)
        let whole = grouped(String(parts.first ?? ""))
        return (parts.count > 1 ? "\(whole).\(parts[1])" : whole) + " \(money.currency.code)"
    }

    /// `2026-11-23 08:15 UTC`.
    package func absolute(_ instant: Instant) -> String { "\(instant.minute) UTC" }

    package func moment(_ instant: Instant, now: Instant) -> Moment {
        Moment(iso: instant.description, absolute: absolute(instant), relative: relative(instant, now: now))
    }

    /// `3 days ago`, `in 2 hours`, `just now`.
    package func relative(_ instant: Instant, now: Instant) -> String {
        let distance = now.milliseconds - instant.milliseconds
        guard abs(distance) >= 60_000 else { return self("time.now") }
        return self(distance > 0 ? "time.ago" : "time.ahead", ["span": span(abs(distance))])
    }

    /// How long until something is due, or for how long it has been.
    package func due(_ instant: Instant, now: Instant) -> String {
        let distance = instant.milliseconds - now.milliseconds
        return self(distance < 0 ? "time.overdue" : "time.ahead", ["span": span(abs(distance))])
    }

    /// The largest whole unit of a duration in milliseconds.
    package func span(_ milliseconds: Int64) -> String {
        let minutes = Int(milliseconds / 60_000)
        return switch minutes {
        case ..<1: self("time.moment")
        case ..<60: count("time.minute", minutes)
        case ..<(48 * 60): count("time.hour", minutes / 60)
        case ..<(60 * 24 * 60): count("time.day", minutes / (24 * 60))
        case ..<(730 * 24 * 60): count("time.month", minutes / (30 * 24 * 60))
        default: count("time.year", minutes / (365 * 24 * 60))
        }
    }

    /// A size in bytes as `812 B`, `12 kB`, `1.2 MB` or `10 MB` (decimal units, rounded down).
    package func size(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1_000: "\(bytes) B"
        case ..<1_000_000: "\(bytes / 1_000) kB"
        case ..<1_000_000_000: "\(tenths(bytes / 100_000)) MB"
        default: "\(tenths(bytes / 100_000_000)) GB"
        }
    }

    private func tenths(_ count: Int64) -> String {
        count % 10 == 0 ? String(count / 10) : "\(count / 10).\(count % 10)"
    }
}
