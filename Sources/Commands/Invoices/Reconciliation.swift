import Basics
import Casework
import Orders

/// What reconciling a file found, and the rows of it that nobody could read.
struct Reconciliation: Sendable {
    private let report: ReconciliationReport
    private let unreadable: [UnusedRecord]

    init(_ report: ReconciliationReport, _ unreadable: [UnusedRecord]) {
        self.report = report
        self.unreadable = unreadable
    }

    /// Nothing is left to be looked into.
    var isWhole: Bool {
        report.short.isEmpty && report.over.isEmpty && report.unknown.isEmpty && report.missing.isEmpty
            && unreadable.isEmpty
    }

    /// `12 credits: 9 settled, 1 read before, 1 short, 0 over, 1 unknown; 2 missing, 0 rows unreadable`.
    var summary: String {
        "\(report.rows) credit\(report.rows == 1 ? "" : "s"): \(report.settled.count) settled, \(report.known) read before, "
            + "\(report.short.count) short, \(report.over.count) over, \(report.unknown.count) unknown; "
            + "\(report.missing.count) missing, \(unreadable.count) row\(unreadable.count == 1 ? "" : "s") unreadable"
    }

    var fields: [(key: String, value: JSON)] {
        [
            ("credits", .integer(report.rows)), ("settled", .integer(report.settled.count)),
            ("known", .integer(report.known)), ("short", .integer(report.short.count)),
            ("over", .integer(report.over.count)), ("unknown", .integer(report.unknown.count)),
            ("missing", .integer(report.missing.count)), ("unreadable", .integer(unreadable.count)),
        ]
    }

    /// What to look into, each kind in the order of the file; with what was settled first, when that is wanted.
    func rows(withSettled: Bool) -> [Row] {
        (withSettled ? report.settled.map { Row(.settled, $0) } : [])
            + report.short.map { Row(.short, $0) }
            + report.over.map { Row(.over, $0) }
            + report.unknown.map { Row(unknown: $0) }
            + report.missing.map { Row(missing: $0) }
            + unreadable.map { Row(unreadable: $0) }
    }

    /// One row of the file, or a credit that it lacks.
    struct Row: Sendable {
        let outcome: Outcome
        /// The line of the file; nil for what is missing in it.
        let place: Int?
        let order: String?
        let line: Int?
        let product: String?
        let promised: Money?
        /// What all files have shown of the credit so far; for an unknown row what it shows.
        let shown: Money?
        let note: String

        enum Outcome: String, Sendable {
            case settled, short, over, unknown, missing, unreadable
        }

        init(_ outcome: Outcome, _ shown: ReconciliationReport.Shown) {
            let (row, posted) = (shown.row, shown.credit)
            self.outcome = outcome
            place = row.line
            order = row.order
            line = posted.line
            product = "\(row.product):\(row.sku)"
            promised = posted.credit.amounts.gross
            self.shown = Money(minorUnits: shown.shown, row.currency)
            note = posted.title
        }

        init(unknown row: CreditRow) {
            outcome = .unknown
            place = row.line
            order = row.order
            line = nil
            product = "\(row.product):\(row.sku)"
            promised = nil
            shown = Money(minorUnits: row.gross, row.currency)
            note = "we promised no such credit" + (row.reference.map { " (reference \($0))" } ?? "")
        }

        init(missing posted: PostedCredit) {
            outcome = .missing
            place = nil
            order = posted.order.text
            line = posted.line
            product = "\(posted.product):\(posted.sku)"
            promised = posted.credit.amounts.gross
            shown = Money(minorUnits: posted.credit.shown, posted.credit.amounts.currency)
            note = "\(posted.title), due on the invoice of \(posted.credit.due)"
        }

        init(unreadable record: UnusedRecord) {
            outcome = .unreadable
            place = record.place
            order = nil
            line = nil
            product = nil
            promised = nil
            shown = nil
            note = record.reason
        }

        var fields: [(key: String, value: JSON)] {
            [
                ("outcome", .text(outcome.rawValue)), ("fileLine", .integer(orNull: place.map { Int64($0) })),
                ("order", .text(orNull: order)), ("line", .integer(orNull: line.map { Int64($0) })),
                ("product", .text(orNull: product)), ("promised", .decimal(orNull: promised?.number)),
                ("shown", .decimal(orNull: shown?.number)),
                ("currency", .text(orNull: (promised ?? shown)?.currency.code)), ("note", .text(note)),
            ]
        }
    }
}

extension Listing where Row == Reconciliation.Row {
    static var reconciled: Listing<Reconciliation.Row> {
        Listing(
            names: ("rows", "row"),
            columns: [
                Column(
                    title: "OUTCOME",
                    shown: { ($0.outcome.rawValue, $0.outcome == .settled ? .good : .bad) },
                    exact: \.outcome.rawValue
                ),
                .plain("FILE LINE", isRightAligned: true) { $0.place.map { String($0) } ?? "" },
                .plain("ORDER", rank: 2) { $0.order ?? "" },
                .plain("PROMISED", isRightAligned: true) { $0.promised?.description ?? "" },
                .plain("SHOWN", isRightAligned: true) { $0.shown?.description ?? "" },
                .plain("PRODUCT", rank: 1) { $0.product ?? "" },
                .plain("NOTE", minimum: 20, \.note),
            ],
            fields: \.fields,
            name: { $0.order ?? "" }
        )
    }
}
