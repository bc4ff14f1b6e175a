import Basics
import Orders

extension Listing where Row == ActivityEntry {
    static var activity: Listing<ActivityEntry> {
        Listing(
            names: ("activity", "entry"),
            columns: [
                .instant("AT", \.at),
                .plain("WHO", minimum: 8, style: .strong, \.byName),
                .plain("WHAT", \.kind.rawValue),
                Column(
                    title: "OUTCOME",
                    rank: 1,
                    shown: { $0.refusal == nil ? ("granted", .good) : ("refused", .bad) },
                    exact: { $0.refusal == nil ? "granted" : "refused" }
                ),
                .plain("CUSTOMER", rank: 4, style: .faint, \.customer.description),
                .plain("ORDER", rank: 3) { $0.order?.text ?? "" },
                .plain("LINE", isRightAligned: true, rank: 3) { $0.line.map { String($0) } ?? "" },
                .plain("DETAIL", minimum: 18) { entry in
                    entry.detail + (entry.refusal.map { "; refused: \($0)" } ?? "")
                },
            ],
            fields: \.fields,
            name: { "\($0.customer) \($0.sequence)" }
        )
    }
}

extension ActivityEntry {
    /// For JSON, CSV and XML. The keys are stable.
    var fields: [(key: String, value: JSON)] {
        [
            ("at", .text(act.at.description)), ("by", .text(act.byName)), ("person", .text(act.by.description)),
            ("account", .text(act.account)), ("door", .text(act.door)), ("kind", .text(act.kind.rawValue)),
            ("granted", .flag(act.refusal == nil)), ("refusal", .text(orNull: act.refusal)),
            ("customer", .text(act.customer.description)), ("order", .text(orNull: act.order?.text)),
            ("line", .integer(orNull: act.line.map { Int64($0) })), ("detail", .text(act.detail)),
            ("sequence", .integer(sequence)), ("digest", .text(digest.description)),
        ]
    }
}
