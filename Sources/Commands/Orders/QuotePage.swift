import Basics
import Casework
import Orders

/// A quote written out for a person: whether, until when, how much, and why.
struct QuotePage {
    private let view: QuoteView
    private let zone: Zone?
    private let book: Book
    private let layout: FactLines

    init(_ view: QuoteView, zone: Zone?, book: Book, _ layout: FactLines) {
        self.view = view
        self.zone = zone
        self.book = book
        self.layout = layout
    }

    /// `hasCommands` adds what to type next.
    func lines(hasCommands: Bool) -> [String] {
        head + view.quote.lines.flatMap(block) + sum + (hasCommands ? next : [])
    }

    private var head: [String] {
        let quote = view.quote
        var lines = layout.rows([
            ("Order", view.order.alternateID.map { "\(view.order.id) (\($0))" } ?? view.order.id.text),
            ("Customer", "\(view.customer.name) (\(view.customer.domain))"),
            ("At", quote.at.shown(in: zone)),
        ])
        lines += layout.row("Verdict", quote.verdict.sentence, quote.verdict.style)
        if case .eligible(let until, let daysLeft) = quote.verdict {
            lines += layout.row("Until", until.shown(in: zone))
            lines += layout.row("Days left", String(daysLeft))
        }
        if let warning = quote.warning {
            let left =
                warning == 0 ? "today is the last day" : warning == 1 ? "one day is left" : "\(warning) days are left"
            lines += layout.row("Warning", left, .bad)
        }
        return lines
    }

    private func block(_ line: LineQuote) -> [String] {
        var lines = layout.heading("Line \(line.line)  \(line.quantity) × \(line.item.title)")
        lines += layout.row("Product", line.item.catalogueID)
        lines += layout.row("Verdict", line.verdict.sentence, line.verdict.style)
        if zone != nil, case .eligible(let until, _) = line.verdict {
            lines += layout.row("Until", until.shown(in: zone))
        }
        lines += layout.row("Policy", line.policy.map { "\($0.name): \($0.terms.words)" })
        lines += layout.row("Source", line.policy?.source)
        lines += layout.row("Formula", line.calculation?.formula)
        lines += layout.row("Credit", line.credit?.shown)
        return lines
    }

    private var sum: [String] {
        guard view.quote.verdict.isEligible else { return [] }
        let total = view.quote.total
        return [""]
            + layout.rows([
                ("Fee", "\(view.quote.fee) for early termination"),
                ("Tax", Money(minorUnits: total.tax, total.currency).description),
            ])
            + layout.row("Total", "\(total.gross) would be credited", .strong)
            + layout.rows([
                ("Quote", view.offered?.id.description), ("Ends", view.offered?.expiresAt.shown(in: zone)),
            ])
    }

    /// The commands that the verdict leads to.
    private var next: [String] {
        if let offered = view.offered {
            let product = view.quote.eligibleLines.first?.item.id ?? ""
            let reference = book == .external ? " --reference REFERENCE" : ""
            return [
                "",
                "recoup orders cancel \(view.order.id) --quote \(offered.id) --customer \(view.customer.domain) "
                    + "--product \(product)\(reference) --acknowledge",
            ]
        }
        return view.draft == nil ? [] : ["", Self.requestCommand(for: view.order)]
    }

    /// Files a refund request about the order.
    static func requestCommand(for order: Order) -> String { "recoup tickets new --from-order \(order.id)" }
}
