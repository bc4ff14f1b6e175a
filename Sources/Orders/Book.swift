/// Whose books a database keeps. Chosen when it is created, shown on every page.
package enum Book: String, Hashable, Sendable, CaseIterable {
    /// Microsoft's invoice is the truth; Recoup records what was done in Partner Center.
    case external
    /// Recoup sells and settles by itself: samples, trials, tests.
    case simulated
}
