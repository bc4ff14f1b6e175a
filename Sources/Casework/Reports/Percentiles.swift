/// What most of a list of times are at most, by nearest rank: the percentile p of n sorted values is the one at the place
/// ⌈p·n/100⌉, counted from 1. It is always a value that occurred, and is never worked out between two.
package struct Percentiles: Hashable, Sendable {
    /// How many times there are; at least 1.
    package let count: Int
    /// Milliseconds, as is the other.
    package let median: Int64
    package let ninetieth: Int64

    /// Nil without values, which may stand in any order.
    package init?(of values: [Int64]) {
        let sorted = values.sorted()
        guard let median = Self.nearestRank(50, of: sorted), let ninetieth = Self.nearestRank(90, of: sorted) else {
            return nil
        }
        count = sorted.count
        self.median = median
        self.ninetieth = ninetieth
    }

    /// The value of that rank among sorted values; `percent` from 1 to 100. Nil without values.
    package static func nearestRank(_ percent: Int, of sorted: [Int64]) -> Int64? {
        let place = (percent * sorted.count + 99) / 100
        return sorted.indices.contains(place - 1) ? sorted[place - 1] : nil
    }
}
