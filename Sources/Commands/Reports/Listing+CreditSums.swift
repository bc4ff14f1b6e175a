import Basics
import Casework

/// A row of a report on credits, or a currency's total.
struct CreditLine: Sendable {
    /// Nil for the total.
    let month: Month?
    let figures: CreditReport.Figures

    /// The rows of each currency with its total after them.
    static func all(_ report: CreditReport) -> [CreditLine] {
        report.parts.flatMap { part in
            part.rows.map { CreditLine(month: $0.month, figures: $0.figures) }
                + [CreditLine(month: nil, figures: part.total)]
        }
    }

    var name: String { month?.description ?? Total.word }
}

extension Listing where Row == CreditLine {
    static var creditSums: Listing<CreditLine> {
        func amount(
            _ title: String,
            rank: Int = 0,
            style: Style? = nil,
            _ amount: @escaping @Sendable (CreditReport.Figures) -> Money?
        ) -> Column {
            Column(
                title: title,
                isRightAligned: true,
                rank: rank,
                shown: { line in
                    guard let money = amount(line.figures) else { return ("", nil) }
                    return (money.number, money.minorUnits == 0 ? .faint : style)
                },
                exact: { amount($0.figures)?.number ?? "" }
            )
        }
        return Listing(
            names: ("credits", "credit"),
            columns: [
                Column(title: "DUE", shown: { ($0.name, $0.month == nil ? .strong : nil) }, exact: \.name),
                .plain("CURRENCY", \.figures.currency.code),
                .plain("CREDITS", isRightAligned: true, rank: 1) { String($0.figures.count) },
                amount("PROMISED", \.promised),
                amount("SETTLED", style: .good, \.settled),
                amount("OPEN", style: .waiting, \.open),
                amount("OVERDUE", rank: 2, style: .bad, \.overdue),
                amount("DISPUTED", rank: 3, style: .bad, \.disputed),
            ],
            fields: { line in
                [
                    ("currency", .text(line.figures.currency.code)), ("due", .text(orNull: line.month?.description)),
                    ("total", .flag(line.month == nil)), ("credits", .integer(line.figures.count)),
                    ("promised", .decimal(line.figures.promised.number)),
                    ("settled", .decimal(line.figures.settled.number)),
                    ("open", .decimal(line.figures.open.number)),
                    ("overdue", .decimal(line.figures.overdue.number)),
                    ("disputed", .decimal(orNull: line.figures.disputed?.number)),
                ]
            },
            name: { "\($0.figures.currency) \($0.name)" }
        )
    }
}
