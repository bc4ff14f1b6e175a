import Basics
import Testing

struct MoneyTests {
    @Test(arguments: [
        ("1250", "USD", 125_000), ("1250.00", "USD", 125_000), ("1,250.5", "USD", 125_050), ("-3.5", "USD", -350),
        ("0.01", "USD", 1), ("1.500", "USD", 150), ("1000", "JPY", 1_000), ("1000.00", "JPY", 1_000),
        ("1.234", "KWD", 1_234), ("0.0001", "CLF", 1), ("12,345,678.90", "EUR", 1_234_567_890),
        ("92233720368547758.07", "USD", 9_223_372_036_854_775_807), ("  7 ", "USD", 700),
    ])
    func `what people write is read exactly`(text: String, code: String, minorUnits: Int64) throws {
        #expect(try Money(text, Currency(code)).minorUnits == minorUnits)
    }

    @Test(arguments: [
        "", "-", ".", ".5", "1.", "1.2.3", "12,50", "1,2500", ",250", "1250,000,00", "1 250", "+5", "1e3", "--1", "１２",
        "1,250.0x", "$5",
    ])
    func `what is no number is refused with its text`(text: String) throws {
        let usd = try Currency("USD")
        #expect(throws: Fault.notANumber(text)) { try Money(text, usd) }
    }

    @Test func `nothing is rounded to fit its currency`() throws {
        let (usd, jpy, kwd) = (try Currency("USD"), try Currency("JPY"), try Currency("KWD"))
        #expect(throws: Fault.tooManyDecimals(currency: "USD", allowed: 2, actual: 3)) { try Money("1.005", usd) }
        #expect(throws: Fault.tooManyDecimals(currency: "JPY", allowed: 0, actual: 1)) { try Money("1.5", jpy) }
        #expect(throws: Fault.tooManyDecimals(currency: "KWD", allowed: 3, actual: 4)) { try Money("1.2345", kwd) }
    }

    @Test(arguments: ["92233720368547758.08", "99999999999999999999", "-92233720368547758.08"])
    func `what is larger than an amount can be is refused`(text: String) throws {
        let usd = try Currency("USD")
        #expect(throws: Fault.tooLarge(text)) { try Money(text, usd) }
    }

    @Test func `the currency may stand on either side`() throws {
        let money = Money(minorUnits: 125_000, try Currency("USD"))
        #expect(try Money("1250.00 USD") == money)
        #expect(try Money("usd 1,250.00") == money)
        #expect(throws: Fault.notANumber("1250.00")) { try Money("1250.00") }
        #expect(throws: Fault.unknownCurrency("XYZ")) { try Money("1250.00 XYZ") }
        #expect(throws: Fault.notANumber("1 250 USD")) { try Money("1 250 USD") }
    }

    @Test(arguments: [
        (125_000, "USD", "1250.00"), (-9_420, "USD", "-94.20"), (5, "USD", "0.05"), (-5, "USD", "-0.05"),
        (1_000, "JPY", "1000"), (1, "KWD", "0.001"), (1, "CLF", "0.0001"), (0, "USD", "0.00"),
        (Int64.min, "USD", "-92233720368547758.08"),
    ])
    func `it is written with exactly its currency's decimals`(minorUnits: Int64, code: String, text: String) throws {
        let money = Money(minorUnits: minorUnits, try Currency(code))
        #expect(money.number == text)
        #expect(money.description == "\(text) \(code)")
        if minorUnits != .min { #expect(try Money(text, money.currency) == money) }
    }
}

struct CurrencyTests {
    @Test func `a currency knows its decimals`() throws {
        #expect(try Currency("JPY").decimals == 0)
        #expect(try Currency("krw").decimals == 0)
        #expect(try Currency(" usd ").decimals == 2)
        #expect(try Currency("KWD").decimals == 3)
        #expect(try Currency("CLF").decimals == 4)
        #expect(try Currency("KWD").scale == 1_000)
        #expect(try Currency("usd").code == "USD")
    }

    @Test(arguments: ["", "US", "USDX", "XXX", "DEM", "US1", "HRK"])
    func `a code that is not active is refused with its text`(text: String) {
        #expect(throws: Fault.unknownCurrency(text)) { try Currency(text) }
    }

    @Test func `every code of the list is three letters and reads back`() throws {
        #expect(Currency.codes.count == Set(Currency.codes).count)
        #expect(Currency.codes.count > 160)
        for code in Currency.codes { #expect(try Currency(code).code == code && code.utf8.count == 3) }
    }
}
