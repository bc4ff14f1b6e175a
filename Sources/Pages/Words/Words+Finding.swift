private import Basics
import Orders
package import Tickets

extension Words {
    package func name(_ ruling: Ruling) -> String { self("ruling.\(ruling.rawValue)") }
    package func title(_ check: Check) -> String { self("check.\(check.rawValue)") }

    /// The answer of one check.
    package func sentence(_ finding: Finding) -> String {
        switch finding {
        case .customerKnown(let name): self("finding.customerKnown", ["name": name])
        case .customerUnknown(let tenant): self("finding.customerUnknown", ["tenant": tenant.description])
        case .orderOfCustomer(let order): self("finding.orderOfCustomer", ["order": order])
        case .orderAttested(let order, let who): self("finding.orderAttested", ["order": order, "who": who])
        case .orderUnknown(let purchase): self("finding.orderUnknown", ["purchase": name(purchase)])
        case .orderOfAnotherCustomer(let purchase):
            self("finding.orderOfAnotherCustomer", ["purchase": name(purchase)])
        case .linesOpen(let open, let all):
            all == 1
                ? self("finding.lineOpen") : self("finding.linesOpen", ["open": String(open), "all": String(all)])
        case .linesCancelled(let at, let who):
            self("finding.linesCancelled", ["who": who, "at": absolute(at)])
        case .policyCovers(let rule): self("finding.policyCovers", ["rule": rule])
        case .policyNever: self("finding.policyNever")
        case .policyByRequest: self("finding.policyByRequest")
        case .policyUnclear(let reason): self("finding.policyUnclear.\(reason.rawValue)")
        case .windowOpen(let until): self("finding.windowOpen", ["until": absolute(until)])
        case .windowMet(let until): self("finding.windowMet", ["until": absolute(until)])
        case .windowPassed(let end, let window):
            self(
                "finding.windowPassed",
                ["window": name(window), "day": end.adding(milliseconds: -1).day.description]
            )
        case .amountWithin(let maximum): self("finding.amountWithin", ["maximum": amount(maximum)])
        case .amountAboveQuote(let asked, let quoted):
            self("finding.amountAboveQuote", ["asked": amount(asked), "quoted": amount(quoted)])
        case .amountAbove(let asked, let maximum):
            self("finding.amountAbove", ["asked": amount(asked), "maximum": amount(maximum)])
        case .nothingLeft: self("finding.nothingLeft")
        case .sameCurrency(let currency): self("finding.sameCurrency", ["currency": currency.code])
        case .otherCurrency(let asked, let charged):
            self("finding.otherCurrency", ["asked": asked.code, "charged": charged.code])
        case .noDuplicate: self("finding.noDuplicate")
        case .openDuplicates(let names): self("finding.openDuplicates", ["names": list(names)])
        case .creditedDuplicates(let names): self("finding.creditedDuplicates", ["names": list(names)])
        case .nothingReserved: self("finding.nothingReserved")
        case .reserved(let holder): self("finding.reserved", ["holder": holder])
        }
    }

    /// The id alone, as Partner Center shows it.
    func name(_ purchase: PurchaseReference) -> String { purchase.id }
}
