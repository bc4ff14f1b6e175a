private import Basics
package import Casework

extension Words {
    /// Why the desk did not do what was asked.
    package func sentence(_ error: DeskError) -> String {
        switch error {
        case .noSuchTicket(let name): self("desk.noSuchTicket", ["name": quoted(name)])
        case .noSuchPerson(let name): self("desk.noSuchPerson", ["name": quoted(name)])
        case .noSuchFile(let name): self("desk.noSuchFile", ["name": quoted(name)])
        case .noSuchRun(let name): self("desk.noSuchRun", ["name": quoted(name)])
        case .noSuchRecord(let name): self("desk.noSuchRecord", ["name": quoted(name)])
        case .noSuchView(let name): self("desk.noSuchView", ["name": quoted(name)])
        case .noSuchCustomer(let name): self("desk.noSuchCustomer", ["name": quoted(name)])
        case .noSuchOrder(let name): self("desk.noSuchOrder", ["name": quoted(name)])
        case .noSuchProduct(let name): self("desk.noSuchProduct", ["name": quoted(name)])
        case .noSuchInvoice(let name): self("desk.noSuchInvoice", ["name": quoted(name)])
        case .noSuchEntitlement(let name): self("desk.noSuchEntitlement", ["name": quoted(name)])
        case .notAllowed(let permission):
            self("desk.notAllowed", ["roles": list(permission.roles.map { name($0) })])
        case .refused(let refusal): sentence(refusal)
        case .orderRefused(let refusal): sentence(refusal)
        case .orderConflict(let order): self("desk.orderConflict", ["order": quoted(order)])
        case .secrets(let fault): sentence(fault)
        case .conflict(let conflict): sentence(conflict)
        case .alreadySettled(let resolution): sentence(resolution)
        case .tooManyViews(let limit): self("desk.tooManyViews", ["limit": String(limit)])
        case .invalid(let problems): list(problems.list.map { sentence($0.fault) })
        case .badQuery(let fault): sentence(fault)
        case .badSetting(let name, let sentences):
            self("desk.badSetting", ["name": name, "flaws": sentences.joined(separator: "; ")])
        case .bulk(let refusal): sentence(refusal)
        }
    }

    /// Who was faster, and what they did.
    package func sentence(_ conflict: DeskError.Conflict) -> String {
        guard let last = conflict.last, let status = conflict.status else {
            return self("desk.overtaken", ["ticket": conflict.ticket])
        }
        return self(
            "desk.conflict",
            [
                "who": last.byName, "action": name(last.action), "ticket": conflict.ticket,
                "at": absolute(last.at), "status": name(status),
            ]
        )
    }

    /// Who settled a quarantined record first, and when.
    private func sentence(_ resolution: IntakeResolution) -> String {
        let key =
            switch resolution.ending {
            case .corrected: "desk.alreadyCorrected"
            case .discarded: "desk.alreadyDiscarded"
            }
        let record = String(resolution.ordinal)
        return self(key, ["who": resolution.byName, "record": record, "at": absolute(resolution.at)])
    }

    /// What went wrong with the store. Its own text names places and remedies; one that only an error in the program
    /// explains stays in the log.
    package func sentence(_ error: StoreError) -> String {
        switch error {
        case .unavailable(let text): self("store.unavailable", ["text": text])
        case .busy(let text): self("store.busy", ["text": text])
        case .full(let text): self("store.full", ["text": text])
        case .readOnly(let text): self("store.readOnly", ["text": text])
        case .corrupt(let text): self("store.corrupt", ["text": text])
        case .commitUnknown(let text): self("store.commitUnknown", ["text": text])
        case .unexpected: self("store.unexpected")
        }
    }
}
