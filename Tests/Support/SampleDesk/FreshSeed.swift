package import Basics
private import Foundation

extension SplitMix64 {
    /// A seed for a property test: `RECOUP_TEST_SEED` when it is set, to repeat a failure, else another each time.
    package static func freshSeed() -> UInt64 {
        ProcessInfo.processInfo.environment["RECOUP_TEST_SEED"].flatMap { UInt64($0) } ?? .random(in: 0 ... .max)
    }
}
