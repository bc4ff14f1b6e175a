import Basics
import Testing

struct MarketTests {
    @Test func `there are the 249 markets of ISO 3166-1 and Kosovo, in order of code`() {
        let codes = Market.all.map(\.code)
        #expect(codes.count == 250)
        #expect(Set(codes).count == 250)
        #expect(codes == codes.sorted())
        #expect(codes.allSatisfy { $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x41...0x5a).contains($0) } })
        #expect(codes.prefix(3) == ["AD", "AE", "AF"])
        #expect(codes.suffix(3) == ["ZA", "ZM", "ZW"])
        #expect(codes.contains("XK"))
        #expect(Market.all == Market.all.sorted())
    }

    @Test func `every market is found by its code and its name`() throws {
        #expect(Set(Market.all.map(\.name)).count == 250)
        for market in Market.all {
            #expect(try Market(market.code) == market)
            #expect(try Market(" \(market.code.lowercased())\n") == market)
            #expect(try Market(market.name) == market)
            #expect(try Market(market.name.uppercased()) == market)
        }
    }

    @Test(arguments: [
        ("KR", "South Korea"), ("DE", "Germany"), ("XK", "Kosovo"), ("CG", "Congo"), ("CD", "Congo (DRC)"),
        ("AX", "Åland Islands"), ("CI", "Côte d'Ivoire"), ("SZ", "Eswatini"), ("TR", "Türkiye"), ("CZ", "Czechia"),
        ("GB", "United Kingdom"), ("BQ", "Bonaire, Sint Eustatius and Saba"), ("UM", "U.S. Outlying Islands"),
    ])
    func `a market has a short English name`(code: String, name: String) throws {
        let market = try Market(code)
        #expect(market.name == name)
        #expect(market.description == code)
    }

    @Test(arguments: [
        ("Swaziland", "SZ"), ("Eswatini", "SZ"), ("Congo (DRC)", "CD"), ("Congo, Democratic Republic of the", "CD"),
        ("Democratic Republic of the Congo", "CD"), ("Republic of the Congo", "CG"), ("Congo", "CG"),
        ("U.S. Outlying Islands", "UM"), ("US Outlying Islands", "UM"),
        ("United States Minor Outlying Islands", "UM"), ("Laos", "LA"), ("Lao People's Democratic Republic", "LA"),
        ("Vatican City", "VA"), ("Holy See (Vatican City State)", "VA"), ("South Korea", "KR"), ("Korea", "KR"),
        ("Korea, Republic of", "KR"), ("North Korea", "KP"), ("Korea, Democratic People's Republic of", "KP"),
        ("Türkiye", "TR"), ("Turkey", "TR"), ("Czechia", "CZ"), ("Czech Republic", "CZ"), ("Macau", "MO"),
        ("Hong Kong SAR", "HK"), ("Brunei Darussalam", "BN"), ("Cape Verde", "CV"), ("Ivory Coast", "CI"),
        ("Cote d Ivoire", "CI"), ("UK", "GB"), ("Great Britain", "GB"), ("USA", "US"), ("U.S.A.", "US"),
        ("United States of America", "US"), ("UAE", "AE"), ("Russian Federation", "RU"), ("Viet Nam", "VN"),
        ("Virgin Islands, British", "VG"), ("Virgin Islands, U.S.", "VI"), ("St. Maarten", "SX"),
        ("St. Martin", "MF"), ("Saint Martin (French part)", "MF"), ("Burma", "MM"), ("East Timor", "TL"),
        ("Macedonia", "MK"), ("Palestinian Authority", "PS"), ("Svalbard", "SJ"), ("Jan Mayen", "SJ"),
        ("Saba", "BQ"), ("Bonaire", "BQ"), ("Sint Eustatius", "BQ"), ("Saint Helena", "SH"),
        ("Iran, Islamic Republic of", "IR"), ("Taiwan, Province of China", "TW"), ("Moldova, Republic of", "MD"),
        ("Tanzania, United Republic of", "TZ"), ("Bolivia, Plurinational State of", "BO"),
    ])
    func `usual other names are read`(name: String, code: String) throws {
        #expect(try Market(name).code == code)
    }

    @Test(arguments: [
        ("são tomé and príncipe", "ST"), ("sa\u{303}o tome\u{301} and pri\u{301}ncipe", "ST"),
        ("SAO TOME & PRINCIPE", "ST"), ("R\u{e9}union", "RE"), ("Re\u{301}union", "RE"), ("REUNION", "RE"),
        ("Aland Islands", "AX"), ("A\u{30a}land Islands", "AX"), ("TÜRKİYE", "TR"), ("Turkiye", "TR"),
        ("CURAÇAO", "CW"), ("Cote d’Ivoire", "CI"), ("guinea   bissau", "GW"), ("Timor Leste", "TL"),
        ("The Gambia", "GM"), ("Gambia, The", "GM"), ("the Netherlands", "NL"), ("St. Lucia", "LC"),
        ("St Pierre & Miquelon", "PM"), ("Saint Helena, Ascension and Tristan da Cunha", "SH"),
        ("Cocos [Keeling] Islands", "CC"), ("\u{3000}Chad\u{a0}", "TD"), ("Heard Island & McDonald Islands", "HM"),
    ])
    func `case, accents, punctuation and doubled blanks do not matter`(name: String, code: String) throws {
        #expect(try Market(name).code == code)
    }

    @Test(arguments: [
        "", " ", "X", "XX", "EU", "USX", "K R", "Virgin Islands", "Guineas", "Niger ia", "ß", "ıN", "대한민국", "()",
        "Republic", "and", "Kingdom of Nowhere",
    ])
    func `anything else is refused as it was written`(text: String) {
        #expect(throws: Fault.unknownMarket(text)) { try Market(text) }
    }

    @Test func `names are folded to plain words`() {
        #expect(Market.folded("  The St. Pierre &\tMiquelon ") == "saint pierre miquelon")
        #expect(Market.folded("Œuvre, Straße – Łódź (Þing)") == "oeuvre strasse lodz thing")
        #expect(Market.folded("한국") == "한국")
        #expect(Market.folded("…") == "")
    }
}
