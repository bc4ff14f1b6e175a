package import Basics

/// One dated rule: what an order of a kind, placed from a day on, gives back when it is cancelled.
package struct PolicyRow: Hashable, Sendable {
    /// Names the row in quotes and decisions, as `perpetual-2021-06`.
    package let name: String
    package let product: ProductClass
    /// The first day (UTC) whose orders it covers.
    package let from: Day
    package let terms: Terms
    /// Where the rule stands.
    package let source: String

    package enum Terms: Hashable, Sendable {
        case cancellable(CancellationWindow, Credit)
        /// Never, and no exchange.
        case never
        /// Only by a support request.
        case byRequest
    }

    package enum Credit: Hashable, Sendable {
        /// Everything that was paid.
        case full
        /// The share of the days that remain, the day of cancelling included.
        case prorated
        /// As prorated, but everything within the first 24 hours.
        case proratedAfterFirstDay
    }

    package init(name: String, product: ProductClass, from: Day, terms: Terms, source: String) {
        self.name = name
        self.product = product
        self.from = from
        self.terms = terms
        self.source = source
    }
}

/// The rules of a deployment, by kind and date.
package struct PolicyTable: Hashable, Sendable {
    package let rows: [PolicyRow]

    package init(_ rows: [PolicyRow]) {
        self.rows = rows
    }

    /// The row that covers an order of that kind placed at that instant: the latest that begins no later than its day (UTC);
    /// nil when the table begins after it.
    package func row(for product: ProductClass, orderedAt instant: Instant) -> PolicyRow? {
        rows.filter { $0.product == product && $0.from <= instant.day }.max { $0.from < $1.from }
    }

    /// The seed's rules (8 March 2021, in force from 1 June 2021): perpetual software 30 days and 100 %, software
    /// subscriptions 30 days prorated, SUSE and Red Hat plans never, Azure reservations by support request.
    package static let seed = PolicyTable(base + [perpetual2021, subscription2021])

    /// The seed's rules with what holds for subscriptions since 11 July 2022: seven days, the first one in full.
    package static let since2022 = PolicyTable(base + [perpetual2021, subscription2021, subscription2022])

    /// The seed's rules with the 60 days that held before June 2021.
    package static let withLaunch = PolicyTable(base + launch + [perpetual2021, subscription2021])

    private static let epoch = Day(daysSinceEpoch: 0)
    private static let june2021 = Day(daysSinceEpoch: 18_779)
    private static let july2022 = Day(daysSinceEpoch: 19_184)
    private static let seedSource = "Sell software subscriptions through the CSP program, Cancel software purchases"

    private static let base = [
        PolicyRow(name: "linux-plan", product: .linuxPlan, from: epoch, terms: .never, source: seedSource),
        PolicyRow(
            name: "reservation",
            product: .azureReservation,
            from: epoch,
            terms: .byRequest,
            source: seedSource
        ),
    ]

    private static let launch = [ProductClass.perpetualSoftware, .softwareSubscription].map {
        PolicyRow(
            name: "\($0 == .perpetualSoftware ? "perpetual" : "subscription")-launch",
            product: $0,
            from: epoch,
            terms: .cancellable(.days(60), .full),
            source: "Partner Center announcements, April 2021 (the old rule)"
        )
    }

    private static let perpetual2021 = PolicyRow(
        name: "perpetual-2021-06",
        product: .perpetualSoftware,
        from: june2021,
        terms: .cancellable(.days(30), .full),
        source: seedSource
    )

    private static let subscription2021 = PolicyRow(
        name: "subscription-2021-06",
        product: .softwareSubscription,
        from: june2021,
        terms: .cancellable(.days(30), .prorated),
        source: seedSource
    )

    private static let subscription2022 = PolicyRow(
        name: "subscription-2022-07",
        product: .softwareSubscription,
        from: july2022,
        terms: .cancellable(.hours(168), .proratedAfterFirstDay),
        source: "Partner Center, Cancellation policies (from 11 July 2022)"
    )
}
