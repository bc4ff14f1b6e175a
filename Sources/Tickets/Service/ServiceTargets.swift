/// What a desk promises, by impact: how soon its first word comes, and how soon the next one after each.
package struct ServiceTargets: Hashable, Sendable {
    /// The two promises. Nil promises nothing.
    package struct Promise: Hashable, Sendable {
        package let firstResponse: BusinessSpan?
        package let nextUpdate: BusinessSpan?

        package init(firstResponse: BusinessSpan?, nextUpdate: BusinessSpan?) {
            self.firstResponse = firstResponse
            self.nextUpdate = nextUpdate
        }
    }

    private let promises: [Impact: Promise]
    /// The share of a promised time, in percent (1 to 100), after which a ticket is shown as soon due.
    package let warning: Int64

    /// Impacts that are not listed are promised nothing. Throws ``TargetFlaw/notAWarning(_:)``.
    package init(_ promises: [Impact: Promise], warning: Int64 = 75) throws(TargetFlaw) {
        guard (1...100).contains(warning) else { throw .notAWarning("\(warning)%") }
        self.init(promises: promises, warning: warning)
    }

    private init(promises: [Impact: Promise], warning: Int64) {
        self.promises = promises
        self.warning = warning
    }

    package subscript(_ impact: Impact) -> Promise {
        promises[impact] ?? Promise(firstResponse: nil, nextUpdate: nil)
    }

    /// "Report problems on behalf of customers": a billing or refund request is answered within one business day
    /// whatever its impact. Distributors' terms of service: an update at least every 7 days, which are 5 business days
    /// of a week that has 5.
    package static let standard = ServiceTargets(
        promises: Dictionary(
            uniqueKeysWithValues: Impact.allCases.map { impact in
                let day = BusinessSpan(count: 1, unit: .day)
                return (impact, Promise(firstResponse: day, nextUpdate: BusinessSpan(count: 5, unit: .day)))
            }
        ),
        warning: 75
    )
}
