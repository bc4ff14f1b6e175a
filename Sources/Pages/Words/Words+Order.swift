import Basics
import Casework
package import Orders
package import Tickets

// Names of what orders are made of. A test asks for every case in every language.
extension Words {
    package func name(_ status: OrderStatus) -> String { self("orderStatus.\(status.rawValue)") }
    package func name(_ origin: Order.Origin) -> String { self("orderOrigin.\(origin.rawValue)") }
    package func name(_ kind: ProductClass) -> String { self("productClass.\(kind.rawValue)") }
    package func name(_ segment: Segment) -> String { self("segment.\(segment.rawValue)") }
    package func name(_ account: Account) -> String { self("account.\(account.rawValue)") }
    package func name(_ kind: LineCredit.Kind) -> String { self("creditKind.\(kind.rawValue)") }
    package func name(_ state: LineCredit.State) -> String { self("creditState.\(state.rawValue)") }
    package func name(_ kind: ActivityEntry.Kind) -> String { self("act.\(kind.rawValue)") }
    package func name(_ origin: Tickets.Origin) -> String { self("door.\(origin.rawValue)") }
    package func name(_ bits: Media.Bits) -> String { self("media.bits", ["count": bits.rawValue]) }

    /// `Korean` for `ko`: the language of media, by its BCP 47 tag.
    package func mediaLanguage(_ tag: String) -> String {
        Media.languages.contains(tag) ? self("media.language.\(tag)") : tag
    }

    /// How long a licence runs.
    package func name(_ term: Term) -> String {
        switch term {
        case .oneTime: self("term.oneTime")
        case .months(let months):
            months % 12 == 0 ? count("time.year", months / 12) : count("time.month", months)
        }
    }

    package func name(_ window: CancellationWindow) -> String {
        switch window {
        case .days(let days): count("time.day", days)
        case .hours(let hours): count("time.hour", Int(hours))
        }
    }

    /// What a rule of the policy table says: `30 days, 100 %`.
    package func terms(_ row: PolicyRow) -> String {
        switch row.terms {
        case .cancellable(let window, .full): self("policy.full", ["window": name(window)])
        case .cancellable(let window, .prorated): self("policy.prorated", ["window": name(window)])
        case .cancellable(let window, .proratedAfterFirstDay):
            self("policy.proratedAfterFirstDay", ["window": name(window)])
        case .never: self("policy.never")
        case .byRequest: self("policy.byRequest")
        }
    }

    /// `1,176.00 USD`, with all the decimals that the price has.
    package func price(_ price: UnitPrice) -> String {
        let parts = price.description.split(separator: ".", maxSplits: 1)
        let whole = grouped(String(parts.first ?? ""))
        return (parts.count > 1 ? "\(whole).\(parts[1])" : whole) + " \(price.currency.code)"
    }

    /// The numbers that a credit came from.
    package func formula(_ calculation: LineQuote.Calculation) -> String {
        var words: String
        switch calculation.basis {
        case .full: words = self("quote.full", ["amount": amount(calculation.amounts.gross)])
        case .firstDay: words = self("quote.firstDay", ["amount": amount(calculation.amounts.gross)])
        case .prorated(let proration):
            words = self(
                "quote.prorated",
                [
                    "price": price(proration.unitPrice), "remaining": String(proration.remainingDays),
                    "period": String(proration.periodDays), "each": amount(proration.perUnit),
                    "quantity": grouped(String(proration.quantity)), "amount": amount(proration.amount),
                ]
            )
        }
        let tax = amount(Money(minorUnits: calculation.amounts.tax, calculation.amounts.currency))
        switch calculation.treatment {
        case .apart: words = self("quote.taxApart", ["formula": words, "tax": tax])
        case .included: words = self("quote.taxIncluded", ["formula": words, "tax": tax])
        }
        guard let ceiling = calculation.ceiling else { return words }
        return self("quote.ceiling", ["formula": words, "ceiling": amount(ceiling)])
    }
}
