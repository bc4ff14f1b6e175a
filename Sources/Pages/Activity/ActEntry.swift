import Basics
import Orders
import Tickets

/// One thing that was done for a customer, as a list shows it.
package struct ActEntry: Sendable {
    package let kind: String
    package let who: String
    package let at: Moment
    package let detail: String
    package let isRefused: Bool
    package let refusal: String

    init(_ entry: ActivityEntry, _ words: Words, now: Instant) {
        kind = words.name(entry.kind)
        who = entry.byName
        at = words.moment(entry.at, now: now)
        detail = entry.detail
        isRefused = entry.refusal != nil
        refusal = entry.refusal ?? ""
    }
}
