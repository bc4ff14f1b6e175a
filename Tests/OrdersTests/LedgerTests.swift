import Basics
import Orders
import Testing

@Suite struct LedgerTests {
    private let by = OrderSample.person.id
    private let at = Instant(milliseconds: 0)

    private func movement(_ kind: Movement.Kind, _ net: Int64, _ tax: Int64 = 0, key: String) throws -> Movement {
        Movement(kind, LineAmounts(net: net, tax: tax, try Currency("USD")), key: key, at: at, by: by)
    }

    private func money(_ units: Int64) throws -> Money { Money(minorUnits: units, try Currency("USD")) }

    @Test func `the same key moves money once`() throws {
        var ledger = LineLedger(currency: try Currency("USD"))
        #expect(try ledger.move(movement(.purchase, 1000, 100, key: "order-1")))
        #expect(try ledger.move(movement(.reserve, 600, 60, key: "ticket-1")))
        #expect(try !ledger.move(movement(.reserve, 600, 60, key: "ticket-1")))
        #expect(ledger.balance(.refundable) == LineAmounts(net: 400, tax: 40, try Currency("USD")))
        let before = ledger
        #expect(throws: LineLedger.Refusal.keyUsed("ticket-1")) {
            try ledger.move(movement(.reserve, 1, key: "ticket-1"))
        }
        #expect(throws: LineLedger.Refusal.exceeds(asked: try money(441), maximum: try money(440), .refundable)) {
            try ledger.move(movement(.reserve, 400, 41, key: "ticket-2"))
        }
        #expect(throws: LineLedger.Refusal.notPositive(try money(0))) {
            try ledger.move(movement(.reserve, 0, key: "ticket-3"))
        }
        #expect(throws: LineLedger.Refusal.notPositive(try money(1))) {
            try ledger.move(movement(.reserve, 2, -1, key: "ticket-4"))
        }
        for amounts in [
            LineAmounts(net: LineAmounts.largest, tax: 1, try Currency("USD")),
            LineAmounts(net: .max, tax: .max, try Currency("USD")),
            LineAmounts(net: .min, tax: 0, try Currency("USD")),
        ] {
            #expect(throws: LineLedger.Refusal.tooLarge(maximum: try money(LineAmounts.largest))) {
                try ledger.move(Movement(.purchase, amounts, key: "order-2", at: at, by: by))
            }
        }
        let yen = Movement(.reserve, LineAmounts(net: 1, tax: 0, try Currency("JPY")), key: "k", at: at, by: by)
        #expect(throws: LineLedger.Refusal.wrongCurrency(asked: try Currency("JPY"), expected: try Currency("USD"))) {
            try ledger.move(yen)
        }
        #expect(ledger == before)
    }

    @Test func `a ledger is rebuilt from its movements, and from no others`() throws {
        var ledger = LineLedger(currency: try Currency("USD"))
        for (kind, key) in [(Movement.Kind.purchase, "a"), (.reserve, "b"), (.credit, "c"), (.settle, "d")] {
            _ = try ledger.move(movement(kind, 100, 10, key: key))
        }
        #expect(try LineLedger(replaying: ledger.movements, in: ledger.currency) == ledger)
        #expect(throws: LineLedger.Refusal.exceeds(asked: try money(110), maximum: try money(0), .reserved)) {
            try LineLedger(replaying: ledger.movements.filter { $0.key != "b" }, in: ledger.currency)
        }
        #expect(throws: LineLedger.Refusal.keyUsed("a")) {
            try LineLedger(replaying: ledger.movements + [ledger.movements[0]], in: ledger.currency)
        }
    }

    @Test func `every movement is two entries that sum to zero`() throws {
        for kind in Movement.Kind.allCases {
            let entries = try movement(kind, 70, 7, key: "k").entries
            #expect(entries.map(\.account) == [kind.accounts.from, kind.accounts.to])
            #expect(entries.reduce(0) { $0 + $1.net } == 0)
            #expect(entries.reduce(0) { $0 + $1.tax } == 0)
        }
    }

    @Test(arguments: 0..<200)
    func `no sequence of movements gives back more than was paid`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var ledger = LineLedger(currency: try Currency("USD"))
        for step in 0..<100 {
            let kind = Movement.Kind.allCases[random.below(Movement.Kind.allCases.count)]
            let (net, tax) = (Int64(random.below(300)), Int64(random.below(30)))
            let before = ledger
            do {
                _ = try ledger.move(movement(kind, net, tax, key: "key-\(random.below(60))-\(step % 3)"))
            } catch is LineLedger.Refusal {
                #expect(ledger == before)
            }
            let balances = Account.allCases.map { ledger.balance($0) }
            #expect(balances.reduce(0) { $0 + $1.net } == 0)
            #expect(balances.reduce(0) { $0 + $1.tax } == 0)
            for account in Account.allCases where account != .paid {
                #expect(ledger.balance(account).net >= 0 && ledger.balance(account).tax >= 0)
            }
            #expect(ledger.spent.net <= ledger.paid.net && ledger.spent.tax <= ledger.paid.tax)
        }
    }

    @Test(arguments: 0..<200)
    func `parts of an amount, taken in any sizes, sum to the whole in net and in tax`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let whole = LineAmounts(
            net: Int64(1 + random.below(1_000_000)),
            tax: Int64(random.below(250_000)),
            try Currency("KWD")
        )
        var left = whole
        var sum = LineAmounts.zero(whole.currency)
        while left.gross.minorUnits > 0 {
            let part = left.part(gross: Int64(1 + random.below(Int(left.gross.minorUnits))))
            #expect(left.covers(part) && part.net >= 0 && part.tax >= 0)
            left = left - part
            sum = sum + part
        }
        #expect(sum == whole)
    }
}
