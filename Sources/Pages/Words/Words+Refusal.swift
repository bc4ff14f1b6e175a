private import Basics
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
