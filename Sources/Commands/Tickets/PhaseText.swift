import Basics
import Tickets

/// What is true only in the present status, in words.
enum PhaseText {
    /// Exhaustive: a status that keeps something new does not compile before it is shown.
    static func rows(of phase: Ticket.Phase) -> [(String, String?)] {
        switch phase {
        case .draft, .discarded, .submitted, .withdrawn: []
        case .underReview(let review): rows(of: review)
        case .awaitingInformation(let question): [("Question", question)]
        case .escalated(let reference): [("Microsoft", reference ?? "no reference yet")]
        case .approved(let approval): rows(of: approval)
        case .creditPending(let credit): rows(of: credit)
        case .disputed(let credit, let why): rows(of: credit) + [("Dispute", why)]
        case .settled(let credit, let settlement): rows(of: credit) + rows(of: settlement)
        case .declined(let reason): [("Declined", reason.rawValue)]
        case .closed(let ending): rows(of: ending)
        }
    }

    private static func rows(of review: Ticket.Review) -> [(String, String?)] {
        var rows: [(String, String?)] = []
        if let assent = review.assent {
            rows.append(
                ("Assent", "\(assent.amount) as \(assent.kind.rawValue); a second person has to approve the same")
            )
        }
        if let answer = review.answer {
            rows.append(("Microsoft", "\(words(answer.ruling)), reference \(answer.reference)"))
        }
        return rows
    }

    private static func rows(of approval: Approval) -> [(String, String?)] {
        [("Approved", "\(approval.amount) as \(approval.kind.rawValue), \(approval.at.minute) UTC")]
    }

    private static func rows(of credit: Credit) -> [(String, String?)] {
        rows(of: credit.approval) + [("Credit", "\(credit.reference), \(credit.at.minute) UTC")]
    }

    private static func rows(of settlement: Settlement) -> [(String, String?)] {
        let line = settlement.line.map { ", line \($0)" } ?? ""
        return [("Invoice", "\(settlement.invoice)\(line), \(settlement.at.minute) UTC")]
    }

    private static func rows(of ending: Ticket.Ending) -> [(String, String?)] {
        switch ending {
        case .settled(let credit, let settlement): rows(of: credit) + rows(of: settlement)
        case .declined(let reason): [("Declined", reason.rawValue)]
        case .withdrawn: []
        }
    }

    static func words(_ ruling: VendorAnswer.Ruling) -> String {
        switch ruling {
        case .granted(let amount): "granted \(amount)"
        case .refused: "refused"
        case .question: "asked something"
        }
    }
}
