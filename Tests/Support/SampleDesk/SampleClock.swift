package import Basics
private import Synchronization

/// A clock that stands still until a test moves it. It begins on Monday, 2026-11-23 at 08:15 UTC.
package final class SampleClock: Sendable {
    /// 2026-11-23T08:15:00.000Z.
    package static let start = Instant(milliseconds: 1_795_421_700_000)

    private let instant: Mutex<Instant>

    package init(at instant: Instant = SampleClock.start) {
        self.instant = Mutex(instant)
    }

    package var now: Instant { instant.withLock { $0 } }

    package func advance(milliseconds: Int64) {
        instant.withLock { $0 = $0.adding(milliseconds: milliseconds) }
    }

    package func advance(hours: Int64) { advance(milliseconds: hours * 3_600_000) }

    package func advance(days: Int64) { advance(hours: days * 24) }
}

/// Identifiers that count: `00000000-0000-7000-8000-000000000001`, then `…2`.
package final class CountingIDs: Sendable {
    private let last: Mutex<UInt64>

    package init(after last: UInt64 = 0) {
        self.last = Mutex(last)
    }

    package func next() -> GUID {
        last.withLock {
            $0 += 1
            return GUID(high: 0x7000, low: 0x8000_0000_0000_0000 | $0)
        }
    }
}
