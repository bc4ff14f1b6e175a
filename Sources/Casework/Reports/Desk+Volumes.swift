import Basics
package import Tickets

extension Desk {
    /// How many tickets `query` finds, by one of their properties; ages only of those that are open.
    ///
    /// The product of a ticket is what was bought under the order or the subscription that it names.
    /// Takes ``Permission/seeAllTickets``.
    package func volumes(
        by grouping: VolumeGrouping,
        _ query: TicketQuery = TicketQuery(),
        for actor: Actor
    ) async throws -> VolumeReport {
        try actor.person.require(.seeAllTickets)
        let now = now()
        return try await store.read { records in
            switch grouping {
            case .product: return try records.volumesByProduct(query, for: actor.person, at: now)
            case .age:
                let open = Set(TicketStatus.allCases.filter(\.isOpen))
                let terms = query.terms + [TicketQuery.Term(.status(open))]
                return try records.volumes(by: .age, TicketQuery(terms: terms), for: actor.person, at: now)
            case .status, .reason, .impact, .tenant:
                return try records.volumes(by: grouping, query, for: actor.person, at: now)
            }
        }
    }
}

extension Records {
    /// Purchases that are looked up together.
    private static var batch: Int { 500 }

    fileprivate func volumes(
        by grouping: VolumeGrouping,
        _ query: TicketQuery,
        for viewer: Person,
        at now: Instant
    ) throws -> VolumeReport {
        var rows: [VolumeReport.Row] = []
        var total = Volume()
        try eachVolume(query, by: grouping.column, for: viewer, at: now) { found in
            rows.append(
                VolumeReport.Row(key: try VolumeReport.Key(found.value, in: grouping), volume: found.volume)
            )
            total.add(found.volume)
        }
        return VolumeReport(grouping, rows, total: total)
    }

    fileprivate func volumesByProduct(
        _ query: TicketQuery,
        for viewer: Person,
        at now: Instant
    ) throws -> VolumeReport {
        var tally = ProductTally()
        var batch: [ColumnVolume] = []
        try eachVolume(query, by: VolumeGrouping.product.column, for: viewer, at: now) { found in
            batch.append(found)
            guard batch.count == Self.batch else { return }
            tally.add(batch, titles: try titles(ofPurchases: batch.compactMap(\.value)))
            batch.removeAll(keepingCapacity: true)
        }
        tally.add(batch, titles: try titles(ofPurchases: batch.compactMap(\.value)))
        return tally.report
    }
}

/// Tickets by product in the making.
private struct ProductTally {
    /// By the title's bytes.
    private var products: [[UInt8]: Volume] = [:]
    private var notInBooks = Volume()
    private var unsaid = Volume()
    private var total = Volume()

    mutating func add(_ purchases: [ColumnVolume], titles: [String: [String]]) {
        for found in purchases {
            total.add(found.volume)
            guard let purchase = found.value else {
                unsaid.add(found.volume)
                continue
            }
            let bought = Set((titles[purchase] ?? []).map { Array($0.utf8) })
            if bought.isEmpty { notInBooks.add(found.volume) }
            for title in bought { products[title, default: Volume()].add(found.volume) }
        }
    }

    var report: VolumeReport {
        var rows = products.map { title, volume in
            VolumeReport.Row(key: .product(String(decoding: title, as: UTF8.self)), volume: volume)
        }
        for (key, volume) in [(VolumeReport.Key.notInBooks, notInBooks), (.unsaid, unsaid)] where volume.tickets > 0 {
            rows.append(VolumeReport.Row(key: key, volume: volume))
        }
        return VolumeReport(.product, rows, total: total)
    }
}
