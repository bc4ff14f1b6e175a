import Basics
package import Orders
package import Tickets

/// What an import of orders did.
package struct OrderImport: Hashable, Sendable {
    package var newCustomers = 0
    package var newOrders = 0
    package var newLines = 0
    /// Credits that were found in the file and are in the books now.
    package var foundCredits = 0
    /// Records that said nothing new.
    package var unchanged = 0
    /// Records that could not be used, in the order of the file.
    package var unused: [UnusedRecord] = []

    package init() {}

    /// Everything that was read has an outcome.
    package var received: Int { newLines + foundCredits + unchanged + unused.count }

    fileprivate mutating func add(_ outcome: OrderRecorder.Outcome, of facts: OrderFacts) {
        if let refusal = outcome.refusal {
            unused += facts.places.map { UnusedRecord(place: $0, reason: refusal) }
            return
        }
        if outcome.isNewCustomer { newCustomers += 1 }
        if outcome.isNewOrder { newOrders += 1 }
        let recording = outcome.recording
        newLines += recording.added.count
        foundCredits += recording.found
        unchanged += recording.unchanged
        unused += recording.unused
    }
}

extension Desk {
    /// Orders that one transaction takes in.
    private static let batch = 500

    /// Takes in what a file tells of orders: customers, orders and lines that are new, and credits that were given without
    /// us. The same file again changes nothing. Takes ``Permission/recordOrders``.
    ///
    /// `progress` is told how many orders are in, from any thread; `isCancelled` is asked between transactions, and what was
    /// done is kept.
    package func importOrders(
        _ orders: [OrderFacts],
        origin: Order.Origin,
        by actor: Actor,
        progress: @escaping @Sendable (Int) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) async throws -> OrderImport {
        try actor.person.require(.recordOrders)
        var total = OrderImport()
        var done = 0
        while done < orders.count, !isCancelled() {
            let batch = Array(orders[done..<min(done + Self.batch, orders.count)])
            let part = try await store.write { try self.take(batch, origin: origin, by: actor, in: $0) }
            total.newCustomers += part.newCustomers
            total.newOrders += part.newOrders
            total.newLines += part.newLines
            total.foundCredits += part.foundCredits
            total.unchanged += part.unchanged
            total.unused += part.unused
            done += batch.count
            progress(done)
        }
        total.unused.sort { $0.place < $1.place }
        return total
    }

    private func take(
        _ batch: [OrderFacts],
        origin: Order.Origin,
        by actor: Actor,
        in records: any MutableRecords
    ) throws -> OrderImport {
        var result = OrderImport()
        var recorder = OrderRecorder(origin: origin, by: actor, at: now(), in: records)
        for facts in batch { result.add(try recorder.take(facts), of: facts) }
        try recorder.flush()
        return result
    }
}

extension OrderFacts {
    fileprivate var places: [Int] { (lines.map(\.place) + credits.map(\.place)).sorted() }
}
