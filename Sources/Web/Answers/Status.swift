import Casework
import HTTPTypes
import Orders
import Tickets
import Workflows

// The one place where a refusal becomes a status.

extension DeskError {
    var status: HTTPResponse.Status {
        switch self {
        case .noSuchTicket, .noSuchFile, .noSuchRun, .noSuchRecord, .noSuchView, .noSuchPerson, .noSuchCustomer,
            .noSuchOrder, .noSuchProduct, .noSuchInvoice, .noSuchEntitlement:
            .notFound
        case .notAllowed: .forbidden
        case .refused(let refusal): refusal.status
        case .orderRefused(let refusal): refusal.status
        case .secrets(let fault): fault.status
        case .conflict, .orderConflict, .alreadySettled: .conflict
        case .invalid, .tooManyViews, .badSetting: .unprocessableContent
        case .badQuery: .badRequest
        case .bulk(.noSuchBulk): .notFound
        case .bulk: .conflict
        }
    }
}

extension TicketRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .workflow(.noSuchExit), .stale, .alreadyAssigned, .reopenTooLate, .lapseTooEarly, .alreadyCredited,
            .alreadyCancelled, .quoteChanged, .alreadyShown, .merged, .notMerged, .notASurvivor, .away:
            .conflict
        case .workflow(.wrongPart), .ownRequest, .overAgentLimit, .sameApprover, .internalNotes, .overrideByApprover,
            .attestationByApprover:
            .forbidden
        case .problems, .nothingChanged, .aboveRequested, .wrongCurrency, .partialCancellation, .assentDiffers,
            .assentOfOtherKind, .aboveRefundable, .overrideNeeded, .attestationNeeded, .attestationUnneeded,
            .attestationDiffers, .unknownCustomer, .otherCustomersOrder, .notCancellable, .notInBooks,
            .settledByInvoices, .ledger, .mergedIntoItself, .otherCustomersRequest:
            .unprocessableContent
        }
    }
}

extension OrderRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notCancellable(let quote): quote.verdict.status
        case .quoteExpired, .quoteChanged, .otherQuote, .requestUsed, .ended: .conflict
        case .revoked, .linkDead: .gone
        case .otherCustomer, .otherProduct, .notAcknowledged, .referenceMissing, .ledger, .notSold, .noAgreement,
            .noOffer, .reservationsUnavailable, .quantity, .mixedCurrencies, .emptyOrder, .tooLarge, .noMedia,
            .unknownMedia, .unknownLanguage, .keptElsewhere, .settledByRuns:
            .unprocessableContent
        }
    }
}

extension LineVerdict {
    /// Of a cancellation that this stood in the way of.
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .alreadyCancelled, .inProgress, .nothingLeft: .conflict
        case .eligible, .windowPassed, .needsSupport, .notSupported: .unprocessableContent
        }
    }
}

extension SecretsFault {
    var status: HTTPResponse.Status {
        switch self {
        case .noKey, .otherKey, .unusable: .serviceUnavailable
        case .unreadable: .internalServerError
        }
    }
}

extension StoreError {
    var status: HTTPResponse.Status {
        switch self {
        case .unavailable, .busy, .full, .readOnly, .commitUnknown: .serviceUnavailable
        case .corrupt, .unexpected: .internalServerError
        }
    }
}

extension MultipartFault {
    var status: HTTPResponse.Status {
        switch self {
        case .noBoundary, .truncated, .brokenDelimiter, .headTooLong, .brokenHead, .noName, .notUTF8: .badRequest
        case .tooManyParts, .fieldTooLong: .contentTooLarge
        }
    }
}

extension WebFault {
    var status: HTTPResponse.Status {
        switch self {
        case .noSuchPage: .notFound
        case .wrongMethod: .methodNotAllowed
        case .foreignHost: .misdirectedRequest
        case .foreignOrigin, .expiredForm, .nobody: .forbidden
        case .bodyTooLarge: .contentTooLarge
        case .tooSlow: .requestTimeout
        case .notAForm: .unsupportedMediaType
        }
    }
}
