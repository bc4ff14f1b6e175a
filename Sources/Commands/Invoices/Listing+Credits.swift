import Basics
import Casework
import Orders

extension Listing where Row == TrackedCredit {
    static var credits: Listing<TrackedCredit> {
        Listing(
            names: ("credits", "credit"),
            columns: [
                .plain("ORDER", rank: 1, style: .strong, \.posted.order.text),
                .plain("LINE", isRightAligned: true, rank: 1) { String($0.posted.line) },
                .plain("PRODUCT", minimum: 16, \.posted.title),
                .plain("CUSTOMER", minimum: 10, rank: 2) { $0.customer?.name ?? $0.posted.customer.description },
                .plain("CREDIT", isRightAligned: true, \.posted.credit.amounts.gross.description),
                Column(title: "STATE", shown: state, exact: \.posted.credit.state.rawValue),
                Column(
                    title: "INVOICE",
                    minimum: 14,
                    shown: { (invoice($0), $0.isOverdue ? .bad : nil) },
                    exact: { credit in
                        credit.posted.credit.settlement.map { "\($0.invoice) \($0.line)" } ?? ""
                    }
                ),
            ],
            fields: \.fields,
            name: \.posted.order.text
        )
    }

    private static func state(_ credit: TrackedCredit) -> (String, Style?) {
        let state = credit.posted.credit.state
        return switch state {
        case .pending: (state.rawValue, .waiting)
        case .short, .over: (state.rawValue, .bad)
        case .settled: (state.rawValue, .good)
        }
    }

    /// Where it stands, or where it is due.
    private static func invoice(_ tracked: TrackedCredit) -> String {
        let credit = tracked.posted.credit
        if let settlement = credit.settlement { return "\(settlement.invoice) line \(settlement.line)" }
        return "due \(credit.due)" + (tracked.isOverdue ? ", overdue since \(credit.visibleBy)" : "")
    }
}

extension TrackedCredit {
    /// For JSON, CSV and XML. The keys are stable.
    var fields: [(key: String, value: JSON)] {
        [
            ("order", .text(posted.order.text)), ("line", .integer(posted.line)),
            ("customer", .text(orNull: customer?.name)), ("tenant", .text(posted.customer.description)),
            ("product", .text("\(posted.product):\(posted.sku)")), ("title", .text(posted.title)),
            ("overdue", .flag(isOverdue)),
        ] + posted.credit.fields
    }
}
