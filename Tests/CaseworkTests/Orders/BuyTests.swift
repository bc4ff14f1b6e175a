import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

@Suite struct BuyTests {
    @Test func `the same request gives the same order, another with its id is refused`() async throws {
        let desk = try await OrderDesk()
        let first = try await desk.buy(requestID: "655890ba")
        let again = try await desk.buy(requestID: "655890ba")
        #expect(again == first)
        await #expect(throws: DeskError.orderRefused(.requestUsed("655890ba"))) {
            try await desk.buy(quantity: 6, requestID: "655890ba")
        }
        await #expect(throws: DeskError.orderRefused(.requestUsed("655890ba"))) {
            try await desk.buy(for: desk.other, requestID: "655890ba")
        }
        #expect(try await desk.desk.orders(OrderFilter(), for: .sample(SamplePeople.agent)).orders.count == 1)
        #expect(try await desk.activity().map(\.kind) == [.orderPlaced])
    }

    @Test func `the external book sells nothing`() async throws {
        let desk = try await OrderDesk(book: .external)
        await #expect(throws: DeskError.orderRefused(.notSold)) { try await desk.buy() }
        #expect(try await desk.activity() == [])
    }

    @Test func `what the catalogue lacks is named`() async throws {
        let desk = try await OrderDesk()
        await #expect(throws: DeskError.noSuchProduct("DG7GMGF0FKZV:0009")) { try await desk.buy("0009") }
        let german = CustomerForm(tenant: "00000000-0000-00c0-0000-000000000003", market: "DE")
        let customer = try await desk.desk.addCustomer(german, by: .sample(SamplePeople.adminAgent))
        await #expect(
            throws: DeskError.orderRefused(
                .noOffer(item: "DG7GMGF0FKZV:0002", market: try Market("DE"), segment: .commercial)
            )
        ) { try await desk.buy(for: customer) }
        let nigerien = CustomerForm(tenant: "00000000-0000-00c0-0000-000000000004", market: "Niger")
        let unavailable = try await desk.desk.addCustomer(nigerien, by: .sample(SamplePeople.adminAgent))
        await #expect(throws: DeskError.orderRefused(.reservationsUnavailable(try Market("NE")))) {
            try await desk.buy("0004", for: unavailable)
        }
    }

    @Test func `seats are added to a line and have a charge of their own`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        desk.clock.advance(days: 10)
        let grown = try await desk.desk.addSeats(2, to: 0, of: order.id.text, by: .sample(SamplePeople.adminAgent))
        #expect(grown.lines.map(\.quantity) == [5, 2])
        #expect(grown.lines[1].addsTo == 0)
        #expect(grown == (try await desk.stored(order)))
        #expect(try await desk.activity().map(\.kind) == [.seatsAdded, .orderPlaced])
    }

    @Test func `two customers cannot have one domain`() async throws {
        let desk = try await OrderDesk()
        var form = CustomerForm(tenant: "00000000-0000-00c0-0000-000000000005", market: "US")
        form.domain = "customer1.onmicrosoft.com"
        await #expect(
            throws: DeskError.invalid(Problems([Problem("domain", .duplicateName("customer1.onmicrosoft.com"))]))
        ) { try await desk.desk.addCustomer(form, by: .sample(SamplePeople.adminAgent)) }
        #expect(try await desk.desk.customers(for: .sample(SamplePeople.agent)).customers.count == 2)
    }

    @Test func `a form tells everything that is wrong with it`() async throws {
        let desk = try await OrderDesk()
        var form = CustomerForm()
        form.id = "nonsense"
        form.market = "Atlantis"
        form.segment = "pirates"
        form.agreedOn = "yesterday"
        do {
            _ = try await desk.desk.addCustomer(form, by: .sample(SamplePeople.adminAgent))
            Issue.record("a customer of nonsense was added")
        } catch DeskError.invalid(let problems) {
            #expect(problems.list.map(\.field) == ["tenant", "domain", "name", "market", "segment", "agreed"])
        }
    }
}

extension CustomerForm {
    init(tenant: String, market: String) {
        self.init()
        id = tenant
        domain = "c\(tenant.suffix(4)).onmicrosoft.com"
        name = "Customer \(tenant.suffix(4))"
        self.market = market
        agreedOn = "2026-01-01"
    }
}
