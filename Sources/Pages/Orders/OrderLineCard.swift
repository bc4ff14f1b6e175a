import Basics
import Casework
import Orders

/// One line of an order with its ledger and its credits.
package struct OrderLineCard: Sendable {
    package let number: String
    package let title: String
    package let detail: String
    package let verdict: String
    package let verdictMark: String
    package let verdictKey: String
    package let isUrgent: Bool
    package let facts: [FactRow]
    package let balances: [Balance]
    package let credits: [CreditRow]
    package let hasCredits: Bool

    /// What stands in one account.
    package struct Balance: Sendable {
        package let account: String
        package let net: String
        package let tax: String
        package let gross: String
        /// Small screens leave it out.
        package let isZero: Bool
    }

    /// A credit on its way to an invoice.
    package struct CreditRow: Sendable {
        package let kind: String
        package let amount: String
        package let given: Moment
        package let state: String
        package let stateKey: String
        package let isSettled: Bool
        package let place: String
        package let hasInvoicePath: Bool
        package let invoicePath: String
        package let due: String
        package let hasReference: Bool
        package let reference: String
    }

    init(
        _ line: OrderLine,
        quote: LineQuote?,
        of order: Order,
        words: Words,
        viewer: Person,
        book: Book,
        now: Instant
    ) {
        number = String(line.number)
        title = line.item.title
        detail = line.item.skuTitle
        let verdict = quote?.verdict ?? .nothingLeft
        self.verdict = words.sentence(verdict)
        verdictMark = words.mark(verdict)
        verdictKey = verdict.key
        isUrgent = if case .eligible(_, let daysLeft) = verdict { daysLeft <= 3 } else { false }
        facts = Self.facts(line, quote, words)
        balances = Account.allCases.map { account in
            // Money that was paid has left the customer's account: the books hold it below zero, people read it above.
            let balance = account == .paid ? line.ledger.paid : line.ledger.balance(account)
            return Balance(
                account: words.name(account),
                net: words.net(balance),
                tax: words.tax(balance),
                gross: words.amount(balance.gross),
                isZero: balance.net == 0 && balance.tax == 0
            )
        }
        credits = line.credits.map { Self.row($0, words, viewer: viewer, book: book, now: now) }
        hasCredits = !credits.isEmpty
    }

    private static func facts(_ line: OrderLine, _ quote: LineQuote?, _ words: Words) -> [FactRow] {
        var rows: [FactRow] = []
        func add(_ label: String, _ value: String?, isCode: Bool = false) {
            if let value { rows.append(FactRow(label: words(label), value: value, isCode: isCode)) }
        }
        add("line.product", line.item.catalogueID, isCode: true)
        add("line.kind", "\(words.name(line.item.kind)), \(words.name(line.item.term))")
        add("line.quantity", grouped(String(line.quantity)))
        add("line.price", words.price(line.unitPrice))
        let charge = ["net": words.net(line.charge), "tax": words.tax(line.charge)]
        let gross = words.amount(line.charge.gross)
        switch line.treatment {
        case .apart: add("line.charge", "\(gross) (\(words("line.taxApart", charge)))")
        case .included: add("line.charge", "\(gross) (\(words("line.taxIncluded", charge)))")
        }
        add("line.bought", words.absolute(line.orderedAt))
        add("line.addsTo", line.addsTo.map { String($0) })
        add("line.period", line.period.map { "\($0.first) – \($0.last)" })
        add("line.subscription", line.subscription?.description, isCode: true)
        add("line.policy", quote?.policy.map { "\($0.name): \(words.terms($0))" })
        add("line.invoice", line.invoice, isCode: true)
        add("line.cancelled", line.cancellation.map { "\($0.byName), \(words.absolute($0.at))" })
        add("line.reference", line.cancellation?.reference, isCode: true)
        return rows
    }

    private static func row(_ credit: LineCredit, _ words: Words, viewer: Person, book: Book, now: Instant) -> CreditRow
    {
        let settlement = credit.settlement
        let canOpen = settlement != nil && book == .simulated && viewer.may(.seeInvoices)
        return CreditRow(
            kind: words.name(credit.kind),
            amount: words.amount(credit.amounts.gross),
            given: words.moment(credit.at, now: now),
            state: words.name(credit.state),
            stateKey: credit.state.rawValue,
            isSettled: settlement != nil,
            place: settlement.map { words("credit.place", ["invoice": $0.invoice, "line": String($0.line)]) } ?? "",
            hasInvoicePath: canOpen,
            invoicePath: canOpen ? settlement.map { Paths.invoice($0.invoice) } ?? "" : "",
            due: words("credit.due", ["month": credit.due.description, "day": credit.visibleBy.description]),
            hasReference: credit.reference != nil,
            reference: credit.reference ?? ""
        )
    }
}
