import ArgumentParser
import Casework
import Tickets

/// `reports times`
struct ReportsTimes: Verb {
    /// Far more than any calendar holds.
    private static let longestCalendar = 1_048_576

    static let configuration = CommandConfiguration(
        commandName: "times",
        abstract: "Measure the time to the first response, to the decision and to the settlement.",
        discussion: """
            Of tickets that were submitted in the period: the median and the 90th percentile by nearest rank, from the \
            submission on. The decision is the first approval or refusal. With a calendar also in business time: the first \
            response as the service clock counts it, the others with everything that was waited for. For people who see all \
            tickets.
            """
    )

    @OptionGroup var days: PeriodOptions

    @Option(name: .long, help: "Also for each of these; the month is that of the submission.")
    var by: TimeGrouping?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A business calendar as a text, - for standard input.",
            discussion: "Else the desk's own, where one is set. See docs/service-targets.md.",
            valueName: "file"
        ),
        completion: .file()
    )
    var calendar: String?

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let calendar = try calendar.map { try businessCalendar($0, surroundings) }
        return try await desk.withSession(.reading, surroundings) { session in
            let known = try await session.desk.ticketRules().calendar
            let hours = calendar ?? (known == .standard ? nil : known)
            let report = try await session.desk.times(days.period, by: by, in: hours, for: session.actor)
            let format = output.format(on: surroundings.console)
            try Listing.times(hasBusinessTime: report.hasBusinessTime)
                .write(TimeLine.all(report), as: format, to: output.console(surroundings))
            if report.all.tickets == 0, surroundings.console.errorsAreTerminal {
                surroundings.console.say("no tickets were submitted in that time")
            }
            return .done
        }
    }

    private func businessCalendar(_ file: String, _ surroundings: Surroundings) throws -> BusinessCalendar {
        let (name, text): (String, String)
        if file == "-" {
            (name, text) = ("standard input", try surroundings.input.text(limit: Self.longestCalendar))
        } else {
            let bytes = try LocalFile.bytes(of: file, limit: Self.longestCalendar)
            (name, text) = (SafeText.line(file), try Input.decoded(bytes, of: file))
        }
        do throws(LineFaults<CalendarFlaw>) { return try BusinessCalendar(text) } catch {
            throw Failure.unreadable(path: name, reason: error.sentences.joined(separator: "; "))
        }
    }
}
