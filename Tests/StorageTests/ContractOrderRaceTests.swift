import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

/// Several at once about one order: the database decides who was first.
struct ContractOrderRaceTests {
    @Test(arguments: ContractBackend.allCases)
    func `fifty who cancel an order at once cancel it once`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let customer = try SampleOrders.customer()
            let order = try SampleOrders.order(
                1,
                for: customer,
                [SampleOrders.offer(), SampleOrders.offer(sku: "0004")]
            )
            try await sample.desk.store.write { (records: any MutableRecords) throws in
                try records.save(customer)
                try records.insert([order])
            }
            let agent = Actor.sample(SamplePeople.adminAgent)
            let quote = try #require(try await sample.desk.quote(order.id.text, for: agent).offered)
            let outcomes = await withTaskGroup(of: String.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        do {
                            let confirmation = SampleOrders.confirmation(of: order)
                            _ = try await sample.desk.cancel(order.id.text, quote: quote.id, confirmation, by: agent)
                            return "cancelled"
                        } catch DeskError.orderRefused(.notCancellable(let now)) { return "\(now.verdict)" } catch {
                            return "\(error)"
                        }
                    }
                }
                return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            let late = LineVerdict.alreadyCancelled(at: SampleClock.start, byName: "Amir Admin Agent")
            #expect(outcomes == ["cancelled": 1, "\(late)": 49])
            try await sample.desk.store.read { (records: any Records) throws in
                let kept = try #require(try records.allOrders().first)
                #expect(kept.status == .cancelled)
                #expect(kept.version == 3)
                #expect(
                    kept.lines.map { $0.ledger.movements.map(\.kind) } == [
                        [.purchase, .reserve, .credit], [.purchase, .reserve, .credit],
                    ]
                )
                #expect(kept.lines.flatMap(\.credits).map(\.amounts) == quote.promises.map(\.amounts))
                #expect(try records.credits(CreditFilter(), limit: 10).count == 2)
                var entries: [ActivityEntry] = []
                try records.eachActivity { entries.append($0) }
                #expect(entries.map(\.kind) == [.orderCancelled, .orderCancelled])
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `twenty who send one request at once buy once`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let customer = try SampleOrders.customer()
            let offers = [try SampleOrders.offer()]
            try await sample.desk.store.write { (records: any MutableRecords) throws in
                try records.save(customer)
                try records.save(offers)
            }
            let request = PurchaseRequest(
                customer: .id(customer.id),
                items: [PurchaseRequest.Item(id: "DG7GMGF0FKZV:0003", quantity: 2)],
                requestID: "655890ba"
            )
            let bought = try await withThrowingTaskGroup(of: (Order.ID, Bool).self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let (order, isNew) = try await sample.desk.buy(request, by: .sample(SamplePeople.adminAgent))
                        return (order.id, isNew)
                    }
                }
                return try await group.reduce(into: [(Order.ID, Bool)]()) { $0.append($1) }
            }
            #expect(Set(bought.map(\.0)).count == 1)
            #expect(bought.count(where: \.1) == 1)
            #expect(try await sample.desk.store.read { try $0.allOrders() }.count == 1)
        }
    }
}
