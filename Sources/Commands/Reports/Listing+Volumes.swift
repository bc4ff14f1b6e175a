import Casework

/// A row of a report on volumes, or its total.
struct VolumeLine: Sendable {
    /// Nil for the total.
    let key: VolumeReport.Key?
    let volume: Volume

    /// The rows, and the total after them; nothing when nothing was found.
    static func all(_ report: VolumeReport) -> [VolumeLine] {
        guard !report.rows.isEmpty else { return [] }
        return report.rows.map { VolumeLine(key: $0.key, volume: $0.volume) }
            + [VolumeLine(key: nil, volume: report.total)]
    }

    var name: String { key?.text ?? Total.word }
}

extension Listing where Row == VolumeLine {
    static func volumes(by grouping: VolumeGrouping) -> Listing<VolumeLine> {
        Listing(
            names: ("volumes", "volume"),
            columns: [
                Column(
                    title: grouping.rawValue.uppercased(),
                    minimum: 16,
                    shown: { ($0.name, $0.key == nil ? .strong : nil) },
                    exact: \.name
                ),
                Column(
                    title: "TICKETS",
                    isRightAligned: true,
                    shown: { (Sizes.grouped(Int64($0.volume.tickets)), nil) },
                    exact: { String($0.volume.tickets) }
                ),
                Column(
                    title: "OPEN",
                    isRightAligned: true,
                    shown: { (Sizes.grouped(Int64($0.volume.open)), nil) },
                    exact: { String($0.volume.open) }
                ),
            ],
            fields: { line in
                [
                    ("by", .text(grouping.rawValue)), ("value", .text(orNull: line.key?.text)),
                    ("total", .flag(line.key == nil)), ("tickets", .integer(line.volume.tickets)),
                    ("open", .integer(line.volume.open)),
                ]
            },
            name: \.name
        )
    }
}
