package import Basics

/// What was promised, and how much of it an invoice has shown, by currency and the month whose invoice is to show it.
package struct CreditReport: Hashable, Sendable {
    /// Gross amounts of one currency.
    package struct Figures: Hashable, Sendable {
        package fileprivate(set) var count = 0
        private var settledSum: MoneySum
        private var openSum: MoneySum
        private var overdueSum: MoneySum
        private var disputedSum: MoneySum?
        private var promisedSum: MoneySum

        /// Everything: what is settled and what is open.
        package var promised: Money { promisedSum.money }
        /// An invoice has shown it whole.
        package var settled: Money { settledSum.money }
        /// No invoice has, or not just that amount.
        package var open: Money { openSum.money }
        /// Of what is open, what the invoice that is out should have shown.
        package var overdue: Money { overdueSum.money }
        /// What was promised on tickets that stand disputed; nil for eyes that do not see all tickets.
        package var disputed: Money? { disputedSum?.money }

        package var currency: Currency { promisedSum.currency }

        fileprivate init(_ currency: Currency, seesTickets: Bool) {
            let zero = MoneySum(currency)
            (settledSum, openSum, overdueSum, promisedSum) = (zero, zero, zero, zero)
            disputedSum = seesTickets ? zero : nil
        }

        fileprivate mutating func add(_ sum: CreditSum, today: Day) throws {
            count += sum.count
            try promisedSum.add(sum.gross)
            if sum.isSettled { return try settledSum.add(sum.gross) }
            try openSum.add(sum.gross)
            if sum.month.creditsVisibleBy < today { try overdueSum.add(sum.gross) }
        }

        fileprivate mutating func add(disputed gross: Int64) throws { try disputedSum?.add(gross) }
    }

    package struct Row: Hashable, Sendable {
        package let month: Month
        package let figures: Figures
    }

    /// One currency: its months, the earliest first, and what they add up to.
    package struct Part: Hashable, Sendable {
        package let rows: [Row]
        package let total: Figures
    }

    /// By the code of the currency; none is empty.
    package let parts: [Part]
}

/// A credit report in the making.
struct CreditTally {
    private let today: Day
    private let seesTickets: Bool
    private var months: [Currency: [Month: CreditReport.Figures]] = [:]
    private var totals: [Currency: CreditReport.Figures] = [:]

    init(today: Day, seesTickets: Bool) {
        self.today = today
        self.seesTickets = seesTickets
    }

    mutating func add(_ sum: CreditSum) throws {
        let today = today
        try change(sum.currency, sum.month) { figures throws in try figures.add(sum, today: today) }
    }

    mutating func add(disputed gross: Money, due month: Month) throws {
        try change(gross.currency, month) { figures throws in try figures.add(disputed: gross.minorUnits) }
    }

    private mutating func change(
        _ currency: Currency,
        _ month: Month,
        _ body: (inout CreditReport.Figures) throws -> Void
    ) throws {
        let none = CreditReport.Figures(currency, seesTickets: seesTickets)
        try body(&months[currency, default: [:]][month, default: none])
        try body(&totals[currency, default: none])
    }

    var report: CreditReport {
        CreditReport(
            parts: totals.sorted { $0.key < $1.key }.map { currency, total in
                let rows = (months[currency] ?? [:]).sorted { $0.key < $1.key }
                return CreditReport.Part(
                    rows: rows.map { CreditReport.Row(month: $0.key, figures: $0.value) },
                    total: total
                )
            }
        )
    }
}

extension CreditSum {
    /// The month whose invoice is to show them.
    var month: Month { Month(of: day) }
}
