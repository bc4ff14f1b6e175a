import Basics
import Casework
import Exchange
import Foundation
import Orders
import SQLite
import Storage
import Tickets
import XML

/// The speed of orders: `recoup-bench orders PHASE FOLDER`, one phase for each process, so that each has a peak of memory of
/// its own. A phase prints how much it did in how many seconds.
struct OrderBench {
    let folder: String
    let lines = 100_000

    enum Phase: String, CaseIterable {
        case prepare, quotes, ledger, invoices, reconcile
    }

    func run(_ phase: Phase) async throws {
        switch phase {
        case .prepare: try await prepare()
        case .quotes: try quotes()
        case .ledger: try ledger()
        case .invoices: try await invoices()
        case .reconcile: try await reconcile()
        }
    }

    private let now = Instant(milliseconds: 1_795_421_700_000)
    private let person = Person(
        id: Person.ID(GUID(high: 1, low: 1)),
        systemName: "bench",
        displayName: "Bench",
        email: nil,
        language: .english,
        organisation: Organisation.ID(GUID(high: 1, low: 2)),
        roles: Set(Role.allCases).subtracting([.customerGlobalAdmin])
    )

    private var actor: Actor { Actor(person: person, account: "bench", origin: .cli) }
    private var rows: String { folder + "/reconciliation.csv" }

    private func open(_ name: String, _ book: Book) async throws -> (desk: Desk, database: SQLiteDatabase) {
        let database = try SQLiteDatabase(path: folder + "/" + name)
        try await SQLDeskStore.prepare(database, at: now)
        let now = now
        let desk = Desk(
            store: SQLDeskStore(database),
            book: book,
            now: { now },
            makeID: { GUID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)) }
        )
        return (desk, database)
    }

    /// Offers in three currencies, perpetual and for a year.
    private func offers() throws -> [Offer] {
        try [("US", "1176.00", "USD"), ("DE", "999.99", "EUR"), ("KR", "1500000", "KRW")].flatMap {
            market,
            price,
            code in
            try ["OneTime", "P1Y"].map { term in
                Offer(
                    item: CatalogueItem(
                        product: "DG7GMGF0FKZ\(term.count)",
                        sku: "0003",
                        availability: "DG7GMGF0DWMS",
                        title: "Windows Server \(term)",
                        skuTitle: "Windows Server \(term)",
                        publisher: "Microsoft Corporation",
                        kind: term == "P1Y" ? .softwareSubscription : .perpetualSoftware,
                        term: try Term(term)
                    ),
                    market: try Market(market),
                    segment: .commercial,
                    price: try UnitPrice(price, Currency(code)),
                    quantities: 1...1_000,
                    from: try Day("2020-01-01"),
                    through: nil,
                    versions: []
                )
            }
        }
    }

    private func world() throws -> SampleWorld<SplitMix64> {
        SampleWorld(
            offers: try offers(),
            at: now,
            by: person,
            under: OrderRules(taxRates: [try Market("DE"): 19_000, try Market("KR"): 10_000]),
            using: SplitMix64(seed: 1)
        )
    }

    private func prepare() async throws {
        for (name, book) in [("invoices.db", Book.simulated), ("reconcile.db", .external)] {
            let (desk, database) = try await open(name, book)
            var world = try world()
            world.addCustomers(2_000)
            let customers = world.customers
            try await desk.store.write { records in for customer in customers { try records.save(customer) } }
            var made = 0
            while made < lines {
                var orders: [Order] = []
                while orders.count < 1_000, made < lines {
                    guard let order = world.nextStory()?.order else { continue }
                    made += order.lines.count
                    orders.append(order)
                }
                let batch = orders
                try await desk.store.write { try $0.insert(batch) }
            }
            if book == .external { try await writeRows(desk) }
            await database.close()
        }
    }

    /// Every open credit as Microsoft's file shows it, among charges, 100,000 rows in all.
    private func writeRows(_ desk: Desk) async throws {
        var text = Self.columns.joined(separator: ",") + "\r\n"
        var count = 0
        func add(_ values: [String: String]) {
            text += Self.columns.map { values[$0] ?? "" }.joined(separator: ",") + "\r\n"
            count += 1
        }
        let credits = try await desk.credits(CreditFilter(), for: actor, limit: 100_000)
        for tracked in credits {
            let (posted, amounts) = (tracked.posted, tracked.posted.credit.amounts.negated)
            add(
                row(
                    order: posted.order.text,
                    product: posted.product,
                    sku: posted.sku,
                    customer: posted.customer.description,
                    charge: "cancelImmediate",
                    amounts: amounts
                )
            )
        }
        let usd = try Currency("USD")
        while count < lines {
            let order = Order.ID(selling: GUID(high: 7, low: UInt64(count)))
            add(
                row(
                    order: order.text,
                    product: "DG7GMGF0FKZV",
                    sku: "0003",
                    customer: GUID(high: 7, low: 7).description,
                    charge: "new",
                    amounts: LineAmounts(net: 117_600, tax: 0, usd)
                )
            )
        }
        try text.write(toFile: rows, atomically: true, encoding: .utf8)
        print("\(credits.count) credits among \(count) rows")
    }

    private func row(
        order: String,
        product: String,
        sku: String,
        customer: String,
        charge: String,
        amounts: LineAmounts
    ) -> [String: String] {
        func text(_ units: Int64) -> String { Money(minorUnits: units, amounts.currency).number }
        return [
            "PartnerId": "00000000-0000-0000-0000-000000000001", "CustomerId": customer, "CustomerName": "Contoso",
            "CustomerDomainName": "contoso.onmicrosoft.com", "CustomerCountry": "US", "InvoiceNumber": "G000024135",
            "OrderId": order, "OrderDate": "11/3/2026", "ProductId": product, "SkuId": sku,
            "AvailabilityId": "DG7GMGF0DWMS", "SkuName": "Windows Server", "ProductName": "Windows Server",
            "ChargeType": charge, "UnitPrice": "1176", "Quantity": "1", "Subtotal": text(amounts.net),
            "TaxTotal": text(amounts.tax), "Total": text(amounts.net + amounts.tax), "Currency": amounts.currency.code,
            "PriceAdjustmentDescription": "\"[\"\"15.0% Partner earned credit for services managed\"\"]\"",
            "PublisherName": "Microsoft Corporation", "PricingCurrency": amounts.currency.code,
        ]
    }

    /// The 46 columns (Partner Center, "New commerce invoice reconciliation files").
    private static let columns = """
        PartnerId CustomerId CustomerName CustomerDomainName CustomerCountry InvoiceNumber MpnId ResellerMpnId OrderId \
        OrderDate ProductId SkuId AvailabilityId SkuName ProductName ChargeType UnitPrice Quantity Subtotal TaxTotal Total \
        Currency PriceAdjustmentDescription PublisherName PublisherId SubscriptionDescription SubscriptionId \
        ChargeStartDate ChargeEndDate TermAndBillingCycle EffectiveUnitPrice UnitType AlternateId BillableQuantity \
        BillingFrequency PricingCurrency PCToBCExchangeRate PCToBCExchangeRateDate MeterDescription ReservationOrderId \
        CreditReasonCode SubscriptionStartDate SubscriptionEndDate ReferenceID ProductQualifiers PromotionID
        """.split(separator: " ").map(String.init)

    private func quotes() throws {
        var world = try world()
        world.addCustomers(100)
        var orders: [Order] = []
        while orders.count < 2_000 { if let story = world.nextStory() { orders.append(story.order) } }
        let rules = OrderRules()
        var eligible = 0
        let seconds = measure {
            for _ in 0..<100 {
                for order in orders where order.quote(at: now, under: rules).verdict.isEligible { eligible += 1 }
            }
        }
        print("quotes per second: \(Int(Double(orders.count * 100) / seconds)) (\(eligible) of them eligible)")
    }

    private func ledger() throws {
        let usd = try Currency("USD")
        let ledgers = 20_000
        var entries = 0
        let seconds = try measure {
            for _ in 0..<ledgers {
                var ledger = LineLedger(currency: usd)
                let amounts = LineAmounts(net: 1_000, tax: 190, usd)
                for kind in [Movement.Kind.purchase, .reserve, .void, .reserve, .credit, .settle] {
                    let movement = Movement(kind, amounts, key: "\(entries)", at: now, by: person.id)
                    if try ledger.move(movement) { entries += 2 }
                }
            }
        }
        print("ledger entries per second: \(Int(Double(entries) / seconds))")
    }

    private func invoices() async throws {
        let (desk, database) = try await open("invoices.db", .simulated)
        let actor = actor
        let clock = ContinuousClock()
        let start = clock.now
        let run = try await desk.runInvoices(Month("2026-11"), early: true, by: actor)
        let seconds = Self.seconds(clock.now - start)
        let count = run.statements.reduce(0) { $0 + $1.lineCount }
        print("an invoice run over \(count) lines: \(String(format: "%.2f", seconds)) s")
        await database.close()
    }

    private func reconcile() async throws {
        let (desk, database) = try await open("reconcile.db", .external)
        let clock = ContinuousClock()
        let start = clock.now
        let reader = try ReconciliationReader(ByteSource.file(path: rows), named: "reconciliation.csv")
        var credits: [CreditRow] = []
        var read = 0
        while let record = try reader.next() {
            read += 1
            if case .row(let row) = record, let credit = CreditRow(row) { credits.append(credit) }
        }
        let report = try await desk.reconcile(credits, completeFor: nil, by: actor)
        let seconds = Self.seconds(clock.now - start)
        print(
            "a reconciliation of \(read) rows, \(report.settled.count) credits settled: "
                + "\(String(format: "%.2f", seconds)) s"
        )
        await database.close()
    }

    private func measure(_ work: () throws -> Void) rethrows -> Double {
        Self.seconds(try ContinuousClock().measure(work))
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
