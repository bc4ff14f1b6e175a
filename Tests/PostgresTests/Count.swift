import Synchronization

/// A number that several tasks count on.
final class Count: Sendable {
    private let number = Mutex(0)

    var value: Int { number.withLock { $0 } }

    /// Adds and returns the sum.
    @discardableResult
    func add(_ difference: Int = 1) -> Int {
        number.withLock { number in
            number += difference
            return number
        }
    }
}
