import Basics
import Casework
import Orders

/// A quote, for `--json` and `--xml`. The keys are stable.
enum QuoteFields {
    static func of(_ view: QuoteView, zone: Zone?) -> [(key: String, value: JSON)] {
        let quote = view.quote
        return [
            ("order", .text(quote.order.text)), ("customer", .text(quote.customer.description)),
            ("at", .text(quote.at.description)), ("verdict", .object(of(quote.verdict, zone: zone))),
            ("warning", .integer(orNull: quote.warning.map { Int64($0) })),
            ("lines", .list(quote.lines.map { .object(of($0)) })),
            ("fee", .decimal(quote.fee.number)), ("total", .object(quote.total.fields)),
            ("currency", .text(quote.currency.code)),
            ("quote", .text(orNull: view.offered?.id.description)),
            ("expires", .text(orNull: view.offered?.expiresAt.description)),
            ("request", .text(orNull: view.draft.map { _ in QuotePage.requestCommand(for: view.order) })),
        ]
    }

    /// What the verdict says, and the numbers in it.
    static func of(_ verdict: LineVerdict, zone: Zone? = nil) -> [(key: String, value: JSON)] {
        var until: Instant?
        var daysLeft: Int?
        var window: CancellationWindow?
        let name: String
        switch verdict {
        case .eligible(let end, let days):
            name = "eligible"
            until = end
            daysLeft = days
        case .windowPassed(let end, let passed):
            name = "windowPassed"
            until = end
            window = passed
        case .needsSupport: name = "needsSupport"
        case .notSupported: name = "notSupported"
        case .alreadyCancelled: name = "alreadyCancelled"
        case .inProgress: name = "inProgress"
        case .nothingLeft: name = "nothingLeft"
        }
        return [
            ("name", .text(name)), ("eligible", .flag(verdict.isEligible)), ("sentence", .text(verdict.sentence)),
            ("until", .text(orNull: until?.description)),
            ("untilInZone", .text(orNull: until.flatMap { instant in zone.map { $0.minute(instant) } })),
            ("daysLeft", .integer(orNull: daysLeft.map { Int64($0) })),
            ("window", .text(orNull: window?.description)),
        ]
    }

    private static func of(_ line: LineQuote) -> [(key: String, value: JSON)] {
        [
            ("line", .integer(line.line)), ("product", .text(line.item.id)), ("title", .text(line.item.title)),
            ("quantity", .integer(line.quantity)), ("verdict", .object(of(line.verdict))),
            ("policy", .text(orNull: line.policy?.name)), ("source", .text(orNull: line.policy?.source)),
            ("formula", .text(orNull: line.calculation?.formula)),
            ("credit", line.credit.map { .object($0.fields) } ?? .null),
        ]
    }
}
