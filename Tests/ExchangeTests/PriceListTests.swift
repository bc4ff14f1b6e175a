import Basics
import Exchange
import Orders
import Testing
import XML

@Suite struct PriceListTests {
    private static let header =
        "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,"
        + "Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,"
        + "ERP Price,Segment,AvailabilityId,Versions"

    private static let cells = [
        "ProductTitle": "SQL Server Enterprise", "ProductId": "DG7GMGF0FKZV", "SkuId": "0003",
        "SkuTitle": "\"SQL Server Enterprise, 2 Core License Pack, 3 year\"", "Publisher": "Microsoft",
        "TermDuration": "P3Y", "BillingPlan": "Triennial", "Market": "US", "Currency": "USD", "UnitPrice": "13748.00",
        "PricingTierRangeMin": "1", "PricingTierRangeMax": "10000",
        "EffectiveStartDate": "2021-01-01T00:00:00.0000000Z", "EffectiveEndDate": "9999-11-30T23:59:59.0000000Z",
        "Tags": "Software;Subscription", "ERP Price": "16497.60", "Segment": "Commercial",
        "AvailabilityId": "DG7GMGF0DWMS", "Versions": "2019|2017|2016",
    ]

    private func read(_ rows: [String: String]..., header: String = header) throws -> [PriceListRecord] {
        let columns = header.split(separator: ",").map(String.init)
        let lines = rows.map { row in
            let cells = Self.cells.merging(row) { $1 }
            return columns.map { cells[$0] ?? "" }.joined(separator: ",")
        }
        return try read(.bytes(Array(([header] + lines).joined(separator: "\n").utf8)))
    }

    private func read(_ source: ByteSource) throws -> [PriceListRecord] {
        let reader = try PriceListReader(source, named: "prices.csv")
        var records: [PriceListRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    private func offer(_ row: [String: String] = [:]) throws -> Offer {
        guard case .offer(let offer, _)? = try read(row).first else {
            Issue.record("\(try read(row))")
            throw Fault.missing
        }
        return offer
    }

    private func sentences(_ row: [String: String]) throws -> [String] {
        try read(row).flatMap { record -> [String] in
            switch record {
            case .offer: []
            case .unreadable(_, let problems): problems.map(\.description)
            }
        }
    }

    @Test func `every cell comes in exactly`() throws {
        let expected = Offer(
            item: CatalogueItem(
                product: "DG7GMGF0FKZV",
                sku: "0003",
                availability: "DG7GMGF0DWMS",
                title: "SQL Server Enterprise",
                skuTitle: "SQL Server Enterprise, 2 Core License Pack, 3 year",
                publisher: "Microsoft",
                kind: .softwareSubscription,
                term: .months(36)
            ),
            market: try Market("US"),
            segment: .commercial,
            price: try UnitPrice("13748.00", Currency("USD")),
            quantities: 1...10_000,
            from: try Day("2021-01-01"),
            through: nil,
            versions: ["2019", "2017", "2016"]
        )
        #expect(try read([:], [:]) == [.offer(expected, line: 2), .offer(expected, line: 3)])
    }

    @Test func `what may be left out is`() throws {
        let offer = try offer([
            "SkuTitle": "", "TermDuration": "", "Tags": "software; perpetual", "PricingTierRangeMin": "",
            "PricingTierRangeMax": "", "EffectiveEndDate": "", "AvailabilityId": "", "Versions": "",
        ])
        #expect(offer.item.skuTitle == "SQL Server Enterprise")
        #expect(offer.item.term == .oneTime)
        #expect(offer.item.kind == .perpetualSoftware)
        #expect(offer.quantities == 1...Int64.max)
        #expect(offer.through == nil)
        #expect(offer.item.availability == nil)
        #expect(offer.versions == [])
        let few = Self.header.replacing(",AvailabilityId,Versions", with: "")
        #expect(try read([:], header: few).count == 1)
    }

    @Test(
        arguments: [
            ("Linux;Plan", .linuxPlan), ("Azure;Reservation", .azureReservation),
            ("Software;Subscription", .softwareSubscription),
            ("License", .onlineService),
        ] as [(String, ProductClass)]
    )
    func `tags tell the kind`(tags: String, kind: ProductClass) throws {
        #expect(try offer(["Tags": tags]).item.kind == kind)
    }

    @Test(
        arguments: [
            ("Commercial", .commercial), ("education", .education), ("Government", .government),
            ("Charity", .nonprofit),
            ("Nonprofit", .nonprofit),
        ] as [(String, Segment)]
    )
    func `segments are read, and Charity is one`(text: String, segment: Segment) throws {
        #expect(try offer(["Segment": text]).segment == segment)
    }

    @Test func `what is wrong is named with line and column`() throws {
        #expect(
            try sentences(["Market": "Atlantis"])
                == [
                    "2:120: Market: 'Atlantis' is not a market; "
                        + "write its ISO 3166-1 code or its English name, as KR or South Korea"
                ]
        )
        #expect(try sentences(["UnitPrice": "-1"]) == ["2:127: UnitPrice: '-1' is not above zero"])
        #expect(try sentences(["PricingTierRangeMin": "0"]) == ["2:136: PricingTierRangeMin: '0' is not above zero"])
        #expect(
            try sentences(["PricingTierRangeMin": "20", "PricingTierRangeMax": "10"])
                == ["2:139: PricingTierRangeMax: '10' is not one of 20 and above"]
        )
        #expect(
            try sentences(["TermDuration": ""]) == ["2:106: TermDuration: '' is not one of P1M, P1Y, P3Y"]
        )
        #expect(
            try sentences(["Tags": "Software;Perpetual"]) == ["2:106: TermDuration: 'P3Y' is not one of OneTime"]
        )
        #expect(
            try sentences(["EffectiveEndDate": "2020-12-31"])
                == ["2:173: EffectiveEndDate: is 2020-12-31, before its start on 2021-01-01"]
        )
        #expect(
            try sentences(["Segment": "Anyone"])
                .map { $0.hasSuffix("Segment: 'Anyone' is not one of Commercial, Education, Government, Nonprofit") }
                == [true]
        )
        #expect(try sentences(["Tags": "", "Publisher": "", "TermDuration": "5 years"]).count == 3)
    }

    @Test func `a row that cannot be read does not stop the next one`() throws {
        let records = try read(["UnitPrice": "x"], [:])
        #expect(records.count == 2)
        guard case .unreadable(let line, let problems) = records[0], case .offer(_, line: 3) = records[1] else {
            Issue.record("\(records)")
            return
        }
        #expect(line == 2)
        #expect(problems.map(\.field) == ["UnitPrice"])
    }

    @Test func `missing columns are all named`() throws {
        let header = Self.header.replacing("Market,", with: "").replacing(",Segment", with: "")
        let place = Problem.Place(line: 1, column: 1)
        #expect(throws: CSVFault(.flaw(.missingColumns(["Market", "Segment"])), in: "prices.csv", at: place)) {
            try read([:], header: header)
        }
    }

    @Test func `the catalogue of the samples is read whole`() throws {
        let records = try read(.file(path: Project.path("Samples/catalogue.csv")))
        var offers: [Offer] = []
        for record in records {
            switch record {
            case .offer(let offer, _): offers.append(offer)
            case .unreadable(_, let problems): Issue.record("\(problems)")
            }
        }
        #expect(offers.count > 250)
        #expect(
            Set(offers.map(\.item.kind)).isSuperset(of: [
                .perpetualSoftware, .softwareSubscription, .linuxPlan, .azureReservation,
            ])
        )
        #expect(offers.allSatisfy { $0.through == nil && $0.price.coefficient > 0 })
    }
}
