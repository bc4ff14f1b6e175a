package import Basics

extension TaxTreatment {
    /// Prices hold the tax in Australia and Brazil, and nowhere else (seed, "Buy software").
    package init(in market: Market) {
        self = ["AU", "BR"].contains(market.code) ? .included : .apart
    }
}

extension Market {
    /// The currency that Partner Center bills for this market (Partner Center, "Regional markets and currencies", 15 April
    /// 2021); nil where that table has none: Bosnia and Herzegovina, North Macedonia, Palestine, Saint Kitts and Nevis,
    /// Vatican City, and the markets that it does not list, as China.
    package var currency: Currency? { Self.currencies[code] }

    private static let currencies: [String: Currency] = {
        var table: [String: Currency] = [:]
        for line in codesByCurrency.split(separator: "\n") {
            guard let currency = try? Currency(String(line.prefix(3))) else { continue }
            for code in line.dropFirst(4).split(separator: " ") { table[String(code)] = currency }
        }
        return table
    }()

    private static let codesByCurrency = """
        USD AE AF AG AI AL AM AO AQ AR AW AZ BB BD BF BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CD CF CG CI CL
        USD CM CO CR CV CW DJ DM DO DZ EC EG ER ET FK GA GD GE GF GH GM GN GP GQ GS GT GW GY HK HN HT ID IL IO
        USD IQ JM JO KE KG KH KM KW KY KZ LA LB LC LK LR LS LY MA MD ME MF MG ML MM MN MO MQ MR MS MU MV MW MX
        USD MY MZ NA NC NE NG NI NP OM PA PE PF PH PK PR PY QA RE RS RW SA SC SG SH SL SN SO SR SS ST SV SX SZ
        USD TC TD TG TH TJ TL TM TN TR TT TZ UA UG UM US UY UZ VC VE VG VI VN XK YE YT ZA ZM ZW
        EUR AD AT AX BE BG BV CY CZ DE EE ES FI FO FR GL GR HR HU IE IS IT LI LT LU LV MC MT NL PL PT RO SI SK
        EUR SM
        AUD AU CC CK CX FJ FM GU HM KI MH MP NF NR NU PG PN PW SB TF TK TO TV WF
        GBP GB GG GI IM JE
        NZD AS NZ VU WS
        CAD CA PM
        NOK NO SJ
        CHF CH
        DKK DK
        INR IN
        JPY JP
        KRW KR
        RUB RU
        SEK SE
        TWD TW
        """
}
