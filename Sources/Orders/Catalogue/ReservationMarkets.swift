package import Basics

/// A market in which Azure reservations are not sold, under the name that the seed gives it.
package struct UnavailableMarket: Hashable, Sendable {
    /// As the seed writes it, `Swaziland` and `Reunion` for instance.
    package let seedName: String
    package let market: Market

    package var code: String { market.code }
}

/// Where Azure reservations are sold (seed, "Azure reservations unavailable markets"). Software is another matter: it
/// follows the general list of markets.
package enum ReservationMarkets {
    /// The seed's 109 names in its order. They have 106 codes: Bonaire, Saba and Sint Eustatius share BQ, Jan Mayen and
    /// Svalbard share SJ.
    package static let unavailable: [UnavailableMarket] = seedNames.split(separator: "|").compactMap { name in
        (try? Market(String(name))).map { UnavailableMarket(seedName: String(name), market: $0) }
    }

    private static let unavailableMarkets = Set(unavailable.map(\.market))

    package static func isAvailable(in market: Market) -> Bool { !unavailableMarkets.contains(market) }

    /// The entry that `text` means: by the seed's name first, written as ``Market/folded(_:)`` allows, then by any code or
    /// name that ``Market`` reads. Nil when reservations are sold there, and when there is no such market.
    package static func unavailable(named text: String) -> UnavailableMarket? {
        let folded = Market.folded(text)
        if let named = unavailable.first(where: { Market.folded($0.seedName) == folded }) { return named }
        guard let market = try? Market(text) else { return nil }
        return unavailable.first { $0.market == market }
    }

    private static let seedNames = """
        Aland Islands|American Samoa|Andorra|Anguilla|Antarctica|Antigua and Barbuda|Aruba|Azerbaijan|Benin|\
        Bhutan|Bonaire|Bouvet Island|British Indian Ocean Territory|British Virgin Islands|Burkina Faso|Burundi|\
        Cambodia|Central African Republic|Chad|China|Christmas Island|Cocos (Keeling) Islands|Comoros|Congo|\
        Congo (DRC)|Cook Islands|Djibouti|Dominica|Equatorial Guinea|Eritrea|Falkland Islands|French Guiana|\
        French Polynesia|French Southern Territories|Gabon|Gambia|Gibraltar|Greenland|Grenada|Guadeloupe|Guam|\
        Guernsey|Guinea|Guinea-Bissau|Guyana|Haiti|Heard Island and McDonald Islands|Isle of Man|Jan Mayen|\
        Jersey|Kiribati|Kosovo|Laos|Lesotho|Liberia|Madagascar|Malawi|Maldives|Mali|Marshall Islands|Martinique|\
        Mauritania|Mayotte|Micronesia|Montserrat|Mozambique|Myanmar|Nauru|New Caledonia|Niger|Niue|\
        Norfolk Island|Northern Mariana Islands|Palau|Papua New Guinea|Pitcairn Islands|Reunion|Saba|\
        Saint Barthélemy|Saint Lucia|Saint Martin|Saint Pierre and Miquelon|Saint Vincent and the Grenadines|\
        Samoa|San Marino|São Tomé and Príncipe|Seychelles|Sierra Leone|Sint Eustatius|Sint Maarten|\
        Solomon Islands|Somalia|South Georgia and South Sandwich Islands|South Sudan|\
        St Helena, Ascension, Tristan da Cunha|Suriname|Svalbard|Swaziland|Timor-Leste|Togo|Tokelau|Tonga|\
        Turks and Caicos Islands|Tuvalu|U.S. Outlying Islands|Vanuatu|Vatican City|Wallis and Futuna|Yemen
        """
}
