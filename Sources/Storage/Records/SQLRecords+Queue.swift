import Basics
import Casework
import SQL
import Tickets

/// By how much the queue's counts change in one step, summed up so that each count is written once.
struct QueueChange {
    struct Place: Hashable {
        let status: TicketStatus
        let assignee: Person.ID?
    }

    private(set) var changes: [Place: Int] = [:]

    mutating func add(_ count: Int, _ status: TicketStatus, _ assignee: Person.ID?) {
        changes[Place(status: status, assignee: assignee), default: 0] += count
    }
}

extension SQLRecords {
    func queueCounts() throws -> [QueueCount] {
        try connection.rows(Statement("select status, assignee, n from queue_count where n > 0")).map { row in
            let isNobody = try row.blob(1).isEmpty
            var reader = ColumnReader(
                isNobody ? Row(columns: row.columns, values: [try row.value(0), .null, try row.value(2)]) : row
            )
            return try reading("the queue's counts") {
                QueueCount(status: try reader.word(), assignee: try reader.idOrNil(), count: try reader.int())
            }
        }
    }

    func apply(_ change: QueueChange) throws {
        // In one order, so that two writers never wait for each other.
        let changes = change.changes.filter { $0.value != 0 }.map { place, count in
            (status: place.status, assignee: place.assignee.map { Value.id($0) } ?? .blob([]), count: count)
        }
        for change in changes.sorted(by: { $0.status.rawValue < $1.status.rawValue }) {
            let updated = try connection.run(
                Statement(
                    "update queue_count set n = n + $1 where status = $2 and assignee = $3",
                    .integer(change.count),
                    .word(change.status),
                    change.assignee
                )
            )
            guard updated == 0 else { continue }
            try connection.run(
                Statement(
                    "insert into queue_count (status, assignee, n) values ($1, $2, $3)",
                    .word(change.status),
                    change.assignee,
                    .integer(change.count)
                )
            )
        }
    }
}
