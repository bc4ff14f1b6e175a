/// Numbers that follow from a seed alone, the same on every machine (Steele, Lea, Flood: "Fast splittable pseudorandom number
/// generators"). For samples and tests, never for keys.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

extension RandomNumberGenerator {
    /// A number from 0 to `bound` - 1; `bound` must be above zero. The remainder's slight lean does not matter to samples and
    /// tests, and it is the same in every version of Swift.
    package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
