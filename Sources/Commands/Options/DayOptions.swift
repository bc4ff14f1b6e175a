import ArgumentParser
import Basics

/// A stretch of days in UTC, both ends included.
struct DayOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("From this day on (UTC).", valueName: "day"),
        transform: Reading.day
    )
    var from: Day?

    @Option(
        name: .long,
        help: ArgumentHelp("Up to and with this day (UTC).", valueName: "day"),
        transform: Reading.day
    )
    var until: Day?

    func validate() throws {
        if let from, let until, until < from { throw ValidationError("--until \(until) is before --from \(from)") }
    }

    /// The first instant that counts.
    var start: Instant? { from?.start }

    /// The first instant that no longer counts.
    var end: Instant? { until?.adding(days: 1).start }
}
