import Basics
import Orders
import Testing

@Suite struct AllocationTests {
    @Test func `four notes of an invoice over 334.99 sum to 334.99`() throws {
        let eur = try Currency("EUR")
        let parts = try #require(Allocation.split(Money(minorUnits: 33_499, eur), by: [6833, 6833, 5750, 8500]))
        #expect(parts.map(\.minorUnits) == [8_200, 8_199, 6_900, 10_200])
    }

    @Test func `two lines of one euro share 1.03 without losing a cent`() throws {
        let parts = try #require(Allocation.split(Money(minorUnits: 103, Currency("EUR")), by: [100, 100]))
        #expect(parts.map(\.minorUnits) == [52, 51])
    }

    @Test func `negative amounts and empty weights`() throws {
        let usd = try Currency("USD")
        #expect(Allocation.split(Money(minorUnits: -100, usd), by: [1, 1, 1])?.map(\.minorUnits) == [-34, -33, -33])
        #expect(Allocation.split(Money(minorUnits: 100, usd), by: [0, 0]) == nil)
        #expect(Allocation.split(Money(minorUnits: 100, usd), by: []) == nil)
    }
}
