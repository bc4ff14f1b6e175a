import Basics
import Casework
import Orders
import SampleDesk
import Testing

struct ContractCustomerTests {
    @Test(arguments: ContractBackend.allCases)
    func `customers are kept as they are and replaced by id`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let korean = try SampleOrders.customer(1, name: "한빛 \"Foods\" %_", market: "KR", language: .korean)
            let bare = try SampleOrders.customer(2, segment: .education, agreedOn: nil)
            try await store.write { (records: any MutableRecords) throws in
                try records.save(korean)
                try records.save(bare)
            }
            let moved = try SampleOrders.customer(2, domain: "elsewhere.example", name: "New name", market: "DE")
            try await store.read { (records: any Records) throws in
                #expect(try records.customer(korean.id) == korean)
                #expect(try records.customer(bare.id) == bare)
                #expect(try records.customer(Customer.ID(GUID(high: 1, low: 1))) == nil)
            }
            try await store.write { try $0.save(moved) }
            try await store.read { (records: any Records) throws in
                var all: [Customer] = []
                try records.eachCustomer { all.append($0) }
                #expect(all == [korean, moved])
                #expect(try records.customer(.domain(DomainName("customer2.onmicrosoft.com"))) == nil)
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a domain belongs to one customer, and the transaction goes on`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let first = try SampleOrders.customer(1, domain: "contoso.com")
            let second = try SampleOrders.customer(2, domain: "contoso.com")
            try await store.write { (records: any MutableRecords) throws in
                try records.save(first)
                #expect(throws: DomainTaken(domain: "contoso.com")) { try records.save(second) }
                try records.save(first)
                try records.set("after", to: "yes")
            }
            #expect(try await store.read { try $0.customer(second.id) } == nil)
            #expect(try await store.read { try $0.setting("after") } == "yes")
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `of fifty who claim a domain at once one has it`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let outcomes = await withTaskGroup(of: String.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        do {
                            let customer = try SampleOrders.customer(UInt64(number), domain: "contoso.com")
                            try await store.write { try $0.save(customer) }
                            return "saved"
                        } catch let taken as DomainTaken { return taken.domain } catch { return "\(error)" }
                    }
                }
                return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(outcomes == ["saved": 1, "contoso.com": 49])
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a reference finds one customer or none`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let customers = [
                try SampleOrders.customer(1, domain: "contoso.com", name: "Contoso ÄÖ"),
                try SampleOrders.customer(2, domain: "fabrikam.com", name: "Twin"),
                try SampleOrders.customer(3, domain: "twin.example", name: "tWIN"),
                try SampleOrders.customer(4, domain: "books.onmicrosoft.com", name: "Books.example"),
                try SampleOrders.customer(5, domain: "other.example", name: "contoso.com"),
            ]
            try await store.write { records in
                for customer in customers { try records.save(customer) }
            }
            try await store.read { (records: any Records) throws in
                func found(_ text: String) throws -> Customer? { try records.customer(CustomerReference(text)) }
                #expect(try found(customers[2].id.description) == customers[2])
                #expect(try found("CONTOSO.com") == customers[0])
                #expect(try found("contoso ÄÖ") == customers[0])
                // Only ASCII letters are folded.
                #expect(try found("contoso äö") == nil)
                #expect(try found("twin") == nil)
                #expect(try found("books.EXAMPLE") == customers[3])
                #expect(try found("nobody.example") == nil)
                #expect(try found("") == nil)
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `lists are in the order of folded names, page by page`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let names = [
                "Zebra", "apple", "Apple", "äpfel", "한빛", "apple pie", "\u{10ffff}x", "\u{e000}", "APPLE",
                "a\u{308}pfel",
            ]
            let customers = try names.enumerated().map {
                try SampleOrders.customer(UInt64($0.offset), name: $0.element)
            }
            try await store.write { records in
                for customer in customers { try records.save(customer) }
            }
            try await store.read { (records: any Records) throws in
                let sorted = [
                    "apple", "Apple", "APPLE", "apple pie", "a\u{308}pfel", "Zebra", "äpfel", "한빛", "\u{e000}",
                    "\u{10ffff}x",
                ]
                #expect(try records.customers(beginning: nil, after: nil, limit: 50).map(\.name) == sorted)
                for size in 1...4 {
                    var pages: [String] = []
                    var cursor: CustomerCursor?
                    while true {
                        let page = try records.customers(beginning: "", after: cursor, limit: size)
                        guard let last = page.last else { break }
                        pages += page.map(\.name)
                        cursor = CustomerCursor(last)
                    }
                    #expect(pages == sorted)
                }
                func beginning(_ text: String) throws -> [String] {
                    try records.customers(beginning: text, after: nil, limit: 50).map(\.name)
                }
                #expect(try beginning("aPPle") == ["apple", "Apple", "APPLE", "apple pie"])
                #expect(try beginning("한") == ["한빛"])
                #expect(try beginning("\u{10ffff}") == ["\u{10ffff}x"])
                #expect(try beginning("Customer4") == ["한빛"])
                #expect(try beginning("%") == [])
                let apple = try records.customers(beginning: "apple", after: CustomerCursor(customers[2]), limit: 50)
                #expect(apple.map(\.name) == ["APPLE", "apple pie"])
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `offers are replaced by what they are known by, and filtered`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let us = try SampleOrders.offer()
            let dearer = try SampleOrders.offer(price: "1200.5 USD", versions: [])
            let others = [
                try SampleOrders.offer(availability: nil),
                try SampleOrders.offer(price: "1100.00 EUR"),
                try SampleOrders.offer(price: "1500000 KRW", market: "KR"),
                try SampleOrders.offer(segment: .education, through: "2021-06-30"),
                try SampleOrders.offer(.perpetualSoftware, sku: "0001", title: "SQL \"Server\" 표준", term: "OneTime"),
                try SampleOrders.offer(product: "DZH318Z0BQ36", title: "windows server", from: "2026-01-01"),
            ]
            try await store.write { (records: any MutableRecords) throws in
                try records.save([us] + others)
                try records.save([dearer])
                try records.save([Offer]())
            }
            try await store.read { (records: any Records) throws in
                func offers(_ change: (inout OfferFilter) throws -> Void) throws -> [Offer] {
                    var filter = OfferFilter()
                    try change(&filter)
                    return try records.offers(filter, limit: 100)
                }
                // By the bytes of the title, so capitals first, and then by all the rest.
                let all = [others[4], others[0], others[2], others[1], dearer, others[3], others[5]]
                #expect(try offers { _ in } == all)
                #expect(try records.offers(OfferFilter(), limit: 2) == Array(all.prefix(2)))
                var each: [Offer] = []
                try records.eachOffer { each.append($0) }
                #expect(each == all)
                #expect(try offers { $0.product = "DG7GMGF0FKZV" } == Array(all.prefix(6)))
                #expect(try offers { ($0.product, $0.sku) = ("DG7GMGF0FKZV", "0001") } == [others[4]])
                #expect(try offers { $0.market = try Market("KR") } == [others[2]])
                #expect(try offers { $0.segment = .education } == [others[3]])
                #expect(try offers { $0.currency = try Currency("EUR") } == [others[1]])
                #expect(try offers { $0.kind = .perpetualSoftware } == [others[4]])
                #expect(try offers { $0.titleBeginning = "WINDOWS" } == Array(all.dropFirst()))
                #expect(try offers { $0.titleBeginning = "windows server 2" } == [])
                #expect(try offers { $0.titleBeginning = "sql \"server\" 표" } == [others[4]])
                #expect(
                    try offers {
                        $0.onSaleOn = try Day("2021-06-30")
                        $0.segment = .education
                    } == [others[3]]
                )
                #expect(
                    try offers {
                        $0.onSaleOn = try Day("2021-07-01")
                        $0.market = try Market("US")
                    } == [others[4], others[0], others[1], dearer]
                )
            }
        }
    }
}
