import Basics
import Orders
import Testing

@Suite struct OrderDocumentTests {
    /// The cells of every row of the tables of a page that have as many columns.
    private func rows(_ page: String, columns: Int) throws -> [[String]] {
        try Project.text(page).split(separator: "\n").filter { $0.hasPrefix("| ") }
            .map { line in
                line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map { cell in
                    String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
                }
            }
            .filter { $0.count == columns && !$0.allSatisfy { $0 == "---" } }
    }

    @Test func `the policy page lists exactly the rows of the tables`() throws {
        let listed = try rows("docs/policy.md", columns: 5).filter { $0[0] != "Row" }
        var expected: Set<[String]> = []
        for table in [PolicyTable.seed, .since2022, .withLaunch] {
            // The text of a table: name, product, from, window, credit, source.
            for line in table.csv.split(separator: "\n").dropFirst() {
                let cells = line.split(separator: ",", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
                expected.insert(Array(cells.prefix(5)))
            }
        }
        #expect(Set(listed) == expected)
        #expect(listed.count == expected.count)
    }

    @Test func `every worked example is what a quote says`() throws {
        let examples = try rows("docs/policy.md", columns: 11).filter { $0[0] != "Table" }
        #expect(examples.count == 12)
        for example in examples {
            let quote = try quote(example)
            #expect(Money(minorUnits: quote.total.net, quote.currency).number == example[9], "\(example)")
            #expect(Money(minorUnits: quote.total.tax, quote.currency).number == example[10], "\(example)")
        }
    }

    private func quote(_ cells: [String]) throws -> Quote {
        let tables: [String: PolicyTable] = ["seed": .seed, "since-2022": .since2022, "with-launch": .withLaunch]
        let market = try Market(cells[5])
        let rate = try Money(cells[6], Currency("KWD")).minorUnits
        let rules = OrderRules(policy: try #require(tables[cells[0]]), taxRates: [market: rate])
        let price = cells[3].split(separator: " ").map(String.init)
        let item = CatalogueItem(
            product: "DG7GMGF0FKZV",
            sku: "0003",
            availability: nil,
            title: "Example",
            skuTitle: "Example",
            publisher: "Microsoft Corporation",
            kind: try #require(ProductClass(rawValue: cells[1])),
            term: try Term(cells[2])
        )
        let offer = Offer(
            item: item,
            market: market,
            segment: .commercial,
            price: try UnitPrice(price[0], Currency(price[1])),
            quantities: 1...100,
            from: try Day("2020-01-01"),
            through: nil,
            versions: []
        )
        let customer = Customer(
            id: Customer.ID(GUID(high: 0, low: 1)),
            domain: try DomainName("contoso.onmicrosoft.com"),
            name: "Contoso",
            market: market,
            segment: .commercial,
            agreedOn: try Day("2020-01-01"),
            language: nil
        )
        let person = Person(
            id: Person.ID(GUID(high: 0, low: 2)),
            systemName: "kim",
            displayName: "Kim",
            email: nil,
            language: .english,
            organisation: Organisation.ID(GUID(high: 0, low: 3)),
            roles: [.adminAgent]
        )
        let order = try Cart(customer: customer, items: [Cart.Item(offer: offer, quantity: Int64(cells[4]) ?? 0)])
            .order(
                as: GUID(high: 0, low: 4),
                requestID: nil,
                by: person,
                at: Instant(cells[7]),
                under: rules
            )
        return order.quote(at: try Instant(cells[8]), under: rules)
    }

    @Test func `the orders page lists the ledger's movements as they are`() throws {
        let listed = try rows("docs/orders.md", columns: 3).filter { $0[0] != "Movement" }
        #expect(
            listed
                == Movement.Kind.allCases.map { [$0.rawValue, $0.accounts.from.rawValue, $0.accounts.to.rawValue] }
        )
    }
}
