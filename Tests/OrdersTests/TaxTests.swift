import Basics
import Orders
import Testing

@Suite struct TaxTests {
    @Test func `where tax stands apart the credited tax is its share, rounded down`() throws {
        let line = LineAmounts(net: 588_000, tax: 111_720, try Currency("EUR"))
        let credit = TaxTreatment.apart.credit(Money(minorUnits: 571_890, line.currency), of: line)
        #expect(credit == LineAmounts(net: 571_890, tax: 108_659, line.currency))
    }

    @Test func `where prices include tax the credit is gross`() throws {
        let line = LineAmounts(net: 10_000, tax: 1_000, try Currency("AUD"))
        let credit = TaxTreatment.included.credit(Money(minorUnits: 5_499, line.currency), of: line)
        #expect(credit == LineAmounts(net: 5_000, tax: 499, line.currency))
        #expect(credit.gross.minorUnits == 5_499)
    }

    @Test(arguments: TaxTreatment.allCases)
    func `a full credit equals the charge exactly`(treatment: TaxTreatment) throws {
        let line = LineAmounts(net: 333, tax: 77, try Currency("BRL"))
        let whole = treatment == .apart ? 333 : Int64(410)
        #expect(treatment.credit(Money(minorUnits: whole, line.currency), of: line) == line)
    }
}
