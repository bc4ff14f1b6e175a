/// How long ago a ticket was created. The raw values stand in reports; never renamed.
package enum AgeClass: String, CaseIterable, Hashable, Sendable {
    case underOneDay = "under1d"
    case oneToThreeDays = "1dTo3d"
    case threeToSevenDays = "3dTo7d"
    case sevenToThirtyDays = "7dTo30d"
    case thirtyDaysAndMore = "30dAndMore"

    /// The first age in milliseconds that is no longer one of these; nil for the last class.
    package var end: Int64? {
        switch self {
        case .underOneDay: 86_400_000
        case .oneToThreeDays: 3 * 86_400_000
        case .threeToSevenDays: 7 * 86_400_000
        case .sevenToThirtyDays: 30 * 86_400_000
        case .thirtyDaysAndMore: nil
        }
    }

    /// The class of an age in milliseconds.
    package init(ofAge age: Int64) {
        self = Self.allCases.first { $0.end.map { age < $0 } ?? true } ?? .thirtyDaysAndMore
    }
}
