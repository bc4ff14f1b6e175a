import Basics
import Casework
import Orders
import XML

/// Reads one `<offer>` of an archive.
enum OfferDecoder {
    /// The offer, or everything in it that could not be read.
    static func decode(_ record: Element) -> (entry: ArchiveEntry?, problems: [RecordProblem]) {
        var read = RecordAttributes(of: record)
        let item = read.item { text, _ throws(Fault) in text }
        let market = read.market("market")
        let segment = read.choice("segment", Segment.self)
        let price = read.currency("currency").flatMap { read.price($0) }
        let minimum = read.quantity("minimum")
        let maximum = read.quantity("maximum")
        let from = read.day("from")
        let through = read.optionalDay("through")
        if let minimum, let maximum, minimum > maximum { read.note("maximum", .notPositive("\(maximum - minimum)")) }
        guard read.problems.isEmpty, let item, let market, let segment, let price, let minimum, let maximum, let from
        else { return (nil, read.problems) }
        let offer = Offer(
            item: item,
            market: market,
            segment: segment,
            price: price,
            quantities: minimum...maximum,
            from: from,
            through: through,
            versions: record.children.filter { $0.isNamed("version") }.map(\.text)
        )
        return (.offer(offer), [])
    }
}
