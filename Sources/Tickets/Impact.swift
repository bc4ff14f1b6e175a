/// How much the problem hurts: Partner Center's severities A, B and C.
package enum Impact: String, CaseIterable, Hashable, Sendable {
    case critical, moderate, minimal
}
