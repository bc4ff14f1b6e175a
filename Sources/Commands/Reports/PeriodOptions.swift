import ArgumentParser
import Basics
import Casework

/// A period of days in UTC: the first one counts, the last one no longer does.
struct PeriodOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("From this day on (UTC).", valueName: "day"), transform: Reading.day)
    var from: Day?

    @Option(name: .long, help: ArgumentHelp("Before this day (UTC).", valueName: "day"), transform: Reading.day)
    var before: Day?

    func validate() throws {
        if let from, let before, before <= from {
            throw ValidationError("--before \(before) leaves no day from --from \(from) on")
        }
    }

    var period: Period { Period(from: from?.start, before: before?.start) }
}
