import Basics
import Casework
import Orders

/// An order with everything about it, for `--json` and `--xml`. The keys are stable.
enum OrderFields {
    static func of(_ view: OrderView) -> [(key: String, value: JSON)] {
        let order = view.order
        return [
            ("order", .text(order.id.text)), ("alternate", .text(orNull: order.alternateID)),
            ("status", .text(order.status.rawValue)), ("propagating", .flag(view.isPropagating)),
            ("version", .integer(order.version)),
            ("customer", .object(view.customer.fields)), ("market", .text(order.market.code)),
            ("currency", .text(order.currency.code)), ("placed", .text(order.placedAt.description)),
            ("placedBy", .text(order.placedByName)), ("origin", .text(order.origin.rawValue)),
            ("request", .text(orNull: order.requestID)), ("charged", .object(order.charged.fields)),
            ("cancelling", .object(QuoteFields.of(view.quote.verdict))),
            (
                "lines",
                .list(
                    order.lines.map { line in
                        .object(of(line, view.quote.lines.first { $0.line == line.number }))
                    }
                )
            ),
            ("history", .list(view.history.map { .object($0.fields) })),
        ]
    }

    private static func of(_ line: OrderLine, _ quote: LineQuote?) -> [(key: String, value: JSON)] {
        [
            ("line", .integer(line.number)), ("addsTo", .integer(orNull: line.addsTo.map(Int64.init))),
            ("product", .text(line.item.product)), ("sku", .text(line.item.sku)),
            ("availability", .text(orNull: line.item.availability)), ("title", .text(line.item.title)),
            ("skuTitle", .text(line.item.skuTitle)), ("publisher", .text(line.item.publisher)),
            ("kind", .text(line.item.kind.rawValue)), ("term", .text(line.item.term.description)),
            ("subscription", .text(orNull: line.subscription?.description)),
            ("ordered", .text(line.orderedAt.description)), ("quantity", .integer(line.quantity)),
            ("unitPrice", .decimal(line.unitPrice.description)), ("charged", .object(line.charge.fields)),
            ("taxTreatment", .text(line.treatment.rawValue)),
            ("firstDay", .text(orNull: line.period?.first.description)),
            ("lastDay", .text(orNull: line.period?.last.description)),
            ("reference", .text(orNull: line.reference)), ("invoice", .text(orNull: line.invoice)),
            ("cancelled", line.cancellation.map { .object(of($0)) } ?? .null),
            ("cancelling", quote.map { .object(QuoteFields.of($0.verdict)) } ?? .null),
            ("wouldGive", quote?.credit.map { .object($0.fields) } ?? .null),
            ("ledger", .object(Account.allCases.map { ($0.rawValue, .object(line.ledger.balance($0).fields)) })),
            ("credits", .list(line.credits.map { .object($0.fields) })),
        ]
    }

    private static func of(_ cancellation: Cancellation) -> [(key: String, value: JSON)] {
        [
            ("at", .text(cancellation.at.description)), ("by", .text(cancellation.byName)),
            ("quote", .text(orNull: cancellation.quote?.description)),
            ("reference", .text(orNull: cancellation.reference)),
        ]
    }
}

extension LineCredit {
    var fields: [(key: String, value: JSON)] {
        [
            ("key", .text(key)), ("kind", .text(kind.rawValue)), ("state", .text(state.rawValue)),
            ("net", .decimal(amounts.netNumber)), ("tax", .decimal(amounts.taxNumber)),
            ("gross", .decimal(amounts.gross.number)), ("currency", .text(amounts.currency.code)),
            ("at", .text(at.description)), ("due", .text(due.description)),
            ("visibleBy", .text(visibleBy.description)), ("reference", .text(orNull: reference)),
            ("shown", .decimal(Money(minorUnits: shown, amounts.currency).number)),
            ("invoice", .text(orNull: settlement?.invoice)),
            ("invoiceLine", .integer(orNull: settlement.map { Int64($0.line) })),
            ("settled", .text(orNull: settlement?.at.description)),
        ]
    }
}
