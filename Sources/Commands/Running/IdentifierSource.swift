package import Basics
import Synchronization

/// Makes time-ordered identifiers (RFC 9562, version 7), each greater than the one before it, also within a millisecond
/// and when the clock is set back.
package final class IdentifierSource: Sendable {
    private struct State {
        var milliseconds: Int64 = .min
        /// The 12 bits behind the time.
        var upper: UInt64 = 0
        /// The 62 bits behind the variant.
        var lower: UInt64 = 0
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Instant
    private let random: @Sendable () -> UInt64

    package init(now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> UInt64) {
        self.now = now
        self.random = random
    }

    package func next() -> GUID {
        let instant = now()
        let (first, second) = (random(), random())
        return state.withLock { state in
            if instant.milliseconds > state.milliseconds {
                state.milliseconds = instant.milliseconds
                // The top bit stays free, so that counting up has room before the next millisecond is borrowed.
                state.upper = first & 0x07ff
                state.lower = second & 0x3fff_ffff_ffff_ffff
            } else {
                state.lower += 1 + (second & 0xffff_ffff)
                if state.lower > 0x3fff_ffff_ffff_ffff {
                    state.lower &= 0x3fff_ffff_ffff_ffff
                    state.upper += 1
                    if state.upper > 0x0fff {
                        state.upper = 0
                        state.milliseconds += 1
                    }
                }
            }
            return GUID(at: Instant(milliseconds: state.milliseconds), random: (state.upper, state.lower))
        }
    }
}
