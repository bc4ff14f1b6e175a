import Basics
import Casework
import Tickets

extension Listing where Row == PolicyException {
    static var exceptions: Listing<PolicyException> {
        Listing(
            names: ("exceptions", "exception"),
            columns: [
                .plain("TICKET", style: .strong, \.name),
                .plain("CUSTOMER", minimum: 10, rank: 2) { $0.customer ?? $0.tenant },
                .plain("AMOUNT", isRightAligned: true, \.amount.description),
                .plain("RULING") { $0.ruling?.rawValue ?? "" },
                .plain("REASONS", minimum: 8, rank: 3) { $0.checks },
                .plain("GROUNDS", minimum: 12, \.grounds),
                .plain("BY", \.byName),
                .instant("AT", rank: 4, \.at),
                Column(
                    title: "STANDS",
                    rank: 1,
                    shown: { $0.stands ? ("yes", nil) : ("no", .faint) },
                    exact: { $0.stands ? "yes" : "no" }
                ),
            ],
            fields: \.fields,
            name: \.name
        )
    }
}

extension PolicyException {
    fileprivate var name: String { number.map { TicketNumber($0).description } ?? ticket.description }

    /// The checks that were not passed, each once.
    fileprivate var checks: String {
        var seen: Set<Check> = []
        return reasons.map(\.check).filter { seen.insert($0).inserted }.map(\.rawValue).joined(separator: " ")
    }

    /// Why it was granted all the same.
    fileprivate var grounds: String {
        [override, attested.map { "\($0) paid, on the approver's word" }].compactMap(\.self).joined(separator: "; ")
    }

    /// For JSON, CSV and XML. The keys are stable.
    fileprivate var fields: [(key: String, value: JSON)] {
        [
            ("ticket", .text(orNull: number.map { TicketNumber($0).description })), ("id", .text(ticket.description)),
            ("tenant", .text(tenant)), ("customer", .text(orNull: customer)), ("kind", .text(kind.rawValue)),
            ("amount", .decimal(amount.number)), ("currency", .text(amount.currency.code)),
            ("ruling", .text(orNull: ruling?.rawValue)), ("checks", .text(checks)),
            ("reasons", .list(reasons.map { .text($0.sentence) })), ("override", .text(orNull: override)),
            ("attested", .decimal(orNull: attested?.number)), ("by", .text(byName)),
            ("person", .text(by.description)), ("at", .text(at.description)), ("stands", .flag(stands)),
        ]
    }
}

extension Listing where Row == ExceptionReport.Total {
    static var exceptionTotals: Listing<ExceptionReport.Total> {
        Listing(
            names: ("totals", "total"),
            columns: [
                .plain("APPROVER", minimum: 8, style: .strong) { $0.approver ?? "all" },
                .plain("CURRENCY", \.amount.currency.code),
                .plain("REFUNDS", isRightAligned: true) { String($0.count) },
                .plain("AMOUNT", isRightAligned: true, \.amount.number),
            ],
            fields: { total in
                [
                    ("approver", .text(orNull: total.approver)), ("currency", .text(total.amount.currency.code)),
                    ("refunds", .integer(total.count)), ("amount", .decimal(total.amount.number)),
                ]
            },
            name: { "\($0.approver ?? "all") \($0.amount.currency)" }
        )
    }
}
