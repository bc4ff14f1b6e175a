/// An ISO 4217 currency, which knows how many decimals its minor unit has.
package struct Currency: Hashable, Sendable, Comparable {
    /// Three upper-case letters.
    package let code: String
    /// Digits after the point: 0 for JPY and KRW, 2 for most, 3 for KWD, 4 for CLF.
    package let decimals: Int

    /// Reads a code in any case; throws ``Fault/unknownCurrency(_:)`` for one that ISO 4217 does not list as active.
    package init(_ code: String) throws(Fault) {
        let upper = code.trimmed.uppercased()
        guard let decimals = Self.decimalsByCode[upper] else { throw .unknownCurrency(code) }
        self.code = upper
        self.decimals = decimals
    }

    package static func < (left: Currency, right: Currency) -> Bool { left.code < right.code }

    /// Minor units in one major unit.
    package var scale: Int64 {
        var scale: Int64 = 1
        for _ in 0..<decimals { scale *= 10 }
        return scale
    }

    /// Every code of the active list (ISO 4217 list one, 2026), in order.
    package static var codes: [String] { decimalsByCode.keys.sorted() }

    private static let decimalsByCode: [String: Int] = {
        let byDecimals: [(Int, String)] = [
            (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
            (3, "BHD IQD JOD KWD LYD OMR TND"),
            (4, "CLF UYW"),
            (
                2,
                """
                AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE \
                CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD \
                HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK \
                MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD \
                RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH \
                USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
                """
            ),
        ]
        var table: [String: Int] = [:]
        for (decimals, codes) in byDecimals {
            for code in codes.split(separator: " ") { table[String(code)] = decimals }
        }
        return table
    }()
}

extension Currency: CustomStringConvertible {
    package var description: String { code }
}
