import Basics
import Orders
package import Tickets

/// A bulk that is about to be planned or done: what is asked, and of which tickets. Made by ``Desk/bulk(_:on:files:by:)``
/// and ``Desk/undoingLastBulk(by:)``.
package struct BulkJob: Sendable {
    package let targets: [BulkTarget]
    let work: Work

    enum Work: Sendable {
        case act(BulkAct, files: [FileContent])
        /// What a bulk did, by ticket, is taken back.
        case undo(Bulk, [Ticket.ID: BulkRecord])
    }

    /// What is done; of an undo, what is taken back.
    package var action: TicketAction {
        switch work {
        case .act(let act, _): act.action
        case .undo(let bulk, _): bulk.action
        }
    }

    /// The bulk that it takes back.
    package var undoes: Bulk? {
        switch work {
        case .act: nil
        case .undo(let bulk, _): bulk
        }
    }

    /// The same for somebody who has looked at the plan: what changed since is not acted on.
    package func seeing(_ plan: BulkPlan) -> BulkJob {
        guard undoes == nil else { return self }
        return BulkJob(
            targets: plan.rows.map { BulkTarget($0.target.reference, seen: $0.before?.version ?? $0.target.seen) },
            work: work
        )
    }

    var files: [FileContent] {
        switch work {
        case .act(_, let files): files
        case .undo: []
        }
    }
}
