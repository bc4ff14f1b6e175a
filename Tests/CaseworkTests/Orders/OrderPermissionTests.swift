import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

/// Every use-case of orders, with the permission it names, walked with every role.
@Suite struct OrderPermissionTests {
    struct UseCase: Sendable, CustomTestStringConvertible {
        let name: String
        let permission: Permission
        let ask: @Sendable (Desk, Order, Actor) async throws -> Void

        var testDescription: String { name }
    }

    static let reference = CustomerReference.domainName("customer1.onmicrosoft.com")

    static let useCases: [UseCase] = [
        UseCase(name: "settings", permission: .seeOrders) { desk, _, actor in
            _ = try await desk.settings(for: actor)
        },
        UseCase(name: "set", permission: .managePeople) { desk, _, actor in
            try await desk.set(.orders(.propagation), to: "0", by: actor)
        },
        UseCase(name: "add customer", permission: .recordOrders) { desk, _, actor in
            _ = try await desk.addCustomer(CustomerForm(), by: actor)
        },
        UseCase(name: "change customer", permission: .recordOrders) { desk, _, actor in
            _ = try await desk.changeCustomer(reference, CustomerForm(), by: actor)
        },
        UseCase(name: "offers", permission: .seeOrders) { desk, _, actor in
            _ = try await desk.offers(OfferFilter(), for: actor)
        },
        UseCase(name: "keep offers", permission: .recordOrders) { desk, _, actor in
            try await desk.keep([], by: actor)
        },
        UseCase(name: "buy", permission: .buyProducts) { desk, _, actor in
            _ = try await desk.buy(PurchaseRequest(customer: reference, items: [], requestID: nil), by: actor)
        },
        UseCase(name: "add seats", permission: .buyProducts) { desk, order, actor in
            _ = try await desk.addSeats(1, to: 0, of: order.id.text, by: actor)
        },
        UseCase(name: "orders", permission: .seeOrders) { desk, _, actor in
            _ = try await desk.orders(OrderFilter(), for: actor)
        },
        UseCase(name: "order", permission: .seeOrders) { desk, order, actor in
            _ = try await desk.order(order.id.text, for: actor)
        },
        UseCase(name: "quote", permission: .seeOrders) { desk, order, actor in
            _ = try await desk.quote(order.id.text, for: actor)
        },
        UseCase(name: "request draft", permission: .fileTickets) { desk, order, actor in
            _ = try await desk.requestDraft(fromOrder: order.id.text, for: actor)
        },
        UseCase(name: "cancel", permission: .cancelOrders) { desk, order, actor in
            let confirmation = CancellationConfirmation(
                customer: reference,
                product: "",
                isAcknowledged: true,
                reference: nil
            )
            _ = try await desk.cancel(order.id.text, quote: GUID(high: 0, low: 0), confirmation, by: actor)
        },
        UseCase(name: "activity", permission: .readAccessLog) { desk, _, actor in
            _ = try await desk.activity(ActivityFilter(), for: actor)
        },
        UseCase(name: "import orders", permission: .recordOrders) { desk, _, actor in
            _ = try await desk.importOrders([], origin: .reconciliation, by: actor)
        },
        UseCase(name: "samples", permission: .recordOrders) { desk, _, actor in
            _ = try await desk.keepSamples([], [], [], by: actor)
        },
        UseCase(name: "invoices", permission: .seeInvoices) { desk, _, actor in
            _ = try await desk.invoices(for: actor)
        },
        UseCase(name: "invoice", permission: .seeInvoices) { desk, _, actor in
            _ = try await desk.invoice("G000000001", for: actor)
        },
        UseCase(name: "preview of an invoice run", permission: .seeInvoices) { desk, _, actor in
            _ = try await desk.runInvoices(Month("2026-11"), by: actor)
        },
        UseCase(name: "credits", permission: .seeInvoices) { desk, _, actor in
            _ = try await desk.credits(CreditFilter(), for: actor)
        },
        UseCase(name: "reconcile", permission: .settleCredits) { desk, _, actor in
            _ = try await desk.reconcile([], completeFor: nil, by: actor)
        },
    ]

    @Test(arguments: useCases)
    func `a role may what its permission says and nothing else`(useCase: UseCase) async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        for role in Role.allCases {
            let person = SamplePeople.with(role)
            try #require(person.roles == [role])
            do {
                try await useCase.ask(desk.desk, order, .sample(person))
                #expect(person.may(useCase.permission), "\(role)")
            } catch DeskError.notAllowed(let permission) {
                #expect(permission == useCase.permission, "\(role)")
                #expect(!person.may(useCase.permission), "\(role)")
            } catch is DeskError {
                // Refused for another reason: it was allowed to ask.
                #expect(person.may(useCase.permission), "\(role)")
            }
        }
    }

    @Test func `closing invoices takes more than seeing them`() async throws {
        let desk = try await OrderDesk()
        _ = try await desk.buy()
        for role in Role.allCases {
            let person = SamplePeople.with(role)
            guard person.may(.seeInvoices) else { continue }
            do {
                _ = try await desk.desk.runInvoices(Month("2026-11"), early: true, by: .sample(person))
                #expect(person.may(.settleCredits))
            } catch DeskError.notAllowed(let permission) {
                #expect(permission == .settleCredits && !person.may(.settleCredits))
            }
        }
    }

    @Test func `keys are for admin agents and the tenant's own global admin`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        for role in Role.allCases where role != .customerGlobalAdmin {
            let person = SamplePeople.with(role)
            do {
                _ = try await desk.desk.key(order: order.id.text, line: 0, media: OrderDesk.media, by: .sample(person))
                #expect(role == .adminAgent)
            } catch DeskError.notAllowed(let permission) {
                #expect(permission == .seeKeys && role != .adminAgent)
            }
        }
        let key = try await desk.desk.key(
            order: order.id.text,
            line: 0,
            media: OrderDesk.media,
            by: .sample(OrderDesk.ownAdmin)
        )
        #expect(key.utf8.count == 32)
        await #expect(throws: DeskError.noSuchEntitlement("\(order.id) line 0")) {
            try await desk.desk.key(
                order: order.id.text,
                line: 0,
                media: OrderDesk.media,
                by: .sample(OrderDesk.otherAdmin)
            )
        }
    }

    @Test func `a customer's global admin sees their own tenant and no other`() async throws {
        let desk = try await OrderDesk()
        _ = try await desk.buy()
        _ = try await desk.buy("0001", for: desk.other)
        let own = Actor.sample(OrderDesk.ownAdmin)
        #expect(try await desk.desk.customers(for: own).customers == [desk.customer])
        #expect(try await desk.desk.entitlements(of: .id(desk.customer.id), for: own).count == 1)
        await #expect(throws: DeskError.noSuchCustomer(desk.other.id.description)) {
            try await desk.desk.entitlements(of: .id(desk.other.id), for: own)
        }
        await #expect(throws: DeskError.noSuchCustomer(desk.other.id.description)) {
            try await desk.desk.customer(.id(desk.other.id), for: own)
        }
        // Nobody's admin: a global admin without a tenant.
        #expect(try await desk.desk.customers(for: .sample(SamplePeople.customer)).customers == [])
    }
}

extension CustomerReference {
    static func domainName(_ text: String) -> CustomerReference { CustomerReference(text) }
}
