import Casework
import SQL
import Tickets

/// An order of tickets and the places in it. Ties stand in the order of creation, turned round with the rest; what a ticket
/// lacks is lower than everything.
struct TicketOrder {
    let sort: TicketQuery.Sort
    /// Whether the table's indexes have this order for what is asked.
    let hasIndex: Bool

    init(of query: TicketQuery) {
        sort = query.sort
        hasIndex =
            switch query.sort.key {
            case .updated: true
            // Each status has its own.
            case .urgency: query.terms.contains(where: \.namesStatuses)
            case .created, .amount, .number, .due: false
            }
    }

    /// What stands for the lowest key of all: the least number that both engines read as one of 64 bits.
    private static let lowest = -Int64.max

    /// The expression that is sorted by.
    var key: SQLText {
        switch sort.key {
        case .updated: "updated_ms"
        case .created: "created_ms"
        case .amount: "coalesce(amount_scaled, -9223372036854775807)"
        case .number: "coalesce(number, -9223372036854775807)"
        case .due: "coalesce(due_ms, -9223372036854775807)"
        case .urgency: "urgent_ms"
        }
    }

    var clause: SQLText {
        sort.isDescending ? " order by \(key) desc, seq desc" : " order by \(key), seq"
    }

    /// The same for rows whose first column is the key, named `place`.
    var clauseOfPlaces: SQLText {
        sort.isDescending ? " order by place desc, seq desc" : " order by place, seq"
    }

    /// Two conditions, one of which holds for each ticket behind the place: those that share its key come first. Apart, each
    /// is one range of an index, also where very many tickets share a key because one import brought them.
    func behind(_ cursor: Cursor) -> [Query] {
        let place: Query = "\(.integer(max(cursor.key, Self.lowest)))"
        let sequence: Query = "\(.integer(cursor.sequence))"
        return sort.isDescending
            ? ["\(key) = \(place) and seq < \(sequence)", "\(key) < \(place)"]
            : ["\(key) = \(place) and seq > \(sequence)", "\(key) > \(place)"]
    }

    /// A place from its key and its ticket's number in the order of creation.
    func cursor(key: Int64, sequence: Int64) -> Cursor {
        Cursor(key: key == Self.lowest ? .min : key, sequence: sequence)
    }
}

extension TicketQuery.Term {
    /// Whether it says in which statuses tickets stand that are not merged.
    fileprivate var namesStatuses: Bool {
        switch filter {
        case .status, .waiting: !isNegated
        case .merged, .impact, .reason, .problem, .tenant, .purchase, .currency, .amount, .number, .source, .external,
            .assignee, .requester, .age, .idle, .due, .dueToday, .created, .hasFiles, .words:
            false
        }
    }
}
