import Casework
import Tickets

/// What a report on times says of one measure of one group of tickets.
struct TimeLine: Sendable {
    let group: TimeReport.Group
    let measure: TimeMeasure

    /// Each group with its three measures, all tickets together last; nothing without tickets.
    static func all(_ report: TimeReport) -> [TimeLine] {
        guard report.all.tickets > 0 else { return [] }
        return (report.groups + [report.all]).flatMap { group in
            TimeMeasure.allCases.map { TimeLine(group: group, measure: $0) }
        }
    }

    var times: TimeReport.Times { group[measure] }
    var name: String { group.key?.text ?? Total.word }
    var count: Int { times.elapsed?.count ?? 0 }
}

extension Listing where Row == TimeLine {
    static func times(hasBusinessTime: Bool) -> Listing<TimeLine> {
        func span(
            _ title: String,
            rank: Int = 0,
            _ value: @escaping @Sendable (TimeLine) -> Int64?
        ) -> Column {
            Column(
                title: title,
                isRightAligned: true,
                rank: rank,
                shown: { (value($0).map(Moments.length) ?? "", nil) },
                exact: { value($0).map { String($0) } ?? "" }
            )
        }
        let business: [Column] = [
            span("BUSINESS MEDIAN", rank: 1) { $0.times.business?.median },
            span("BUSINESS 90 %", rank: 1) { $0.times.business?.ninetieth },
        ]
        return Listing(
            names: ("times", "time"),
            columns: [
                Column(title: "TICKETS", shown: { ($0.name, $0.group.key == nil ? .strong : nil) }, exact: \.name),
                .plain("TO", \.measure.words),
                Column(
                    title: "COUNT",
                    isRightAligned: true,
                    shown: { ("\($0.count) of \($0.group.tickets)", nil) },
                    exact: { String($0.count) }
                ),
                span("MEDIAN") { $0.times.elapsed?.median },
                span("90 %") { $0.times.elapsed?.ninetieth },
            ] + (hasBusinessTime ? business : []),
            fields: { line in
                [
                    ("group", .text(orNull: line.group.key?.text)), ("total", .flag(line.group.key == nil)),
                    ("tickets", .integer(line.group.tickets)), ("measure", .text(line.measure.rawValue)),
                    ("count", .integer(line.count)), ("median", .integer(orNull: line.times.elapsed?.median)),
                    ("ninetieth", .integer(orNull: line.times.elapsed?.ninetieth)),
                    ("businessMedian", .integer(orNull: line.times.business?.median)),
                    ("businessNinetieth", .integer(orNull: line.times.business?.ninetieth)),
                ]
            },
            name: { "\($0.name) \($0.measure.rawValue)" }
        )
    }
}

extension TimeMeasure {
    fileprivate var words: String {
        switch self {
        case .firstResponse: "first response"
        case .decision: "decision"
        case .settlement: "settlement"
        }
    }
}
