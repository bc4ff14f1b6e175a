package import Basics
package import Orders

/// What a record of a price list turned out to be.
package enum PriceListRecord: Hashable, Sendable {
    /// `line` is where the record begins, from 1.
    case offer(Offer, line: Int)
    /// Everything that is wrong with it, each with the column's name and its place in the file.
    case unreadable(line: Int, problems: [Problem])
}
