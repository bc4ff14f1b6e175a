package import Basics

/// A day of the week, numbered as in ISO 8601.
package enum Weekday: Int, CaseIterable, Hashable, Sendable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// As settings write it.
    package var text: String {
        switch self {
        case .monday: "mon"
        case .tuesday: "tue"
        case .wednesday: "wed"
        case .thursday: "thu"
        case .friday: "fri"
        case .saturday: "sat"
        case .sunday: "sun"
        }
    }

    package var next: Weekday { Weekday(rawValue: rawValue + 1) ?? .monday }
}

extension Day {
    package var dayOfWeek: Weekday { Weekday(rawValue: weekday) ?? .monday }
}
