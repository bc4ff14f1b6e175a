extension Market {
    /// Short English names by code.
    static let names: [String: String] = Dictionary(
        rows.map { ($0.code, $0.names.first ?? $0.code) },
        uniquingKeysWith: { first, _ in first }
    )

    /// Codes by every name that is read, as ``folded(_:)`` leaves it.
    static let codes: [String: String] = Dictionary(
        rows.flatMap { row in row.names.map { (folded($0), row.code) } },
        uniquingKeysWith: { first, _ in first }
    )

    private static let rows: [(code: String, names: [String])] = table.split(separator: "\n").map { line in
        (String(line.prefix(2)), line.dropFirst(3).split(separator: "|").map(String.init))
    }

    /// ISO 3166-1 (249 entries, 2026) and XK: the code, the short name, and what else people and files call it.
    private static let table = """
        AD Andorra
        AE United Arab Emirates|UAE
        AF Afghanistan
        AG Antigua and Barbuda
        AI Anguilla
        AL Albania
        AM Armenia
        AO Angola
        AQ Antarctica
        AR Argentina
        AS American Samoa
        AT Austria
        AU Australia
        AW Aruba
        AX Åland Islands
        AZ Azerbaijan
        BA Bosnia and Herzegovina|Bosnia
        BB Barbados
        BD Bangladesh
        BE Belgium
        BF Burkina Faso
        BG Bulgaria
        BH Bahrain
        BI Burundi
        BJ Benin
        BL Saint Barthélemy
        BM Bermuda
        BN Brunei|Brunei Darussalam
        BO Bolivia|Bolivia, Plurinational State of
        BQ Bonaire, Sint Eustatius and Saba|Bonaire|Saba|Sint Eustatius|St. Eustatius|Caribbean Netherlands
        BR Brazil
        BS Bahamas
        BT Bhutan
        BV Bouvet Island
        BW Botswana
        BY Belarus
        BZ Belize
        CA Canada
        CC Cocos (Keeling) Islands|Cocos Islands|Keeling Islands
        CD Congo (DRC)|Congo, Democratic Republic of the|Democratic Republic of the Congo|DR Congo|DRC|Congo-Kinshasa
        CF Central African Republic
        CG Congo|Congo, Republic of the|Republic of the Congo|Congo-Brazzaville
        CH Switzerland
        CI Côte d'Ivoire|Cote d Ivoire|Ivory Coast
        CK Cook Islands
        CL Chile
        CM Cameroon
        CN China|China, People's Republic of|People's Republic of China|PRC
        CO Colombia
        CR Costa Rica
        CU Cuba
        CV Cabo Verde|Cape Verde
        CW Curaçao
        CX Christmas Island
        CY Cyprus
        CZ Czechia|Czech Republic
        DE Germany
        DJ Djibouti
        DK Denmark
        DM Dominica
        DO Dominican Republic
        DZ Algeria
        EC Ecuador
        EE Estonia
        EG Egypt
        EH Western Sahara
        ER Eritrea
        ES Spain
        ET Ethiopia
        FI Finland
        FJ Fiji
        FK Falkland Islands|Falkland Islands (Malvinas)
        FM Micronesia|Micronesia, Federated States of|Federated States of Micronesia
        FO Faroe Islands|Faeroe Islands
        FR France
        GA Gabon
        GB United Kingdom|UK|Great Britain|Britain|United Kingdom of Great Britain and Northern Ireland
        GD Grenada
        GE Georgia
        GF French Guiana
        GG Guernsey
        GH Ghana
        GI Gibraltar
        GL Greenland
        GM Gambia
        GN Guinea
        GP Guadeloupe
        GQ Equatorial Guinea
        GR Greece
        GS South Georgia and South Sandwich Islands|South Georgia
        GT Guatemala
        GU Guam
        GW Guinea-Bissau
        GY Guyana
        HK Hong Kong|Hong Kong SAR|Hong Kong SAR China
        HM Heard Island and McDonald Islands
        HN Honduras
        HR Croatia
        HT Haiti
        HU Hungary
        ID Indonesia
        IE Ireland|Republic of Ireland
        IL Israel
        IM Isle of Man
        IN India
        IO British Indian Ocean Territory
        IQ Iraq
        IR Iran|Iran, Islamic Republic of
        IS Iceland
        IT Italy
        JE Jersey
        JM Jamaica
        JO Jordan
        JP Japan
        KE Kenya
        KG Kyrgyzstan
        KH Cambodia
        KI Kiribati
        KM Comoros
        KN Saint Kitts and Nevis
        KP North Korea|Korea, Democratic People's Republic of|Democratic People's Republic of Korea
        KR South Korea|Korea|Korea, Republic of|Republic of Korea
        KW Kuwait
        KY Cayman Islands
        KZ Kazakhstan
        LA Laos|Lao People's Democratic Republic|Lao PDR
        LB Lebanon
        LC Saint Lucia
        LI Liechtenstein
        LK Sri Lanka
        LR Liberia
        LS Lesotho
        LT Lithuania
        LU Luxembourg
        LV Latvia
        LY Libya
        MA Morocco
        MC Monaco
        MD Moldova|Moldova, Republic of|Republic of Moldova
        ME Montenegro
        MF Saint Martin|Saint Martin (French part)
        MG Madagascar
        MH Marshall Islands
        MK North Macedonia|Macedonia|Macedonia, FYRO|FYROM
        ML Mali
        MM Myanmar|Burma
        MN Mongolia
        MO Macao|Macau|Macao SAR|Macau SAR|Macao SAR China
        MP Northern Mariana Islands
        MQ Martinique
        MR Mauritania
        MS Montserrat
        MT Malta
        MU Mauritius
        MV Maldives
        MW Malawi
        MX Mexico
        MY Malaysia
        MZ Mozambique
        NA Namibia
        NC New Caledonia
        NE Niger
        NF Norfolk Island
        NG Nigeria
        NI Nicaragua
        NL Netherlands|Holland
        NO Norway
        NP Nepal
        NR Nauru
        NU Niue
        NZ New Zealand
        OM Oman
        PA Panama
        PE Peru
        PF French Polynesia
        PG Papua New Guinea
        PH Philippines
        PK Pakistan
        PL Poland
        PM Saint Pierre and Miquelon
        PN Pitcairn Islands|Pitcairn
        PR Puerto Rico
        PS Palestine|State of Palestine|Palestine, State of|Palestinian Authority|Palestinian Territory
        PT Portugal
        PW Palau
        PY Paraguay
        QA Qatar
        RE Réunion
        RO Romania
        RS Serbia
        RU Russia|Russian Federation
        RW Rwanda
        SA Saudi Arabia
        SB Solomon Islands
        SC Seychelles
        SD Sudan
        SE Sweden
        SG Singapore
        SH Saint Helena, Ascension and Tristan da Cunha|Saint Helena
        SI Slovenia
        SJ Svalbard and Jan Mayen|Svalbard|Jan Mayen
        SK Slovakia
        SL Sierra Leone
        SM San Marino
        SN Senegal
        SO Somalia
        SR Suriname
        SS South Sudan
        ST São Tomé and Príncipe
        SV El Salvador
        SX Sint Maarten|Sint Maarten (Dutch part)|St. Maarten
        SY Syria|Syrian Arab Republic
        SZ Eswatini|Swaziland
        TC Turks and Caicos Islands
        TD Chad
        TF French Southern Territories
        TG Togo
        TH Thailand
        TJ Tajikistan
        TK Tokelau
        TL Timor-Leste|East Timor
        TM Turkmenistan
        TN Tunisia
        TO Tonga
        TR Türkiye|Turkey
        TT Trinidad and Tobago
        TV Tuvalu
        TW Taiwan|Taiwan, Province of China
        TZ Tanzania|Tanzania, United Republic of|United Republic of Tanzania
        UA Ukraine
        UG Uganda
        UM U.S. Outlying Islands|U.S. Minor Outlying Islands|United States Minor Outlying Islands
        US United States|USA|U.S.|United States of America
        UY Uruguay
        UZ Uzbekistan
        VA Vatican City|Holy See|Holy See (Vatican City State)|Vatican City State|Vatican
        VC Saint Vincent and the Grenadines
        VE Venezuela|Venezuela, Bolivarian Republic of
        VG British Virgin Islands|Virgin Islands, British
        VI U.S. Virgin Islands|Virgin Islands, U.S.
        VN Vietnam|Viet Nam
        VU Vanuatu
        WF Wallis and Futuna
        WS Samoa
        XK Kosovo|Republic of Kosovo
        YE Yemen
        YT Mayotte
        ZA South Africa
        ZM Zambia
        ZW Zimbabwe
        """
}
