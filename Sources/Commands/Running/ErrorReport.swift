import ArgumentParser
import Basics
import Casework
import Exchange
import Orders
import Packing
import Pages
import Redmine
import SQL
import Tickets
import Workflows
import XML

/// What an error means to the person and to the script: one sentence with the remedy, and a number. The one place where
/// errors become exit codes.
struct ErrorReport: Equatable {
    let status: CommandOutcome
    /// Nil when nothing is left to be said.
    let sentence: String?

    init(_ status: CommandOutcome, _ sentence: String?) {
        self.status = status
        self.sentence = sentence
    }

    init(_ error: any Error) {
        switch error {
        case let error as Failure: self.init(error.status, error.sentence)
        case let error as DeskError: self.init(error.status, error.atCommandLine)
        case let error as TicketRefusal: self.init(error.status, error.sentence)
        case let error as QueryFault: self.init(.usage, error.sentence)
        case let error as StoreError: self.init(.refused, error.sentence)
        case let error as SQLError: self.init(.refused, error.sentence)
        case let error as MigrationError: self.init(.refused, error.sentence)
        case let error as XMLFault: self.init(.refused, error.sentence)
        case let error as XMLWriterError: self.init(.refused, error.sentence)
        case let error as CSVFault: self.init(.refused, SafeText.line(error.sentence))
        case let error as OrderRefusal: self.init(error.status, SafeText.line(error.sentence))
        case let error as SecretsFault: self.init(.refused, error.sentence)
        case let error as DocumentFault: self.init(.refused, SafeText.line(error.sentence))
        case let error as TemplateFault: self.init(.refused, SafeText.line(error.sentence))
        case let error as MissingValues: self.init(.refused, error.sentence)
        case let error as Undeliverable: self.init(.refused, error.reason)
        case let error as CorrectionFault: self.init(.refused, SafeText.line(error.sentence))
        case let error as RedmineFault: self.init(.refused, SafeText.line(error.sentence))
        case let error as PackingFault: self.init(.refused, error.sentence)
        case let error as MappingFault: self.init(.refused, SafeText.block(error.sentence))
        case let error as ExportRefusal: self.init(.usage, error.sentence)
        case let error as ExportFault: self.init(.refused, SafeText.line(error.sentence))
        case let error as Problems: self.init(.refused, error.list.map(\.description).joined(separator: "; "))
        case let error as Problem: self.init(.refused, error.description)
        case let error as Fault: self.init(.refused, error.sentence)
        case is OutputClosed: self.init(.done, nil)
        case is CancellationError: self.init(.interrupted, nil)
        default: self.init(.refused, "something happened that this program does not expect; nothing was changed")
        }
    }
}

extension DeskError {
    /// Exhaustive, so that a new error does not compile before somebody decided.
    var status: CommandOutcome {
        switch self {
        case .noSuchTicket, .noSuchPerson, .noSuchFile, .noSuchRun, .noSuchRecord, .noSuchView, .noSuchCustomer,
            .noSuchOrder, .noSuchProduct, .noSuchInvoice, .noSuchEntitlement:
            .notFound
        case .notAllowed: .notAllowed
        case .refused(let refusal): refusal.status
        case .orderRefused(let refusal): refusal.status
        case .conflict, .orderConflict, .alreadySettled: .conflict
        case .secrets: .refused
        case .invalid, .tooManyViews: .refused
        case .badQuery: .usage
        case .badSetting: .refused
        case .bulk(.noSuchBulk): .notFound
        case .bulk: .refused
        }
    }

    /// The sentence, with the options that give missing facts.
    var atCommandLine: String {
        guard case .invalid(let problems) = self else { return SafeText.line(sentence) }
        let options = problems.list.compactMap { problem -> String? in
            guard problem.fault == .missing, let name = problem.field else { return nil }
            return FactField(rawValue: name)?.option
        }
        var given: [String] = []
        for option in options where !given.contains(option) { given.append(option) }
        let remedy = given.isEmpty ? "" : "; give \(given.joined(separator: ", "))"
        return SafeText.line(sentence + remedy)
    }
}

extension TicketRefusal {
    /// Whether another person could do it, somebody was faster, or it cannot be done.
    var status: CommandOutcome {
        switch self {
        case .workflow(.noSuchExit): .refused
        case .workflow(.wrongPart): .notAllowed
        case .stale: .conflict
        case .ownRequest, .overAgentLimit, .sameApprover, .internalNotes, .overrideByApprover,
            .attestationByApprover:
            .notAllowed
        case .problems, .nothingChanged, .aboveRequested, .wrongCurrency, .partialCancellation, .assentDiffers,
            .assentOfOtherKind,
            .alreadyAssigned, .reopenTooLate, .lapseTooEarly, .alreadyCredited, .aboveRefundable,
            .overrideNeeded, .attestationNeeded, .attestationUnneeded, .attestationDiffers, .unknownCustomer,
            .otherCustomersOrder, .notCancellable, .alreadyCancelled, .quoteChanged, .notInBooks, .alreadyShown,
            .settledByInvoices, .ledger, .merged, .notMerged, .mergedIntoItself, .notASurvivor, .otherCustomersRequest,
            .away:
            .refused
        }
    }
}

extension OrderRefusal {
    /// A conflict when somebody had cancelled it before, a refusal otherwise.
    var status: CommandOutcome {
        guard case .notCancellable(let quote) = self, case .alreadyCancelled = quote.verdict else { return .refused }
        return .conflict
    }
}
