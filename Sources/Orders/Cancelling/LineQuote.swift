package import Basics

/// What cancelling one line would give back, and why.
package struct LineQuote: Hashable, Sendable {
    package let line: Int
    package let item: CatalogueItem
    package let quantity: Int64
    package let verdict: LineVerdict
    /// The rule that covers it; nil when none does.
    package let policy: PolicyRow?
    /// How the amount came about; nil when it cannot be cancelled.
    package let calculation: Calculation?
    /// What would be credited; nil when it cannot be cancelled.
    package let credit: LineAmounts?

    package init(
        line: Int,
        item: CatalogueItem,
        quantity: Int64,
        verdict: LineVerdict,
        policy: PolicyRow?,
        calculation: Calculation?,
        credit: LineAmounts?
    ) {
        self.line = line
        self.item = item
        self.quantity = quantity
        self.verdict = verdict
        self.policy = policy
        self.calculation = calculation
        self.credit = credit
    }

    /// An amount with the numbers that it came from.
    package struct Calculation: Hashable, Sendable {
        package let basis: Basis
        package let treatment: TaxTreatment
        /// Net and tax that the rule gives.
        package let amounts: LineAmounts
        /// What is still refundable, when that is less; then it is what is credited.
        package let ceiling: Money?

        package init(basis: Basis, treatment: TaxTreatment, amounts: LineAmounts, ceiling: Money?) {
            self.basis = basis
            self.treatment = treatment
            self.amounts = amounts
            self.ceiling = ceiling
        }

        package enum Basis: Hashable, Sendable {
            /// Everything that was paid.
            case full
            /// Everything, because no more than 24 hours have passed.
            case firstDay
            case prorated(Proration)
        }
    }
}

extension LineQuote.Calculation {
    /// `10.08 EUR × 29 ÷ 31 = 9.42 each, × 10 = 94.20 EUR; tax 17.89 EUR`.
    package var formula: String {
        var words: String
        switch basis {
        case .full: words = "100 % of \(amounts.gross)"
        case .firstDay: words = "within 24 hours: 100 % of \(amounts.gross)"
        case .prorated(let proration): words = proration.formula
        }
        let tax = Money(minorUnits: amounts.tax, amounts.currency)
        switch treatment {
        case .apart: words += "; tax \(tax)"
        case .included: words += ", of which tax \(tax)"
        }
        if let ceiling { words += "; no more than \(ceiling) is left of what was paid" }
        return words
    }
}

extension OrderLine {
    /// What cancelling this line at `now` would give back. `asked` is when the request for it was filed: the window is judged
    /// then, the days are counted now. Changes nothing.
    package func quote(at now: Instant, under policy: PolicyTable, asked: Instant? = nil) -> LineQuote {
        let row = terms.item.isAttested ? nil : policy.row(for: terms.item.kind, orderedAt: terms.orderedAt)
        let verdict = verdict(at: now, asked: asked ?? now, row)
        guard verdict.isEligible, let row, case .cancellable(_, let credit) = row.terms,
            let calculation = calculation(credit, at: now)
        else {
            let final = verdict.isEligible ? LineVerdict.needsSupport(unworkable) : verdict
            return LineQuote(
                line: number,
                item: terms.item,
                quantity: terms.quantity,
                verdict: final,
                policy: row,
                calculation: nil,
                credit: nil
            )
        }
        let left = refundable
        let isCapped = calculation.ceiling != nil
        return LineQuote(
            line: number,
            item: terms.item,
            quantity: terms.quantity,
            verdict: verdict,
            policy: row,
            calculation: calculation,
            credit: isCapped ? left : calculation.amounts
        )
    }

    private func verdict(at now: Instant, asked: Instant, _ row: PolicyRow?) -> LineVerdict {
        if let cancellation { return .alreadyCancelled(at: cancellation.at, byName: cancellation.byName) }
        if let holder { return .inProgress(holder: holder) }
        if refundable.gross.minorUnits <= 0 { return .nothingLeft }
        switch terms.item.kind {
        case .linuxPlan: return .notSupported(.linuxPlan)
        case .azureReservation: return .notSupported(.reservation)
        case .perpetualSoftware, .softwareSubscription, .onlineService: break
        }
        guard let row else { return .needsSupport(.noRule) }
        switch row.terms {
        case .never: return .notSupported(.linuxPlan)
        case .byRequest: return .needsSupport(.noRule)
        case .cancellable(let window, _):
            let end = window.end(forPurchaseAt: terms.orderedAt)
            guard asked < end else { return .windowPassed(at: end, window) }
            let lastDay = end.adding(milliseconds: -1).day
            return .eligible(until: end, daysLeft: max(0, lastDay.daysSinceEpoch - now.day.daysSinceEpoch))
        }
    }

    /// Why an open window still gives no amount.
    private var unworkable: LineVerdict.SupportReason { terms.period == nil ? .unknownPeriod : .uncountable }

    private func calculation(_ credit: PolicyRow.Credit, at now: Instant) -> LineQuote.Calculation? {
        switch credit {
        case .full: return calculated(.full, terms.charge)
        case .proratedAfterFirstDay where now < terms.orderedAt.adding(hours: 24):
            return calculated(.firstDay, terms.charge)
        case .prorated, .proratedAfterFirstDay:
            guard let period = terms.period,
                let proration = Proration(
                    unitPrice: terms.unitPrice,
                    quantity: terms.quantity,
                    period: period,
                    cancelledOn: now.day
                )
            else { return nil }
            // The unit price may be finer than what was charged; no more than the charge comes back.
            let charged = terms.treatment == .apart ? terms.charge.net : terms.charge.net + terms.charge.tax
            let amount = Money(minorUnits: min(proration.amount.minorUnits, charged), terms.charge.currency)
            let isWhole = proration.remainingDays == proration.periodDays
            return calculated(
                .prorated(proration),
                isWhole ? terms.charge : terms.treatment.credit(amount, of: terms.charge)
            )
        }
    }

    private func calculated(_ basis: LineQuote.Calculation.Basis, _ amounts: LineAmounts) -> LineQuote.Calculation {
        let left = refundable
        let isCapped = left.net < amounts.net || left.tax < amounts.tax
        return LineQuote.Calculation(
            basis: basis,
            treatment: terms.treatment,
            amounts: amounts,
            ceiling: isCapped ? left.gross : nil
        )
    }
}
