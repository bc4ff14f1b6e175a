import Basics
import Casework
import Orders
import SampleDesk
import Tickets

@testable import Pages

/// One or more samples of every page about customers, orders and invoices, so that together every list has something in it.
struct OrderPageSamples {
    let pages: [(template: String, samples: [any Page])]

    init() async throws {
        let words = try PageTemplates(directory: projectPath("Templates")).words(.english)
        let story = try await OrderStory()
        let assets = AssetPaths(style: "/s", script: "/j", icon: "/i")
        let viewer = SamplePeople.person(
            50,
            "max",
            "Max",
            nil,
            [.adminAgent, .globalAdmin, .billing]
        )
        let frame = Frame(words, person: viewer, book: .simulated, assets: assets, path: "/", notice: "Done")
        let samples = Samples(words: words, story: story, frame: frame, viewer: viewer)
        pages = [
            (CustomersPage.template, samples.customers), (CustomerFormPage.template, samples.customerForms),
            (SoftwarePage.template, try await samples.software()), (HistoryPage.template, try await samples.history()),
            (KeysPage.template, try await samples.keys()), (BuyPage.template, try await samples.buy()),
            (ReviewPage.template, samples.review), (OrderPage.template, try await samples.order()),
            (CancelPage.template, try await samples.cancel()),
            (CancelledPage.template, try await samples.cancelled()),
            (ActivityPage.template, try await samples.activity()),
            (InvoicesPage.template, try await samples.invoices()),
            (InvoicePage.template, try await samples.invoice()), (RunPage.template, try await samples.run()),
        ]
    }

    var all: [any Page] { pages.flatMap(\.samples) }
}

/// A customer who bought three times: one order is settled, one waits for its credit, one is open.
struct OrderStory {
    let sample: SampleDesk
    let customer: Customer
    let open: Order
    let settled: Order
    let pending: Order

    var desk: Desk { sample.desk }
    var now: Instant { sample.clock.now }

    init() async throws {
        let customer = try SampleOrders.customer()
        sample = try await SampleDesk()
        let offers = try [
            SampleOrders.offer(),
            SampleOrders.offer(.linuxPlan, product: "DZH318Z0BQ4B", title: "SUSE Linux", versions: []),
        ]
        try await sample.desk.store.write { records in
            try records.save(customer)
            try records.save(offers)
        }
        self.customer = customer
        let desk = sample.desk
        func buy(_ ids: [String]) async throws -> Order {
            let items = ids.map { PurchaseRequest.Item(id: $0, quantity: 5) }
            let request = PurchaseRequest(customer: .id(customer.id), items: items, requestID: nil)
            return try await desk.buy(request, by: .sample(SamplePeople.adminAgent)).order
        }
        func cancel(_ order: Order) async throws {
            let view = try await desk.quote(order.id.text, for: .sample(SamplePeople.adminAgent))
            guard let quote = view.offered else { return }
            let confirmation = SampleOrders.confirmation(of: order, reference: "PC-1")
            _ = try await desk.cancel(
                order.id.text,
                quote: quote.id,
                confirmation,
                by: .sample(SamplePeople.adminAgent)
            )
        }
        settled = try await buy(["DG7GMGF0FKZV:0003"])
        try await cancel(settled)
        _ = try await desk.runInvoices(Month("2026-11"), early: true, by: .sample(SamplePeople.billing))
        pending = try await buy(["DG7GMGF0FKZV:0003"])
        try await cancel(pending)
        open = try await buy(["DG7GMGF0FKZV:0003", "DZH318Z0BQ4B:0003"])
        do {
            _ = try await desk.key(
                order: open.id.text,
                line: 0,
                media: Media(version: "2022", language: "ko", bits: .x64),
                by: .sample(SamplePeople.agent)
            )
        } catch DeskError.notAllowed {}
    }
}

private struct Samples {
    let words: Words
    let story: OrderStory
    let frame: Frame
    let viewer: Person

    private let alert = Alert(heading: "No", sentences: ["Because"], kept: [Alert.Kept(label: "l", text: "t")])
    private let state = FormState(
        values: ["month": "x"],
        problems: [Problem("name", .missing), Problem("x", .missing)]
    )

    init(words: Words, story: OrderStory, frame: Frame, viewer: Person) {
        self.words = words
        self.story = story
        self.frame = frame
        self.viewer = viewer
    }

    private var actor: Actor { .sample(viewer) }
    private var customer: Customer { story.customer }

    var customers: [any Page] {
        [
            CustomersPage(
                words,
                frame: frame,
                beginning: "c",
                customers: [customer],
                next: CustomerCursor(customer),
                isFurther: true,
                viewer: viewer
            )
        ]
    }

    var customerForms: [any Page] {
        [
            CustomerFormPage(words, frame: frame, known: nil, token: "t", state: state),
            CustomerFormPage(words, frame: frame, known: customer, token: "t", state: nil, alert: alert),
        ]
    }

    func software() async throws -> [any Page] {
        let items = try await story.desk.entitlements(of: .id(customer.id), for: actor)
        return [Book.simulated, .external].map {
            SoftwarePage(
                words,
                frame: frame,
                customer: customer,
                entitlements: items,
                viewer: viewer,
                book: $0,
                now: story.now
            )
        }
    }

    func history() async throws -> [any Page] {
        let orders = try await story.desk.orders(OrderFilter(), for: actor).orders
        return [
            HistoryPage(
                words,
                frame: frame,
                customer: customer,
                orders: orders,
                next: OrderCursor(placedAt: story.now, id: story.open.id),
                isFurther: true,
                viewer: viewer,
                now: story.now
            )
        ]
    }

    func keys() async throws -> [any Page] {
        let items = try await story.desk.entitlements(of: .id(customer.id), for: actor)
        return items.map {
            KeysPage(
                words,
                frame: frame,
                customer: customer,
                item: $0,
                token: "t",
                state: FormState(),
                given: KeysPage.Given(link: "http://localhost/downloads/x", days: 5, words),
                alert: alert,
                book: .simulated
            )
        }
    }

    func buy() async throws -> [any Page] {
        let offers = try await story.desk.offers(OfferFilter(), for: actor)
        let wrong = FormState(problems: offers.map { Problem($0.field, .notWhole("x")) })
        let undecided = try SampleOrders.customer(3, agreedOn: nil)
        return [(customer, Book.simulated), (undecided, .simulated), (customer, .external)].map { customer, book in
            BuyPage(
                words,
                frame: frame,
                customer: customer,
                offers: offers,
                token: "t",
                state: wrong,
                alert: alert,
                viewer: viewer,
                book: book
            )
        }
    }

    var review: [any Page] {
        [
            ReviewPage(
                words,
                frame: frame,
                customer: customer,
                order: story.open,
                chosen: [("item.x", 5)],
                token: "t",
                alert: alert
            )
        ]
    }

    func order() async throws -> [any Page] {
        var pages: [any Page] = []
        for order in [story.open, story.settled, story.pending] {
            let view = try await story.desk.order(order.id.text, for: actor)
            pages.append(
                OrderPage(view, words: words, frame: frame, viewer: viewer, book: .simulated, now: story.now)
            )
        }
        return pages
    }

    func cancel() async throws -> [any Page] {
        let orders = try await story.desk.orders(OrderFilter(), for: actor).orders
        var pages: [any Page] = []
        for (viewer, book) in [(viewer, Book.external), (SamplePeople.agent, .simulated)] {
            let view = try await story.desk.quote(story.open.id.text, for: .sample(viewer))
            pages.append(
                CancelPage(
                    words,
                    frame: frame,
                    customer: customer,
                    choice: CancelPage.Choice(
                        products: story.open.lines.map(\.item),
                        orders: orders,
                        product: story.open.lines[0].item.id,
                        order: story.open.id,
                        isWhole: true
                    ),
                    view: view,
                    ticketPath: "/tickets/R-1",
                    rules: OrderRules(),
                    token: "t",
                    state: FormState(problems: [Problem("acknowledge", .missing)]),
                    alert: alert,
                    viewer: viewer,
                    book: book,
                    now: story.now
                )
            )
        }
        return pages
    }

    func cancelled() async throws -> [any Page] {
        let view = try await story.desk.order(story.pending.id.text, for: actor)
        let page = CancelledPage(view, words: words, frame: frame, viewer: viewer)
        let open = try await story.desk.order(story.open.id.text, for: actor)
        return (page.map { [$0] } ?? [])
            + (CancelledPage(open, words: words, frame: frame, viewer: viewer).map { [$0] } ?? [])
    }

    func activity() async throws -> [any Page] {
        let entries = try await story.desk.activity(ActivityFilter(), for: actor)
        return [
            ActivityPage(
                words,
                frame: frame,
                state: state,
                entries: entries,
                customers: [customer.id: customer],
                query: "show=all",
                alert: alert,
                now: story.now
            )
        ]
    }

    func invoices() async throws -> [any Page] {
        let credits = try await story.desk.credits(CreditFilter(), for: actor)
        let invoices = try await story.desk.invoices(for: actor)
        return [Book.simulated, .external].map {
            InvoicesPage(
                words,
                frame: frame,
                invoices: invoices,
                credits: credits,
                view: .all,
                month: Month(of: story.now.day),
                book: $0,
                now: story.now
            )
        }
    }

    func invoice() async throws -> [any Page] {
        let statement = try await story.desk.invoice("G000000001", for: actor)
        return [InvoicePage(statement, words: words, frame: frame, now: story.now)]
    }

    func run() async throws -> [any Page] {
        let months = try [Month("2026-11"), Month("2026-12")]
        var pages: [any Page] = []
        for month in months {
            let run = try await story.desk.runInvoices(month, withLines: true, by: actor)
            pages.append(
                RunPage(
                    words,
                    frame: frame,
                    month: month,
                    run: run,
                    token: "t",
                    state: FormState(problems: [Problem("early", .missing)]),
                    alert: alert,
                    viewer: viewer,
                    book: .simulated,
                    now: story.now
                )
            )
        }
        return pages
    }
}
