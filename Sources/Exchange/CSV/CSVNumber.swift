import Basics
import Orders

/// Numbers as spreadsheets and Partner Center write them: digits with at most one point, a sign, commas only between
/// thousands, never an exponent. Nothing is rounded.
struct CSVNumber {
    /// Where cells are separated by semicolons the comma is a decimal sign somewhere: `1,234` could mean two things
    /// there and is refused.
    let hasCommas: Bool

    init(separator: UInt8) {
        hasCommas = separator != UInt8(ascii: ";")
    }

    /// Throws what ``Money/init(_:_:)`` throws.
    func money(_ text: String, _ currency: Currency) throws(Fault) -> Int64 {
        if let simple = Simple(text, decimals: currency.decimals), simple.decimals <= currency.decimals {
            var (units, overflow) = (simple.coefficient, false)
            for _ in simple.decimals..<currency.decimals where !overflow {
                (units, overflow) = units.multipliedReportingOverflow(by: 10)
            }
            if !overflow { return units }
        }
        return try Money(plain(text), currency).minorUnits
    }

    /// With as many decimals as the currency has, or more where they are not zero: equal prices are equal however they
    /// were written. Throws what ``UnitPrice/init(_:_:)`` throws.
    func price(_ text: String, _ currency: Currency) throws(Fault) -> UnitPrice {
        let price: UnitPrice
        if let simple = Simple(text, decimals: currency.decimals) {
            price = UnitPrice(coefficient: simple.coefficient, decimals: simple.decimals, currency)
        } else {
            price = try UnitPrice(Self.withoutZeros(plain(text), keeping: currency.decimals), currency)
        }
        var (coefficient, overflow) = (price.coefficient, false)
        for _ in min(price.decimals, currency.decimals)..<currency.decimals where !overflow {
            (coefficient, overflow) = coefficient.multipliedReportingOverflow(by: 10)
        }
        let decimals = max(price.decimals, currency.decimals)
        return overflow ? price : UnitPrice(coefficient: coefficient, decimals: decimals, currency)
    }

    /// Without zeros at the end, as long as more decimals are there than are kept.
    private static func withoutZeros(_ text: String, keeping kept: Int) -> String {
        guard let point = text.utf8.firstIndex(of: UInt8(ascii: ".")) else { return text }
        var digits = text
        var decimals = text.utf8.distance(from: point, to: text.endIndex) - 1
        while decimals > kept, digits.utf8.last == UInt8(ascii: "0") {
            digits.removeLast()
            decimals -= 1
        }
        if decimals == 0, text.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
        return digits
    }

    /// A number of units: `10`, `-3`, `10.000`. Throws ``Fault/notWhole(_:)``, ``Fault/notANumber(_:)`` or
    /// ``Fault/tooLarge(_:)``.
    func whole(_ text: String) throws(Fault) -> Int64 {
        if let simple = Simple(text, decimals: 0), simple.decimals == 0 { return simple.coefficient }
        let parts = try plain(text).split(separator: ".", omittingEmptySubsequences: false)
        let decimals = parts.dropFirst().first ?? "0"
        let digits = parts[0].utf8.drop { $0 == UInt8(ascii: "-") }
        guard parts.count <= 2, !digits.isEmpty, !decimals.isEmpty, digits.allSatisfy(Self.isDigit),
            decimals.utf8.allSatisfy(Self.isDigit)
        else { throw .notANumber(text) }
        guard decimals.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) else { throw .notWhole(text) }
        guard let value = Int64(parts[0]) else { throw .tooLarge(text) }
        return value
    }

    /// What most cells hold, read without taking it apart: up to eighteen digits with at most one point and a minus
    /// sign. Everything else, what is wrong included, takes the long way.
    private struct Simple {
        var coefficient: Int64 = 0
        /// Zeros at the end are dropped while there are more than were asked for.
        var decimals = 0

        init?(_ text: String, decimals asked: Int) {
            var digits = 0
            var point: Int?
            var isNegative = false
            for (index, byte) in text.utf8.enumerated() {
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    guard digits < 18 else { return nil }
                    coefficient = coefficient &* 10 &+ Int64(byte &- UInt8(ascii: "0"))
                    digits += 1
                case UInt8(ascii: ".") where point == nil && digits > 0: point = digits
                case UInt8(ascii: "-") where index == 0: isNegative = true
                default: return nil
                }
            }
            guard digits > 0, point != digits else { return nil }
            decimals = point.map { digits - $0 } ?? 0
            while decimals > asked, coefficient % 10 == 0 {
                coefficient /= 10
                decimals -= 1
            }
            if isNegative { coefficient = -coefficient }
        }
    }

    /// Without a plus sign, thousands' commas, and the apostrophe that keeps a spreadsheet from changing a number, with
    /// which some of Partner Center's files write theirs.
    private func plain(_ text: String) throws(Fault) -> String {
        var text = Substring(text)
        if text.utf8.first == UInt8(ascii: "'") { text = text.dropFirst() }
        if text.utf8.first == UInt8(ascii: "+"), text.utf8.dropFirst().first != UInt8(ascii: "-") {
            text = text.dropFirst()
        }
        guard text.utf8.contains(UInt8(ascii: ",")) else { return String(text) }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
        let first = groups[0].utf8.drop { $0 == UInt8(ascii: "-") }.count
        guard hasCommas, (1...3).contains(first), groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
            parts.count == 1 || !parts[1].utf8.contains(UInt8(ascii: ","))
        else { throw .notANumber(String(text)) }
        return groups.joined() + (parts.count == 1 ? "" : ".\(parts[1])")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
