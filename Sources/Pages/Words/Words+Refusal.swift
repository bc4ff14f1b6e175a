private import Basics
private import Orders
package import Tickets
private import Workflows

extension Words {
    /// Why a ticket would not do it, and what would have worked.
    package func sentence(_ refusal: TicketRefusal) -> String {
        switch refusal {
        case .workflow(let refusal): sentence(refusal)
        case .stale(let seen, let version):
            self("refusal.stale", ["seen": String(seen), "version": String(version)])
        case .problems(let problems): list(problems.list.map { sentence($0.fault) })
        case .nothingChanged: self("refusal.nothingChanged")
        case .ownRequest(.requester): self("refusal.ownRequest.requester")
        case .ownRequest(.contact): self("refusal.ownRequest.contact")
        case .ownRequest(.filer): self("refusal.ownRequest.filer")
        case .overAgentLimit(let asked, let limit):
            self(
                limit.minorUnits == 0 ? "refusal.noAgentLimit" : "refusal.overAgentLimit",
                ["asked": amount(asked), "limit": amount(limit), "currency": limit.currency.code]
            )
        case .aboveRequested(let asked, let maximum):
            self("refusal.aboveRequested", ["asked": amount(asked), "maximum": amount(maximum)])
        case .wrongCurrency(let asked, let expected):
            self("refusal.wrongCurrency", ["asked": asked.code, "expected": expected.code])
        case .partialCancellation(let asked, let full):
            self("refusal.partialCancellation", ["asked": amount(asked), "full": amount(full)])
        case .sameApprover: self("refusal.sameApprover")
        case .assentOfOtherKind(let asked, let assented):
            self("refusal.assentOfOtherKind", ["asked": name(asked), "assented": name(assented)])
        case .assentDiffers(let asked, let assented):
            self("refusal.assentDiffers", ["asked": amount(asked), "assented": amount(assented)])
        case .alreadyAssigned(let name): self("refusal.alreadyAssigned", ["name": name])
        case .reopenTooLate(let until): self("refusal.reopenTooLate", ["until": absolute(until)])
        case .lapseTooEarly(let from): self("refusal.lapseTooEarly", ["from": absolute(from)])
        case .alreadyCredited(let credited): self("refusal.alreadyCredited", ["amount": amount(credited)])
        case .internalNotes: self("refusal.internalNotes")
        case .aboveRefundable(let asked, let maximum):
            self(
                maximum.minorUnits == 0 ? "refusal.nothingRefundable" : "refusal.aboveRefundable",
                ["asked": amount(asked), "maximum": amount(maximum)]
            )
        case .overrideNeeded(let findings):
            self("refusal.overrideNeeded", ["reasons": findings.map { sentence($0) }.joined(separator: " ")])
        case .overrideByApprover: self("refusal.overrideByApprover")
        case .attestationNeeded(let purchase): self("refusal.attestationNeeded", ["purchase": name(purchase)])
        case .attestationByApprover: self("refusal.attestationByApprover")
        case .attestationUnneeded(let purchase): self("refusal.attestationUnneeded", ["purchase": name(purchase)])
        case .attestationDiffers(let asked, let attested):
            self("refusal.attestationDiffers", ["asked": amount(asked), "attested": amount(attested)])
        case .unknownCustomer(let tenant):
            self("refusal.unknownCustomer", ["tenant": tenant.map { $0.description } ?? ""])
        case .otherCustomersOrder(let purchase): self("refusal.otherCustomersOrder", ["purchase": name(purchase)])
        case .notCancellable(let verdict): self("refusal.notCancellable", ["why": sentence(verdict)])
        case .alreadyCancelled(let who, let at): self("refusal.alreadyCancelled", ["who": who, "at": absolute(at)])
        case .quoteChanged(let approved, let now):
            self("refusal.quoteChanged", ["approved": amount(approved), "now": amount(now)])
        case .notInBooks(let order): self("refusal.notInBooks", ["order": quoted(order)])
        case .alreadyShown(let shown, let invoice):
            self(
                invoice == nil ? "refusal.alreadyShown" : "refusal.alreadyInvoiced",
                ["amount": amount(shown), "invoice": invoice ?? ""]
            )
        case .settledByInvoices(let book): self("refusal.settledByInvoices.\(book.rawValue)")
        case .ledger(let refusal): sentence(refusal)
        case .merged(let name): self("refusal.merged", ["name": quoted(name)])
        case .notMerged: self("refusal.notMerged")
        case .mergedIntoItself: self("refusal.mergedIntoItself")
        case .notASurvivor(let name): self("refusal.notASurvivor", ["name": quoted(name)])
        case .away(let name, let deputy, let until):
            self("refusal.away", ["name": name, "deputy": deputy, "until": absolute(until)])
        case .otherCustomersRequest(let name): self("refusal.otherCustomersRequest", ["name": quoted(name)])
        }
    }

    private func sentence(_ refusal: Refusal<TicketStatus>) -> String {
        switch refusal {
        case .noSuchExit(let from, let action, let instead):
            self(
                instead.isEmpty ? "refusal.final" : "refusal.noSuchExit",
                ["status": name(from), "action": name(action), "instead": list(instead.map { name($0) })]
            )
        case .wrongPart(_, let exit, let held):
            self(
                held.isEmpty ? "refusal.noPart" : "refusal.wrongPart",
                [
                    "needed": list(exit.orderedParts.map { name($0) }),
                    "held": list(TicketPart.allCases.filter(held.contains).map { name($0) }),
                ]
            )
        }
    }
}
