import Basics
import Orders
import Testing

@Suite struct LedgerTests {
    @Test func `the same key moves money once`() throws {
        let usd = try Currency("USD")
        var ledger = LineLedger(currency: usd)
        #expect(try ledger.move(.purchase, Money(minorUnits: 1000, usd), key: "order-1"))
        #expect(try ledger.move(.reserve, Money(minorUnits: 600, usd), key: "ticket-1"))
        #expect(try !ledger.move(.reserve, Money(minorUnits: 600, usd), key: "ticket-1"))
        #expect(ledger.balance(.refundable).minorUnits == 400)
        let before = ledger
        #expect(throws: LineLedger.Refusal.keyUsed("ticket-1")) {
            try ledger.move(.reserve, Money(minorUnits: 1, usd), key: "ticket-1")
        }
        #expect(
            throws: LineLedger.Refusal.exceeds(
                asked: Money(minorUnits: 401, usd),
                maximum: Money(minorUnits: 400, usd),
                .refundable
            )
        ) {
            try ledger.move(.reserve, Money(minorUnits: 401, usd), key: "ticket-2")
        }
        #expect(ledger == before)
    }

    @Test(arguments: 0..<200)
    func `no sequence of movements gives back more than was paid`(seed: UInt64) throws {
        let usd = try Currency("USD")
        var ledger = LineLedger(currency: usd)
        var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
        func next(_ bound: UInt64) -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state % bound
        }
        for step in 0..<100 {
            let kind = LineLedger.Kind.allCases[Int(next(UInt64(LineLedger.Kind.allCases.count)))]
            let amount = Money(minorUnits: Int64(next(300)), usd)
            let before = ledger
            do throws(LineLedger.Refusal) {
                _ = try ledger.move(kind, amount, key: "key-\(next(60))-\(step % 3)")
            } catch {
                #expect(ledger == before)
            }
            let balances = Account.allCases.map { ledger.balance($0).minorUnits }
            #expect(balances.reduce(0, +) == 0)
            #expect(Account.allCases.filter { $0 != .paid }.allSatisfy { ledger.balance($0).minorUnits >= 0 })
            let given = [Account.reserved, .credited, .invoiced].map { ledger.balance($0).minorUnits }.reduce(0, +)
            #expect(given <= ledger.paid.minorUnits)
        }
    }
}
