import Basics
import Casework
package import Tickets

extension Mapping {
    /// The fields of `desired` that are to be set where `there` stands now: those that differ there and carry a fact that
    /// changed here since `base`, or what only the desk knows. A fact that was taken away is an empty field.
    ///
    /// What is fixed is set once, when a record is made; the status is nobody's field, it moves by its own steps.
    package func changes(
        of desired: MappedExport,
        from there: ForeignTicket,
        since base: FactsForm
    ) -> [ForeignField] {
        let changed = Set(
            FactField.allCases.filter {
                !Self.isSameText(desired.carried[$0] ?? "", base[$0] ?? "")
            }
        )
        let once = Set(fixed.map(\.theirs)).union(fields.filter { $0.ours == .status }.map(\.theirs))
        var result: [ForeignField] = []
        for field in desired.ticket.fields where !once.contains(field.name) {
            let facts = facts(in: field.name)
            guard facts.isEmpty || !facts.isDisjoint(with: changed) else { continue }
            if !isSame(field, there[field.name]) { result.append(field) }
        }
        for place in fields where desired.ticket[place.theirs] == nil && !once.contains(place.theirs) {
            guard let fact = place.ours.fact, changed.contains(fact), let stands = there[place.theirs],
                !stands.value.isEmpty, !result.contains(where: { $0.name == place.theirs })
            else { continue }
            result.append(ForeignField(place.theirs, ""))
        }
        return result
    }

    /// Whether what stands there is what was to stand there, line ends and blanks around it aside. A picklist's word may
    /// stand there as a key with the word beside it.
    package func isSame(_ field: ForeignField, _ there: ForeignField?) -> Bool {
        guard let there else { return field.value.isEmpty }
        return Self.isSameText(field.value, there.value)
            || there.label.map { Self.isSameText(field.value, $0) } ?? false
    }

    /// As ``ExchangedText`` sees it.
    package static func isSameText(_ left: String, _ right: String) -> Bool { ExchangedText.isSame(left, right) }

    /// The facts that a field of theirs carries, those of the block in it too.
    private func facts(in theirs: String) -> Set<FactField> {
        let own = fields.filter { $0.theirs == theirs }.compactMap(\.ours.fact)
        let inBlock = block?.theirs == theirs ? block?.fields.compactMap(\.fact) ?? [] : []
        return Set(own + inBlock)
    }
}
