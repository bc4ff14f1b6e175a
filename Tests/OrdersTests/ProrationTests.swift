import Basics
import Orders
import Testing

@Suite struct ProrationTests {
    @Test func `Microsoft's worked example gives 94.20 and not 94.30`() throws {
        let eur = try Currency("EUR")
        let period = ChargePeriod(first: try Day("2021-07-15"), months: 1)
        #expect(period.days == 31)
        #expect(period.last == (try Day("2021-08-14")))
        let proration = try #require(
            Proration(
                unitPrice: UnitPrice("10.08", eur),
                quantity: 10,
                period: period,
                cancelledOn: try Day("2021-07-17")
            )
        )
        #expect(proration.perUnit.minorUnits == 942)
        #expect(proration.amount.minorUnits == 9420)
        #expect(proration.formula == "10.08 EUR × 29 ÷ 31 = 9.42 each, × 10 = 94.20 EUR")
    }

    @Test(
        arguments: [
            ("2021-06-10", "2021-06-10", 365, 365, Int64(117_600), Int64(588_000)),
            ("2021-06-10", "2021-06-20", 365, 355, 114_378, 571_890),
            ("2023-06-10", "2023-06-10", 366, 366, 117_600, 588_000),
            ("2021-06-10", "2022-06-10", 365, 0, 0, 0),
        ])
    func `a year's subscription of five units`(
        ordered: String,
        cancelled: String,
        days: Int,
        remaining: Int,
        perUnit: Int64,
        amount: Int64
    ) throws {
        let usd = try Currency("USD")
        let proration = try #require(
            Proration(
                unitPrice: UnitPrice("1176.00", usd),
                quantity: 5,
                period: ChargePeriod(first: Day(ordered), months: 12),
                cancelledOn: Day(cancelled)
            )
        )
        #expect(proration.periodDays == days)
        #expect(proration.remainingDays == remaining)
        #expect(proration.perUnit.minorUnits == perUnit)
        #expect(proration.amount.minorUnits == amount)
    }

    @Test func `currencies without decimals and with three are cut in their own minor unit`() throws {
        let period = try #require(ChargePeriod(first: Day("2026-01-01"), last: Day("2026-01-31")))
        let yen = try #require(
            Proration(
                unitPrice: UnitPrice("1000", Currency("JPY")),
                quantity: 3,
                period: period,
                cancelledOn: Day("2026-01-30")
            )
        )
        #expect(yen.amount.minorUnits == 192)
        let dinar = try #require(
            Proration(
                unitPrice: UnitPrice("10.000", Currency("KWD")),
                quantity: 3,
                period: period,
                cancelledOn: Day("2026-01-30")
            )
        )
        #expect(dinar.amount.minorUnits == 1935)
    }

    @Test func `a month that has no such day ends the day before its last`() throws {
        #expect(ChargePeriod(first: try Day("2026-01-31"), months: 1).last == (try Day("2026-02-27")))
        #expect(ChargePeriod(first: try Day("2024-01-31"), months: 1).last == (try Day("2024-02-28")))
    }
}
