package import Tickets

/// What became of one ticket of a bulk, or would.
package struct BulkRow: Hashable, Sendable {
    package let target: BulkTarget
    package let result: Result

    package enum Result: Hashable, Sendable {
        case done(before: TicketSummary, after: TicketSummary)
        /// With the ticket as it stands; nil when there is none that the person may see.
        case refused(TicketSummary?, DeskError)
    }

    package init(_ target: BulkTarget, _ result: Result) {
        self.target = target
        self.result = result
    }

    /// The ticket before anything was done.
    package var before: TicketSummary? {
        switch result {
        case .done(let before, _): before
        case .refused(let ticket, _): ticket
        }
    }

    /// The ticket after it was done; nil when it was not.
    package var after: TicketSummary? {
        switch result {
        case .done(_, let after): after
        case .refused: nil
        }
    }

    package var refusal: DeskError? {
        switch result {
        case .done: nil
        case .refused(_, let error): error
        }
    }

    package var outcome: BulkOutcome { refusal?.outcomeInBulk ?? .done }

    /// As R-10001, where there is such a number; else as it was named.
    package var name: String {
        before.map { TicketReference(of: $0).description } ?? target.reference.description
    }
}

extension DeskError {
    /// What it means for one ticket of many.
    fileprivate var outcomeInBulk: BulkOutcome {
        switch self {
        case .noSuchTicket: .missing
        case .conflict, .orderConflict, .alreadySettled, .refused(.stale): .overtaken
        case .noSuchPerson, .noSuchFile, .noSuchRun, .noSuchCustomer, .noSuchOrder, .noSuchProduct, .noSuchInvoice,
            .noSuchEntitlement, .noSuchRecord, .noSuchView, .notAllowed, .refused, .orderRefused, .secrets,
            .tooManyViews, .invalid, .badQuery, .badSetting, .bulk:
            .refused
        }
    }
}

extension BulkCounts {
    /// The outcomes of rows, counted.
    package init(of rows: some Sequence<BulkRow>) {
        self.init()
        for row in rows { add(row.outcome) }
    }
}
