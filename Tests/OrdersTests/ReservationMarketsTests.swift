import Basics
import Orders
import Testing

@Suite struct ReservationMarketsTests {
    /// The seed's list in its order, with the codes that it does not give.
    private static let seed: [(name: String, code: String)] = [
        ("Aland Islands", "AX"), ("American Samoa", "AS"), ("Andorra", "AD"), ("Anguilla", "AI"),
        ("Antarctica", "AQ"), ("Antigua and Barbuda", "AG"), ("Aruba", "AW"), ("Azerbaijan", "AZ"), ("Benin", "BJ"),
        ("Bhutan", "BT"), ("Bonaire", "BQ"), ("Bouvet Island", "BV"), ("British Indian Ocean Territory", "IO"),
        ("British Virgin Islands", "VG"), ("Burkina Faso", "BF"), ("Burundi", "BI"), ("Cambodia", "KH"),
        ("Central African Republic", "CF"), ("Chad", "TD"), ("China", "CN"), ("Christmas Island", "CX"),
        ("Cocos (Keeling) Islands", "CC"), ("Comoros", "KM"), ("Congo", "CG"), ("Congo (DRC)", "CD"),
        ("Cook Islands", "CK"), ("Djibouti", "DJ"), ("Dominica", "DM"), ("Equatorial Guinea", "GQ"),
        ("Eritrea", "ER"), ("Falkland Islands", "FK"), ("French Guiana", "GF"), ("French Polynesia", "PF"),
        ("French Southern Territories", "TF"), ("Gabon", "GA"), ("Gambia", "GM"), ("Gibraltar", "GI"),
        ("Greenland", "GL"), ("Grenada", "GD"), ("Guadeloupe", "GP"), ("Guam", "GU"), ("Guernsey", "GG"),
        ("Guinea", "GN"), ("Guinea-Bissau", "GW"), ("Guyana", "GY"), ("Haiti", "HT"),
        ("Heard Island and McDonald Islands", "HM"), ("Isle of Man", "IM"), ("Jan Mayen", "SJ"), ("Jersey", "JE"),
        ("Kiribati", "KI"), ("Kosovo", "XK"), ("Laos", "LA"), ("Lesotho", "LS"), ("Liberia", "LR"),
        ("Madagascar", "MG"), ("Malawi", "MW"), ("Maldives", "MV"), ("Mali", "ML"), ("Marshall Islands", "MH"),
        ("Martinique", "MQ"), ("Mauritania", "MR"), ("Mayotte", "YT"), ("Micronesia", "FM"), ("Montserrat", "MS"),
        ("Mozambique", "MZ"), ("Myanmar", "MM"), ("Nauru", "NR"), ("New Caledonia", "NC"), ("Niger", "NE"),
        ("Niue", "NU"), ("Norfolk Island", "NF"), ("Northern Mariana Islands", "MP"), ("Palau", "PW"),
        ("Papua New Guinea", "PG"), ("Pitcairn Islands", "PN"), ("Reunion", "RE"), ("Saba", "BQ"),
        ("Saint Barthélemy", "BL"), ("Saint Lucia", "LC"), ("Saint Martin", "MF"),
        ("Saint Pierre and Miquelon", "PM"), ("Saint Vincent and the Grenadines", "VC"), ("Samoa", "WS"),
        ("San Marino", "SM"), ("São Tomé and Príncipe", "ST"), ("Seychelles", "SC"), ("Sierra Leone", "SL"),
        ("Sint Eustatius", "BQ"), ("Sint Maarten", "SX"), ("Solomon Islands", "SB"), ("Somalia", "SO"),
        ("South Georgia and South Sandwich Islands", "GS"), ("South Sudan", "SS"),
        ("St Helena, Ascension, Tristan da Cunha", "SH"), ("Suriname", "SR"), ("Svalbard", "SJ"), ("Swaziland", "SZ"),
        ("Timor-Leste", "TL"), ("Togo", "TG"), ("Tokelau", "TK"), ("Tonga", "TO"), ("Turks and Caicos Islands", "TC"),
        ("Tuvalu", "TV"), ("U.S. Outlying Islands", "UM"), ("Vanuatu", "VU"), ("Vatican City", "VA"),
        ("Wallis and Futuna", "WF"), ("Yemen", "YE"),
    ]

    private static let codes = """
        AD AG AI AQ AS AW AX AZ BF BI BJ BL BQ BT BV CC CD CF CG CK CN CX DJ DM ER FK FM GA GD GF GG GI GL GM GN \
        GP GQ GS GU GW GY HM HT IM IO JE KH KI KM LA LC LR LS MF MG MH ML MM MP MQ MR MS MV MW MZ NC NE NF NR NU \
        PF PG PM PN PW RE SB SC SH SJ SL SM SO SR SS ST SX SZ TC TD TF TG TK TL TO TV UM VA VC VG VU WF WS XK YE \
        YT
        """

    @Test func `the seed names 109 markets, which have 106 codes`() {
        #expect(ReservationMarkets.unavailable.map(\.seedName) == Self.seed.map(\.name))
        #expect(ReservationMarkets.unavailable.map(\.code) == Self.seed.map(\.code))
        #expect(ReservationMarkets.unavailable.count == 109)
        let codes = Set(ReservationMarkets.unavailable.map(\.code))
        #expect(codes.count == 106)
        #expect(codes.sorted() == Self.codes.split(separator: " ").map(String.init))
        #expect(Set(Market.all.filter { !ReservationMarkets.isAvailable(in: $0) }.map(\.code)) == codes)
    }

    @Test func `each is found by its name, and each code finds its first name`() throws {
        for (name, code) in Self.seed {
            for text in [name, name.uppercased()] {
                let entry = ReservationMarkets.unavailable(named: text)
                #expect(entry?.seedName == name)
                #expect(entry?.market == (try Market(code)))
            }
            let first = Self.seed.first { $0.code == code }?.name
            #expect(ReservationMarkets.unavailable(named: code)?.seedName == first)
            #expect(ReservationMarkets.unavailable(named: code.lowercased())?.seedName == first)
            #expect(ReservationMarkets.unavailable(named: try Market(code).name)?.code == code)
        }
    }

    @Test(arguments: [
        ("Sao Tome and Principe", "São Tomé and Príncipe"),
        ("Sa\u{303}o Tome\u{301} & Pri\u{301}ncipe", "São Tomé and Príncipe"),
        ("S\u{e3}o Tom\u{e9} and Pr\u{ed}ncipe", "São Tomé and Príncipe"), ("Réunion", "Reunion"),
        ("Re\u{301}union", "Reunion"), ("Åland Islands", "Aland Islands"), ("A\u{30a}land Islands", "Aland Islands"),
        ("St. Barthelemy", "Saint Barthélemy"), ("Saint Barthe\u{301}lemy", "Saint Barthélemy"),
        ("Eswatini", "Swaziland"), ("US Outlying Islands", "U.S. Outlying Islands"), ("Guinea Bissau", "Guinea-Bissau"),
        ("Saint Helena, Ascension and Tristan da Cunha", "St Helena, Ascension, Tristan da Cunha"),
        ("Svalbard and Jan Mayen", "Jan Mayen"),
    ])
    func `accents, punctuation and other names do not matter`(text: String, seedName: String) {
        #expect(ReservationMarkets.unavailable(named: text)?.seedName == seedName)
    }

    @Test(arguments: [
        ("Congo", "CG"), ("Congo (DRC)", "CD"), ("Guinea", "GN"), ("Guinea-Bissau", "GW"),
        ("Equatorial Guinea", "GQ"), ("Papua New Guinea", "PG"), ("French Guiana", "GF"), ("Guyana", "GY"),
        ("Samoa", "WS"), ("American Samoa", "AS"), ("Saint Martin", "MF"), ("Sint Maarten", "SX"), ("Niger", "NE"),
        ("Dominica", "DM"), ("Kosovo", "XK"), ("Saba", "BQ"), ("Svalbard", "SJ"),
    ])
    func `look-alikes are told apart`(name: String, code: String) throws {
        #expect(ReservationMarkets.unavailable(named: name)?.code == code)
        #expect(ReservationMarkets.unavailable(named: name)?.seedName == name)
        #expect(try Market(name).code == code)
    }

    @Test(arguments: [
        "Nigeria", "NG", "Dominican Republic", "DO", "Russia", "RU", "Brazil", "BR", "South Korea", "KR", "US",
        "Norway", "Netherlands", "Virgin Islands, U.S.",
    ])
    func `reservations are sold elsewhere`(name: String) throws {
        #expect(ReservationMarkets.isAvailable(in: try Market(name)))
        #expect(ReservationMarkets.unavailable(named: name) == nil)
    }

    @Test func `what is no market is not on the list`() {
        #expect(ReservationMarkets.unavailable(named: "Atlantis") == nil)
        #expect(ReservationMarkets.unavailable(named: "") == nil)
    }

    @Test func `prices hold the tax in Australia and Brazil only`() {
        let included = Market.all.filter { TaxTreatment(in: $0) == .included }
        #expect(included.map(\.code) == ["AU", "BR"])
    }

    @Test(arguments: [
        ("US", "USD"), ("UM", "USD"), ("BR", "USD"), ("NG", "USD"), ("XK", "USD"), ("HK", "USD"), ("KW", "USD"),
        ("DE", "EUR"), ("GL", "EUR"), ("GB", "GBP"), ("GI", "GBP"), ("DK", "DKK"), ("SJ", "NOK"), ("SE", "SEK"),
        ("CH", "CHF"), ("AU", "AUD"), ("GU", "AUD"), ("CK", "AUD"), ("NZ", "NZD"), ("AS", "NZD"), ("PM", "CAD"),
        ("JP", "JPY"), ("KR", "KRW"), ("IN", "INR"), ("TW", "TWD"), ("RU", "RUB"),
    ])
    func `a market is billed in one currency`(code: String, currency: String) throws {
        #expect(try Market(code).currency == Currency(currency))
    }

    @Test func `where Partner Center lists no currency there is none`() {
        let without = Market.all.filter { $0.currency == nil }
        #expect(without.map(\.code) == ["BA", "CN", "CU", "EH", "IR", "KN", "KP", "MK", "PS", "SD", "SY", "VA"])
    }

    @Test func `the currencies of the list are the documented ones`() {
        let counts = Dictionary(grouping: ReservationMarkets.unavailable) { $0.market.currency?.code ?? "" }
            .mapValues(\.count)
        #expect(counts == ["": 2, "AUD": 21, "CAD": 1, "EUR": 5, "GBP": 4, "NOK": 2, "NZD": 3, "USD": 71])
    }
}
