import Basics
import Casework
import Tickets

extension Listing where Row == BulkRow {
    /// A plan: of every ticket whether it is allowed, and where it would lead, or why not.
    static var plan: Listing<BulkRow> {
        Listing(
            names: ("plan", "ticket"),
            columns: [
                .plain("TICKET", style: .strong, \.name),
                Column(
                    title: "RESULT",
                    shown: { ($0.planned, $0.after == nil ? .bad : .good) },
                    exact: \.planned
                ),
                .status("FROM", rank: 2) { $0.before?.status },
                .status("TO", rank: 1) { $0.after?.status },
                .plain("AMOUNT", isRightAligned: true, rank: 3) { $0.before?.amount?.description ?? "" },
                .plain("TITLE", minimum: 12, rank: 4) { $0.before?.title ?? "" },
                .plain("REASON", minimum: 18) { $0.reason ?? "" },
            ],
            fields: { row in
                [
                    ("ticket", .text(row.name)), ("id", .text(orNull: row.before?.id.description)),
                    ("allowed", .flag(row.after != nil)), ("outcome", .text(row.outcome.rawValue)),
                    ("from", .text(orNull: row.before?.status.rawValue)),
                    ("to", .text(orNull: row.after?.status.rawValue)),
                    ("amount", .text(orNull: row.before?.amount?.number)),
                    ("currency", .text(orNull: row.before?.amount?.currency.code)),
                    ("title", .text(orNull: row.before?.title)), ("reason", .text(orNull: row.reason)),
                ]
            },
            name: \.name
        )
    }
}

extension Listing.Column {
    fileprivate static func status(
        _ title: String,
        rank: Int,
        _ status: @escaping @Sendable (Row) -> TicketStatus?
    ) -> Listing.Column {
        Listing.Column(
            title: title,
            rank: rank,
            shown: { (status($0)?.rawValue ?? "", status($0)?.style) },
            exact: { status($0)?.rawValue ?? "" }
        )
    }
}

extension BulkRow {
    /// Why it is not done, as the command line says it.
    var reason: String? { refusal.flatMap { ErrorReport($0).sentence } }

    fileprivate var planned: String { outcome == .done ? "allowed" : outcome.rawValue }
}
