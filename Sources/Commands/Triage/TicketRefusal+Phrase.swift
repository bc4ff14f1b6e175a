import Basics
import Tickets
import Workflows

extension TicketRefusal {
    /// Why an action cannot be chosen, in a few words; the sentence says all of it.
    var phrase: String {
        switch self {
        case .workflow(.noSuchExit(let from, _, _)): "not when \(from.rawValue)"
        case .workflow(.wrongPart(_, let exit, _)): "takes \(exit.orderedParts.map(\.rawValue).joined(separator: "/"))"
        case .ownRequest(.requester): "your own request"
        case .ownRequest(.contact): "you are its contact"
        case .ownRequest(.filer): "you filed it"
        case .sameApprover: "takes a second person"
        case .reopenTooLate: "too late"
        case .lapseTooEarly(let from): "from \(from.minute)"
        case .alreadyCredited: "credited"
        case .merged(let name): "merged into \(name)"
        case .notMerged: "not merged"
        case .stale, .problems, .nothingChanged, .overAgentLimit, .aboveRequested, .wrongCurrency, .partialCancellation,
            .assentDiffers, .assentOfOtherKind, .alreadyAssigned, .internalNotes, .aboveRefundable, .overrideNeeded,
            .overrideByApprover, .attestationNeeded, .attestationByApprover, .attestationUnneeded,
            .attestationDiffers, .unknownCustomer, .otherCustomersOrder, .notCancellable, .alreadyCancelled,
            .quoteChanged, .notInBooks, .alreadyShown, .settledByInvoices, .ledger, .mergedIntoItself, .notASurvivor,
            .otherCustomersRequest, .away:
            sentence
        }
    }
}
