import Basics
import Orders

/// A row of a price list, cell by cell.
extension CSVRow {
    /// What the row offers; nil when anything is wrong with it, which the problems tell then.
    mutating func offer(_ numbers: CSVNumber) -> Offer? {
        let item = item()
        let market = cell(.market) { text throws(Fault) in try Market(text) }
        let segment = cell(.segment, Self.segment)
        let currency = cell(.currency) { text throws(Fault) in try Currency(text) }
        let price = price(numbers, in: currency)
        let quantities = quantities(numbers)
        let from = cell(.from) { text throws(Fault) in try CSVDay.needed(text) }
        let through = optionalCell(.through) { text throws(Fault) in try CSVDay.read(text) }
        if let from, let through, through < from {
            note(.beforeStart(day: through, start: from), in: PriceListColumn.through.rawValue)
        }
        let versions = optionalCell(.versions) { text throws(Fault) in try Text.line(text, limit: 1_000) } ?? ""
        guard problems.isEmpty, let item, let market, let segment, let price, let quantities, let from else {
            return nil
        }
        return Offer(
            item: item,
            market: market,
            segment: segment,
            price: price,
            quantities: quantities,
            from: from,
            // Price sheets end in the year 9999 what has no end.
            through: through.flatMap { $0.components.year < 9999 ? $0 : nil },
            versions: versions.split(separator: "|").map { String($0).trimmed }.filter { !$0.isEmpty }
        )
    }

    private mutating func item() -> CatalogueItem? {
        let product = cell(.product) { text throws(Fault) in try CatalogueItem.checked(id: text) }
        let sku = cell(.sku) { text throws(Fault) in try CatalogueItem.checked(id: text) }
        let availability = optionalCell(.availability) { text throws(Fault) in try CatalogueItem.checked(id: text) }
        let title = cell(.productTitle) { text throws(Fault) in try Text.line(text, limit: 250) }
        let skuTitle = optionalCell(.skuTitle) { text throws(Fault) in try Text.line(text, limit: 250) }
        let publisher = cell(.publisher) { text throws(Fault) in try Text.line(text, limit: 250) }
        let kind = cell(.tags) { text in Self.kind(tags: text) }
        let term = term(of: kind)
        guard let product, let sku, let title, let publisher, let kind, let term else { return nil }
        return CatalogueItem(
            product: product,
            sku: sku,
            availability: availability,
            title: title,
            skuTitle: skuTitle ?? title,
            publisher: publisher,
            kind: kind,
            term: term
        )
    }

    /// Blank means without end, which perpetual software is, and nothing else but some services.
    private mutating func term(of kind: ProductClass?) -> Term? {
        let text = texts[PriceListColumn.term.rawValue]
        do throws(Fault) {
            let term = try Term(text)
            guard let kind else { return nil }
            guard kind == .onlineService || (kind == .perpetualSoftware) == (term == .oneTime) else {
                throw .unknownChoice(text, known: kind == .perpetualSoftware ? ["OneTime"] : ["P1M", "P1Y", "P3Y"])
            }
            return term
        } catch {
            note(error, in: PriceListColumn.term.rawValue)
            return nil
        }
    }

    private mutating func price(_ numbers: CSVNumber, in currency: Currency?) -> UnitPrice? {
        guard let currency else { return nil }
        return cell(.unitPrice) { text throws(Fault) in
            let price = try numbers.price(text, currency)
            guard price.coefficient >= 0 else { throw .notPositive(text) }
            return price
        }
    }

    /// From 1 and without end where nothing stands.
    private mutating func quantities(_ numbers: CSVNumber) -> ClosedRange<Int64>? {
        let before = problems.count
        let minimum = optionalCell(.minimum) { text throws(Fault) in try Self.count(text, numbers) } ?? 1
        let maximum = optionalCell(.maximum) { text throws(Fault) in try Self.count(text, numbers) } ?? .max
        guard problems.count == before else { return nil }
        guard minimum <= maximum else {
            let text = texts[PriceListColumn.maximum.rawValue].trimmed
            note(.unknownChoice(text, known: ["\(minimum) and above"]), in: PriceListColumn.maximum.rawValue)
            return nil
        }
        return minimum...maximum
    }

    // MARK: Cells

    private mutating func cell<Value>(
        _ column: PriceListColumn,
        _ read: (String) throws(Fault) -> Value
    ) -> Value? {
        value(column.rawValue, read)
    }

    private mutating func optionalCell<Value>(
        _ column: PriceListColumn,
        _ read: (String) throws(Fault) -> Value?
    ) -> Value? {
        optional(column.rawValue, read)
    }

    private static func count(_ text: String, _ numbers: CSVNumber) throws(Fault) -> Int64 {
        let count = try numbers.whole(text)
        guard count > 0 else { throw .notPositive(text) }
        return count
    }

    /// `Software;Perpetual`, `Software;Subscription`, `Linux;Plan`, `Azure;Reservation`; everything else is a service.
    private static func kind(tags: String) -> ProductClass {
        let tags = Set(tags.lowercased().split(separator: ";").map { String($0).trimmed })
        return if tags.contains("perpetual") {
            .perpetualSoftware
        } else if tags.contains("linux") {
            .linuxPlan
        } else if tags.contains("reservation") {
            .azureReservation
        } else if tags.contains("subscription") {
            .softwareSubscription
        } else {
            .onlineService
        }
    }

    /// Older price sheets say Charity for nonprofit.
    private static func segment(_ text: String) throws(Fault) -> Segment {
        let word = text.lowercased()
        guard let segment = Segment(rawValue: word == "charity" ? "nonprofit" : word) else {
            throw .unknownChoice(text, known: ["Commercial", "Education", "Government", "Nonprofit"])
        }
        return segment
    }
}
