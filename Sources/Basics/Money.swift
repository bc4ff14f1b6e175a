/// An exact amount: a whole number of minor units of one currency. No floating point comes near it.
package struct Money: Hashable, Sendable {
    /// Cents for USD, yen for JPY, thousandths for KWD.
    package let minorUnits: Int64
    package let currency: Currency

    package init(minorUnits: Int64, _ currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// Reads an amount that people write: `1250`, `1250.00`, `-3.5`, `1,250.00` (commas only as thousands separators).
    ///
    /// Throws ``Fault/notANumber(_:)``, ``Fault/tooManyDecimals(currency:allowed:actual:)`` or ``Fault/tooLarge(_:)``: an
    /// amount is never rounded to fit its currency.
    package init(_ text: String, _ currency: Currency) throws(Fault) {
        let trimmed = text.trimmed
        let isNegative = trimmed.hasPrefix("-")
        let parts = trimmed.utf8.dropFirst(isNegative ? 1 : 0)
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count <= 2, let wholeDigits = Self.withoutSeparators(Array(whole)) else {
            throw .notANumber(text)
        }
        var decimals: [UInt8] = parts.count == 2 ? Array(parts[1]) : []
        guard parts.count == 1 || !decimals.isEmpty, decimals.allSatisfy(Self.isDigit) else { throw .notANumber(text) }
        if decimals.count > currency.decimals {
            let significant = decimals.count - decimals.reversed().prefix { $0 == UInt8(ascii: "0") }.count
            guard significant <= currency.decimals else {
                throw .tooManyDecimals(currency: currency.code, allowed: currency.decimals, actual: decimals.count)
            }
            decimals = Array(decimals.prefix(currency.decimals))
        }
        decimals += Array(repeating: UInt8(ascii: "0"), count: currency.decimals - decimals.count)
        var units: Int64 = 0
        for digit in wholeDigits + decimals {
            let (shifted, overflow) = units.multipliedReportingOverflow(by: 10)
            let (sum, carried) = shifted.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
            guard !overflow, !carried else { throw .tooLarge(text) }
            units = sum
        }
        self.init(minorUnits: isNegative ? -units : units, currency)
    }

    /// Reads `1250.00 USD` or `USD 1250.00`.
    package init(_ text: String) throws(Fault) {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\u{00a0}" }).map(String.init)
        guard words.count == 2 else { throw .notANumber(text) }
        if words[0].utf8.allSatisfy({ !Self.isDigit($0) }) {
            try self.init(words[1], try Currency(words[0]))
        } else {
            try self.init(words[0], try Currency(words[1]))
        }
    }

    /// The digits of `1250` or `1,250`; nil for anything else, as `12,50`.
    private static func withoutSeparators(_ whole: [UInt8]) -> [UInt8]? {
        let groups = whole.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let first = groups.first, !first.isEmpty, groups.allSatisfy({ $0.allSatisfy(isDigit) }) else {
            return nil
        }
        if groups.count > 1, first.count > 3 || groups.dropFirst().contains(where: { $0.count != 3 }) { return nil }
        return Array(groups.joined())
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension Money: CustomStringConvertible {
    /// The number alone with exactly the currency's decimals: `1250.00`, `-94.20`, `1000` for yen.
    package var number: String {
        let magnitude = minorUnits.magnitude
        let sign = minorUnits < 0 ? "-" : ""
        guard currency.decimals > 0 else { return "\(sign)\(magnitude)" }
        let scale = UInt64(currency.scale)
        return "\(sign)\(magnitude / scale).\(pad(magnitude % scale, currency.decimals))"
    }

    package var description: String { "\(number) \(currency.code)" }
}
