import Casework
import HTTPTypes
import Tickets
import Workflows

// The one place where a refusal becomes a status.

extension DeskError {
    var status: HTTPResponse.Status {
        switch self {
        case .noSuchTicket, .noSuchFile, .noSuchRun, .noSuchPerson: .notFound
        case .notAllowed: .forbidden
        case .refused(let refusal): refusal.status
        case .conflict: .conflict
        case .invalid: .unprocessableContent
        case .badQuery: .badRequest
        }
    }
}

extension TicketRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .workflow(.noSuchExit), .stale, .alreadyAssigned, .reopenTooLate, .lapseTooEarly, .alreadyCredited:
            .conflict
        case .workflow(.wrongPart), .ownRequest, .overAgentLimit, .sameApprover, .internalNotes: .forbidden
        case .problems, .nothingChanged, .aboveRequested, .wrongCurrency, .partialCancellation, .assentDiffers,
            .assentOfOtherKind:
            .unprocessableContent
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
