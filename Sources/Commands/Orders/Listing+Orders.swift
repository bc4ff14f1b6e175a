import Basics
import Casework
import Orders

extension Listing where Row == ListedOrder {
    static var orders: Listing<ListedOrder> {
        Listing(
            names: ("orders", "order"),
            columns: [
                // People read the short number out; both name the order.
                Column(
                    title: "ORDER",
                    shown: { ($0.order.alternateID ?? $0.order.id.text, .strong) },
                    exact: \.order.id.text
                ),
                .instant("PLACED", \.order.placedAt),
                Column(
                    title: "STATUS",
                    shown: { listed in
                        let status = listed.order.status
                        return (status.rawValue + (listed.isPropagating ? " (propagating)" : ""), status.style)
                    },
                    exact: \.order.status.rawValue
                ),
                .plain("TOTAL", isRightAligned: true, \.order.charged.gross.description),
                .plain("CUSTOMER", minimum: 10, rank: 2, \.customer.name),
                .plain("PRODUCTS", minimum: 16, rank: 1) { listed in
                    listed.order.lines.map { "\($0.quantity) × \($0.item.title)" }.joined(separator: ", ")
                },
            ],
            fields: \.fields,
            name: \.order.id.text
        )
    }
}

extension ListedOrder {
    var fields: [(key: String, value: JSON)] {
        [
            ("order", .text(order.id.text)), ("alternate", .text(orNull: order.alternateID)),
            ("placed", .text(order.placedAt.description)), ("status", .text(order.status.rawValue)),
            ("propagating", .flag(isPropagating)), ("net", .decimal(order.charged.netNumber)),
            ("tax", .decimal(order.charged.taxNumber)), ("gross", .decimal(order.charged.gross.number)),
            ("currency", .text(order.currency.code)), ("customer", .text(customer.name)),
            ("domain", .text(customer.domain.text)), ("tenant", .text(customer.id.description)),
            ("market", .text(order.market.code)), ("origin", .text(order.origin.rawValue)),
            ("products", .list(order.lines.map { .text($0.item.id) })),
        ]
    }
}

extension OrderStatus {
    var style: Style {
        switch self {
        case .completed: .good
        case .cancelled: .faint
        }
    }
}

extension LineAmounts {
    /// The number of the net amount alone.
    var netNumber: String { Money(minorUnits: net, currency).number }

    var taxNumber: String { Money(minorUnits: tax, currency).number }

    /// `94.20 EUR (net 79.16, tax 15.04)`; without the parts where there is no tax.
    var shown: String { tax == 0 ? gross.description : "\(gross) (net \(netNumber), tax \(taxNumber))" }

    /// Net, tax and gross as numbers, for JSON and XML.
    var fields: [(key: String, value: JSON)] {
        [("net", .decimal(netNumber)), ("tax", .decimal(taxNumber)), ("gross", .decimal(gross.number))]
    }
}
