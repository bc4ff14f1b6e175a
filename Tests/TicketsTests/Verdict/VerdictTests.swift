import Basics
import Orders
import SampleDesk
import Testing
import Tickets

struct VerdictTests {
    private static let start = SampleClock.start
    private let id = Ticket.ID(GUID(high: 1, low: 1))

    private func facts(_ changes: [FactField: String] = [:]) throws -> TicketFacts {
        try FactsForm.sample(changes).facts()
    }

    private func verdict(
        _ file: CaseFile,
        _ changes: [FactField: String] = [:],
        filed: Instant? = start,
        at now: Instant = start
    ) throws -> Verdict {
        file.verdict(on: try facts(changes), of: id, filedAt: filed, at: now)
    }

    @Test func `what the rules give is eligible, with the deadline, the days and the amount`() throws {
        let paid = try Money.usd(1_250_00)
        let verdict = try verdict(.known(paid: paid))
        let end = Self.start.day.adding(days: 31).start
        #expect(verdict.ruling == .eligible && verdict.reasons == [])
        #expect(verdict.deadline == end && verdict.daysLeft == 30)
        #expect(verdict.maximum == paid && verdict.quoted == paid)
        #expect(
            verdict.findings == [
                .customerKnown("Contoso"), .orderOfCustomer("a1b2c3d4e5f6"), .linesOpen(1, of: 1),
                .policyCovers("perpetual-2021-06"), .windowOpen(until: end), .amountWithin(maximum: paid),
                .sameCurrency(paid.currency), .noDuplicate, .nothingReserved,
            ]
        )
        #expect(Set(verdict.findings.map(\.check)) == Set(Check.allCases))
    }

    @Test func `the window is judged when the request is filed, not when somebody looks`() throws {
        let file = try CaseFile.known(paid: .usd(1_250_00))
        let end = Self.start.day.adding(days: 31).start
        let late = Self.start.adding(days: 60)
        let inTime = try verdict(file, filed: end.adding(milliseconds: -1), at: late)
        #expect(inTime.ruling == .eligible && inTime.daysLeft == nil && inTime.deadline == end)
        #expect(inTime.findings.contains(.windowMet(until: end)))
        let tooLate = try verdict(file, filed: end, at: late)
        #expect(tooLate.ruling == .ineligible && tooLate.deadline == nil)
        #expect(tooLate.reasons == [.windowPassed(at: end, .days(30))])
        #expect(tooLate.quoted == nil)
        // One that is not filed yet is judged now.
        #expect(try verdict(file, filed: nil, at: end).ruling == .ineligible)
    }

    @Test func `an order that the books do not know needs a human, and says how it can be put right`() throws {
        let verdict = try verdict(CaseFile(customer: SampleOrders.contoso(), orders: []))
        let purchase = PurchaseReference.order("a1b2c3d4e5f6")
        #expect(verdict.ruling == .needsHuman && verdict.maximum == nil && verdict.deadline == nil)
        #expect(verdict.findings == [.customerKnown("Contoso"), .orderUnknown(purchase), .noDuplicate])
        #expect(
            Finding.orderUnknown(purchase).sentence
                == "order:a1b2c3d4e5f6 is not in the books; import it, or an approver vouches for what was paid"
        )
    }

    @Test func `no reason hides another`() throws {
        let customer = try SampleOrders.contoso()
        let order = try SampleOrders.requested(paid: .usd(100_00), by: customer, .linuxPlan)
        let file = CaseFile(
            customer: nil,
            orders: [order],
            others: [
                CaseFile.OtherRequest(name: "R-10002", isCredited: false),
                CaseFile.OtherRequest(name: "R-10003", isCredited: true),
            ]
        )
        let verdict = try verdict(file, [.amount: "200.00", .currency: "EUR"])
        #expect(verdict.ruling == .ineligible)
        #expect(
            verdict.reasons == [
                .policyNever(.linuxPlan), .otherCurrency(asked: try Currency("EUR"), charged: try Currency("USD")),
                .customerUnknown(.domain(try DomainName("contoso.com"))), .openDuplicates(["R-10002"]),
                .creditedDuplicates(["R-10003"]),
            ]
        )
    }

    @Test func `an order of another customer is not eligible, and nothing of it is told`() throws {
        let order = try SampleOrders.requested(paid: .usd(100_00), by: SampleOrders.customer(2))
        let verdict = try verdict(CaseFile(customer: SampleOrders.contoso(), orders: [order]))
        #expect(verdict.ruling == .ineligible && verdict.maximum == nil && verdict.quoted == nil)
        #expect(
            verdict.findings == [
                .customerKnown("Contoso"), .orderOfAnotherCustomer(.order("a1b2c3d4e5f6")), .noDuplicate,
            ]
        )
    }

    private static let kinds: [(ProductClass, Finding, Ruling)] = [
        (.azureReservation, .policyByRequest(.reservation), .needsHuman),
        (.linuxPlan, .policyNever(.linuxPlan), .ineligible),
        (.onlineService, .policyUnclear(.noRule), .needsHuman),
        (.softwareSubscription, .policyUnclear(.unknownPeriod), .needsHuman),
    ]

    @Test(arguments: kinds)
    func `every kind of product has its rule`(kind: ProductClass, finding: Finding, ruling: Ruling) throws {
        let customer = try SampleOrders.contoso()
        let order = try SampleOrders.requested(paid: .usd(1_250_00), by: customer, kind)
        let verdict = try verdict(CaseFile(customer: customer, orders: [order]))
        #expect(verdict.findings.contains(finding))
        #expect(verdict.ruling == ruling)
    }

    @Test func `more than was paid needs a human, who is told how much there is`() throws {
        let verdict = try verdict(.known(paid: .usd(1_000_00)))
        #expect(verdict.ruling == .needsHuman)
        #expect(verdict.reasons == [.amountAbove(asked: try .usd(1_250_00), maximum: try .usd(1_000_00))])
    }

    @Test func `what somebody else was promised is not there, what the request itself was is`() throws {
        var order = try SampleOrders.requested(paid: .usd(1_250_00), by: SampleOrders.contoso())
        func reserve(_ key: String, _ cents: Int64, memo: String) throws {
            let amounts = LineAmounts(net: cents, tax: 0, order.currency)
            try order.change(0) { line throws(LineLedger.Refusal) in
                try line.reserve(amounts, key: key, memo: memo, by: SamplePeople.approver.id, at: Self.start)
            }
        }
        try reserve("reserve:refund:\(id):3:a1b2c3d4e5f6:0", 250_00, memo: "R-10001")
        let own = try verdict(CaseFile(customer: SampleOrders.contoso(), orders: [order]))
        let (all, rest) = (try Money.usd(1_250_00), try Money.usd(250_00))
        #expect(own.ruling == .eligible && own.maximum == all)
        try reserve("reserve:refund:other", 1_000_00, memo: "R-10009")
        let both = try verdict(CaseFile(customer: SampleOrders.contoso(), orders: [order]), [.amount: "250.00"])
        #expect(both.maximum == rest)
        #expect(both.reasons == [.reserved(holder: "R-10009")])
    }

    @Test func `a cancelled purchase with nothing left is not eligible, for both reasons`() throws {
        let customer = try SampleOrders.contoso()
        let order = try SampleOrders.requested(paid: .usd(1_250_00), by: customer)
        let cancelled = try #require(try SampleOrders.cancelled(order, of: customer))
        let verdict = try verdict(CaseFile(customer: customer, orders: [cancelled]))
        #expect(verdict.ruling == .ineligible)
        #expect(
            verdict.reasons == [
                .linesCancelled(at: Self.start, byName: SamplePeople.adminAgent.displayName), .nothingLeft,
            ]
        )
    }

    @Test func `a verdict is kept with the decision in the words of that day`() throws {
        let paid = try Money.usd(600_00)
        var sample = try SampleTicket.underReview(paid)
        try sample.perform(.approve(Grant(.goodwill, .usd(100_00))), by: SamplePeople.agent)
        let record = try #require(sample.ticket.approval?.verdict)
        #expect(record.ruling == .eligible && record.maximum == paid)
        #expect(record.deadline == Self.start.day.adding(days: 31).start)
        #expect(record.answers.map(\.check) == Check.allCases)
        #expect(record.answers.last?.sentence == "nothing of it is promised to anybody")
        #expect(try Ticket(replaying: sample.events, number: nil) == sample.ticket)
    }
}
