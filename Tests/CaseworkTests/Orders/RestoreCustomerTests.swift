import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

/// What becomes of the customers of an archive and their activity in a database that is not empty.
struct RestoreCustomerTests {
    private let sample: RestoreSample

    init() throws { sample = try RestoreSample() }

    private func acts(_ details: [String]) -> [ActivityAct] {
        details.map { detail in
            ActivityAct(
                customer: sample.customer.id,
                kind: .keyShown,
                at: SampleClock.start,
                by: SamplePeople.adminAgent.id,
                byName: "Amir",
                account: "desk",
                door: "cli",
                order: nil,
                line: nil,
                detail: detail
            )
        }
    }

    private func entries(_ details: [String]) -> [ActivityEntry] {
        acts(details).reduce(into: []) { entries, act in
            entries.append(
                ActivityEntry(
                    after: entries.last.map { ActivityLink(sequence: $0.sequence, digest: $0.digest) },
                    act
                )
            )
        }
    }

    private func restore(_ entries: [ActivityEntry], into fixture: Fixture) async throws -> (IntakeOutcome, String) {
        try await sample.restore(.customer(CustomerClaim(customer: sample.customer, activity: entries)), into: fixture)
    }

    @Test func `a log that goes on is carried forward, and one that went another way is quarantined`() async throws {
        let fixture = try await sample.fixture(activity: acts(["a", "b"]))
        let long = entries(["a", "b", "c", "d"])
        #expect(try await restore(Array(long.prefix(2)), into: fixture) == (.unchanged, ""))
        #expect(try await restore([], into: fixture) == (.unchanged, ""))
        #expect(
            try await restore(Array(long.suffix(1)), into: fixture)
                == (.quarantined, "its activity begins with entry 4, but entry 3 is not here")
        )
        #expect(try await restore(long, into: fixture) == (.applied, ""))
        #expect(try await restore(Array(long.suffix(2)), into: fixture) == (.unchanged, ""))
        #expect(await sample.kept(fixture).activity[sample.customer.id] == long)
        let other = entries(["a", "x", "c", "d", "e"])
        let differs = "the customer is here with another activity: it differs"
        #expect(try await restore(other, into: fixture) == (.quarantined, "\(differs) from entry 2 on"))
        #expect(
            try await restore(Array(other.suffix(1)), into: fixture) == (.quarantined, "\(differs) before entry 5")
        )
        #expect(await sample.kept(fixture).activity[sample.customer.id] == long)
        let end = try #require(long.last)
        #expect(
            await sample.kept(fixture).activityEnds == [
                sample.customer.id: ActivityLink(sequence: 4, digest: end.digest)
            ]
        )
    }

    @Test func `a customer with other data, or with another's domain, is quarantined`() async throws {
        let fixture = try await sample.fixture()
        let renamed = try SampleOrders.customer(name: "Other")
        #expect(
            try await sample.restore(.customer(CustomerClaim(customer: renamed, activity: [])), into: fixture)
                == (.quarantined, "the customer is here with other data; change it by 'recoup customers change'")
        )
        let taken = try SampleOrders.customer(2, domain: sample.customer.domain.text)
        #expect(
            try await sample.restore(.customer(CustomerClaim(customer: taken, activity: [])), into: fixture)
                == (
                    .quarantined,
                    "the domain \(sample.customer.domain) belongs to the customer \(sample.customer.id) here"
                )
        )
        #expect(await sample.kept(fixture).customers.count == 1)
    }

    @Test func `a log that does not verify is refused`() throws {
        let log = entries(["a", "b", "c"])
        func fault(_ entries: [ActivityEntry]) -> String? {
            do throws(CustomerFault) {
                try CustomerClaim(customer: sample.customer, activity: entries).verify()
                return nil
            } catch { return error.sentence }
        }
        #expect(fault(log) == nil && fault(Array(log.dropFirst())) == nil && fault([]) == nil)
        #expect(fault([log[0], log[2]]) == "its activity does not verify: entry 2 was removed")
        #expect(fault([log[0], log[0]]) == "its activity does not verify: entry 1 was put in")
        #expect(
            fault([log[0], log[1].with(detail: "x")])
                == "its activity does not verify: entry 2 was changed after it was written"
        )
        #expect(throws: CustomerFault.otherCustomer(sequence: 1)) {
            try CustomerClaim(customer: SampleOrders.customer(9), activity: log).verify()
        }
    }
}

extension ActivityEntry {
    fileprivate func with(detail: String) -> ActivityEntry {
        var act = act
        act.detail = detail
        return ActivityEntry(restoring: act, sequence: sequence, previous: previous, digest: digest)
    }
}
