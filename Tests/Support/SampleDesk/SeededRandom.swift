private import Foundation

/// SplitMix64: the same seed gives the same numbers on every machine.
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(_ seed: UInt64) {
        state = seed
    }

    /// A seed for a property test: `RECOUP_TEST_SEED` when it is set, to repeat a failure, else another each time.
    package static func freshSeed() -> UInt64 {
        ProcessInfo.processInfo.environment["RECOUP_TEST_SEED"].flatMap { UInt64($0) } ?? .random(in: 0 ... .max)
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `bound` - 1; `bound` must be above zero.
    package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
