import Basics
import Orders

extension Ticket {
    /// How long an approved cancellation holds the amount that it was quoted.
    private static let quoteLockHours: Int64 = 24

    /// What the books have against an action on a decided ticket.
    func checkBooks(_ action: TicketAction, at now: Instant, on file: CaseFile) throws(TicketRefusal) {
        switch action {
        case .credit: try checkCredit(at: now, on: file)
        case .reverse: try checkReverse(on: file)
        case .settle: try checkSettle(on: file)
        case .draft, .file, .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .approve, .reply,
            .lapse, .answer, .revoke, .dispute, .correct, .close, .reopen, .edit, .note, .attach, .give, .merge,
            .unmerge, .link:
            break
        }
    }

    /// Exactly what was approved is credited. A cancellation's days go on counting, so its amount holds for a day; after
    /// that it has to be the same still.
    private func checkCredit(at now: Instant, on file: CaseFile) throws(TicketRefusal) {
        guard let approval, let facts else { return }
        guard !approval.shares.isEmpty else { throw .notInBooks(facts.purchase.id) }
        guard approval.kind == .cancellation else { return }
        for share in approval.shares {
            guard let line = file.orders.first(where: { $0.id == share.order })?.line(share.line) else {
                throw .notInBooks(share.order.text)
            }
            if let end = line.cancellation { throw .alreadyCancelled(byName: end.byName, at: end.at) }
        }
        guard now >= approval.at.adding(hours: Self.quoteLockHours) else { return }
        let shares = try file.cancellation(facts, of: id, filedAt: submittedAt, at: now)
        guard shares == approval.shares else {
            let total = shares.reduce(0) { $0 + $1.amounts.gross.minorUnits }
            throw .quoteChanged(approved: approval.amount, now: Money(minorUnits: total, approval.amount.currency))
        }
    }

    /// What an invoice has shown, even in part, is not taken back here.
    private func checkReverse(on file: CaseFile) throws(TicketRefusal) {
        for credit in credits(on: file) where credit.shown > 0 {
            throw .alreadyShown(
                Money(minorUnits: credit.shown, credit.amounts.currency),
                invoice: credit.settlement?.invoice
            )
        }
    }

    /// Only invoices settle what the books can match with them. What stands on an approver's word, people have to see; and of
    /// a credit of which less or more was shown, people say that nothing else will come.
    private func checkSettle(on file: CaseFile) throws(TicketRefusal) {
        let attested = Set(file.orders.filter { $0.origin == .attested }.map(\.id))
        guard let approval else { return }
        for share in approval.shares where !attested.contains(share.order) {
            let key = creditKey(share, approval)
            let credit = credits(on: file).first { $0.key == key }
            if credit.map({ $0.settlement == nil && $0.shown == 0 }) ?? true { throw .settledByInvoices(file.book) }
        }
    }
}
