import Basics
import Orders

extension OrderClaim {
    /// Where this is no continuation of what the same order was before, in English; nil when it is one: nothing that stood
    /// there is gone or different, and what is new stands behind it.
    func divergence(from earlier: OrderClaim) -> String? {
        if terms.fields != earlier.terms.fields { return "who bought it, where and when differs" }
        guard lines.count >= earlier.lines.count else { return "line \(lines.count) is in one of them only" }
        for (line, before) in zip(lines, earlier.lines) {
            if let difference = line.divergence(from: before) { return "line \(before.number): \(difference)" }
        }
        return nil
    }
}

extension LineClaim {
    fileprivate func divergence(from earlier: LineClaim) -> String? {
        if facts != earlier.facts { return "what was bought differs" }
        if let before = earlier.invoice, invoice?.utf8.elementsEqual(before.utf8) != true {
            return "the invoice that charged it differs"
        }
        let same = zip(movements, earlier.movements).prefix { $0.fields == $1.fields }.count
        if same < earlier.movements.count {
            return "both ledgers agree up to movement \(same) and differ from movement \(same + 1) on"
        }
        if let before = earlier.cancellation, cancellation?.fields != before.fields {
            return "its cancellation differs"
        }
        for before in earlier.credits {
            // One that is gone was reversed: the ledger says so, and both agree with theirs.
            guard let credit = credits.first(where: { $0.key == before.key }) else { continue }
            let isSettledAlike = before.settlement == nil || credit.settlement?.fields == before.settlement?.fields
            guard credit.fields == before.fields, credit.shown >= before.shown, isSettledAlike else {
                return "the credit '\(quoted(before.key))' differs"
            }
        }
        return nil
    }
}
