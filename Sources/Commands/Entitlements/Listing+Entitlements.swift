import Basics
import Orders

extension Listing where Row == Entitlement {
    static var entitlements: Listing<Entitlement> {
        Listing(
            names: ("entitlements", "entitlement"),
            columns: [
                .plain("ORDER", rank: 1, style: .strong, \.order.text),
                .plain("LINE", isRightAligned: true) { String($0.line) },
                .plain("SOFTWARE", minimum: 18, \.item.title),
                .plain("QUANTITY", isRightAligned: true, rank: 3) { String($0.quantity) },
                .plain("VERSIONS", minimum: 8, rank: 2) { $0.versions.joined(separator: " ") },
                Column(title: "STATE", shown: state, exact: { $0.revokedAt == nil ? "active" : "revoked" }),
            ],
            fields: \.fields,
            name: { "\($0.order.text) \($0.line)" }
        )
    }

    private static func state(_ entitlement: Entitlement) -> (String, Style?) {
        guard let revoked = entitlement.revokedAt else { return ("active", .good) }
        return ("revoked \(revoked.minute)" + (entitlement.isPropagating ? " (propagating)" : ""), .faint)
    }
}

extension Entitlement {
    var fields: [(key: String, value: JSON)] {
        [
            ("order", .text(order.text)), ("line", .integer(line)), ("customer", .text(customer.description)),
            ("product", .text(item.id)), ("title", .text(item.title)), ("quantity", .integer(quantity)),
            ("ordered", .text(orderedAt.description)), ("versions", .list(versions.map { .text($0) })),
            ("revoked", .text(orNull: revokedAt?.description)), ("propagating", .flag(isPropagating)),
        ]
    }
}
