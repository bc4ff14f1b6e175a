package import Basics

/// The end of a line.
package struct Cancellation: Hashable, Sendable {
    package let at: Instant
    package let by: Person.ID
    package let byName: String
    /// The quote that was confirmed; nil for a cancellation that was made elsewhere.
    package let quote: GUID?
    /// What Partner Center calls it: the ReferenceID or the request's id; only where it was done there.
    package let reference: String?

    package init(at: Instant, by: Person.ID, byName: String, quote: GUID?, reference: String?) {
        self.at = at
        self.by = by
        self.byName = byName
        self.quote = quote
        self.reference = reference
    }
}
