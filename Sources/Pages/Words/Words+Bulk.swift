private import Basics
package import Casework

extension Words {
    /// Why a bulk is not there, or something that it did is not taken back.
    package func sentence(_ refusal: BulkRefusal) -> String {
        switch refusal {
        case .noSuchBulk(let id): self("bulk.noSuchBulk", ["id": quoted(id)])
        case .nothingToUndo: self("bulk.nothingToUndo")
        case .irreversible(let action, let reason):
            self("bulk.irreversible.\(reason.rawValue)", ["action": name(action)])
        case .leadsElsewhere(let way, let to, let from):
            self("bulk.leadsElsewhere", ["action": name(way), "to": name(to), "from": name(from)])
        case .wasOthers(let name): self("bulk.wasOthers", ["name": quoted(name)])
        case .wasNobodys: self("bulk.wasNobodys")
        }
    }
}
