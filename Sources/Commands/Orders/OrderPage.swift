import Basics
import Casework
import Orders

/// An order written out for a person.
struct OrderPage {
    private let view: OrderView
    private let zone: Zone?
    private let layout: FactLines

    init(_ view: OrderView, zone: Zone?, _ layout: FactLines) {
        self.view = view
        self.zone = zone
        self.layout = layout
    }

    var lines: [String] { head + order.lines.flatMap(block) + history }

    private var order: Order { view.order }

    private var head: [String] {
        let console = layout.console
        let status = console.paint(order.status.rawValue, order.status.style)
        let state =
            view.isPropagating ? "  " + console.paint("propagating: lists may still show it as it was", .waiting) : ""
        let first = "\(console.paint(order.alternateID ?? order.id.text, .strong))  \(status)\(state)"
        return [first, ""]
            + layout.rows([
                ("Order", order.id.text),
                ("Customer", "\(view.customer.name) (\(view.customer.domain))"),
                ("Tenant", view.customer.id.description),
                ("Market", "\(order.market.name) (\(order.market))"),
                ("Placed", "\(order.placedAt.shown(in: zone)) by \(order.placedByName)"),
                ("Origin", order.origin.words),
                ("Request id", order.requestID),
                ("Total", order.charged.shown),
            ])
            + verdict
    }

    private var verdict: [String] {
        let verdict = view.quote.verdict
        return layout.row("Cancelling", verdict.sentence, verdict.style)
    }

    private func block(_ line: OrderLine) -> [String] {
        let quote = view.quote.lines.first { $0.line == line.number }
        let addition = line.addsTo.map { " (seats added to line \($0))" } ?? ""
        var lines = layout.heading("Line \(line.number)  \(line.item.title)\(addition)")
        lines += layout.rows([
            ("Product", "\(line.item.catalogueID)  \(line.item.skuTitle)"),
            ("Quantity", "\(line.quantity) × \(line.unitPrice) \(line.unitPrice.currency)"),
            ("Charged", line.charge.shown + (line.invoice.map { " on invoice \($0)" } ?? "")),
            ("Days", line.period.map { "\($0.first) to \($0.last)" }),
            ("Reference", line.reference),
            ("Subscription", line.subscription?.description),
        ])
        if let cancellation = line.cancellation {
            let reference = cancellation.reference.map { ", reference \($0)" } ?? ""
            lines += layout.row(
                "Cancelled",
                "\(cancellation.at.shown(in: zone)) by \(cancellation.byName)\(reference)",
                .bad
            )
        } else if let quote {
            lines += layout.row("Cancelling", quote.verdict.sentence, quote.verdict.style)
            if zone != nil, case .eligible(let until, _) = quote.verdict {
                lines += layout.row("Until", until.shown(in: zone))
            }
            lines += layout.row("Would give", quote.credit?.shown)
        }
        lines += layout.row(
            "Ledger",
            Account.allCases.map { "\($0.rawValue) \(line.ledger.balance($0).gross.number)" }.joined(separator: ", ")
                + " \(order.currency)"
        )
        for credit in line.credits { lines += layout.row("Credit", credit.sentence) }
        return lines
    }

    private var history: [String] {
        guard !view.history.isEmpty else { return [] }
        return layout.heading("History")
            + view.history.flatMap { entry in
                let console = layout.console
                let place = entry.line.map { " line \($0)" } ?? ""
                let head =
                    "\(console.paint(entry.at.minute, .faint))  \(SafeText.line(entry.byName))  "
                    + console.paint(entry.kind.rawValue, .strong) + place
                let width = layout.width == Int.max ? Int.max : layout.width - 4
                return [head]
                    + DisplayWidth.wrapped(SafeText.line(entry.detail), to: width).map { "    " + $0 }
            }
    }
}

extension Order.Origin {
    /// For people.
    var words: String {
        switch self {
        case .sold: "sold here"
        case .reconciliation: "from a reconciliation file"
        case .document: "from a document"
        case .attested: "vouched for by an approver"
        }
    }
}

extension LineVerdict {
    var style: Style? {
        switch self {
        case .eligible(_, let daysLeft): daysLeft <= 3 ? .waiting : .good
        case .needsSupport, .inProgress: .waiting
        case .windowPassed, .notSupported: .bad
        case .alreadyCancelled, .nothingLeft: .faint
        }
    }
}

extension LineCredit {
    /// Where it stands, for people.
    var sentence: String {
        let promised = "\(amounts.shown), \(kind.rawValue) of \(at.minute) UTC"
        if let settlement { return "\(promised), on invoice \(settlement.invoice) line \(settlement.line)" }
        let seen = shown == 0 ? "" : "; \(Money(minorUnits: shown, amounts.currency)) of it was seen so far"
        return "\(promised), due on the invoice of \(due), out by \(visibleBy)\(seen)"
    }
}
