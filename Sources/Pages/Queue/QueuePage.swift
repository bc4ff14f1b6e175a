package import Basics
package import Casework
package import Tickets

/// The queue: what there is to do, by status, by query, page by page.
package struct QueuePage: Page {
    package static let template = "queue"
    package let frame: Frame
    package let query: String
    package let hasProblem: Bool
    package let problem: String
    /// The query up to the column that the problem is at: as wide as what stands before the caret.
    package let before: String
    package let tabs: [Tab]
    package let views: [Tab]
    package let hasViews: Bool
    package let columns: [Column]
    package let rows: [QueueRow]
    package let hasRows: Bool
    package let isEmpty: Bool
    package let found: String
    package let exactPath: String
    package let canCountExactly: Bool
    package let nextPath: String
    package let hasNext: Bool
    package let firstPath: String
    package let isFurther: Bool

    package struct Tab: Sendable {
        package let label: String
        package let count: String
        package let hasCount: Bool
        package let path: String
        package let isCurrent: Bool
    }

    package struct Column: Sendable {
        package let label: String
        package let path: String
        package let canSort: Bool
        package let isSorted: Bool
        package let direction: String
        package let arrow: String
    }

    /// What a query found.
    package struct Found: Sendable {
        package let page: ListPage
        package let count: Int
        package let isExact: Bool
        /// True behind the first page.
        package let isFurther: Bool

        package init(page: ListPage, count: Int, isExact: Bool, isFurther: Bool) {
            self.page = page
            self.count = count
            self.isExact = isExact
            self.isFurther = isFurther
        }
    }

    /// - Parameters:
    ///   - text: the query as it was written.
    ///   - found: what it found, or why it cannot be read.
    ///   - views: those that the reader has, with their counts.
    package init(
        _ words: Words,
        frame: Frame,
        text: String,
        found: Result<Found, QueryFault>,
        counts: [TicketStatus: (all: Int, mine: Int)],
        views: [CountedView],
        viewer: Person,
        now: Instant
    ) {
        self.frame = frame
        query = text
        tabs = Self.tabs(words, text: text, counts: counts, viewer: viewer)
        self.views = Self.views(words, text: text, views)
        hasViews = !views.isEmpty
        columns = Self.columns(words, text: text)
        firstPath = Paths.queue(text)
        exactPath = Paths.queue(text, exact: true)
        switch found {
        case .success(let found):
            (hasProblem, problem, before) = (false, "", "")
            rows = found.page.items.map { QueueRow($0, words, now: now) }
            nextPath = found.page.next.map { Paths.queue(text, after: $0) } ?? ""
            hasNext = found.page.next != nil
            isFurther = found.isFurther
            canCountExactly = !found.isExact && found.count >= Desk.countingLimit
            self.found =
                canCountExactly
                ? words("queue.foundMany", ["count": grouped(String(Desk.countingLimit))])
                : words.count("queue.found", found.count)
        case .failure(let fault):
            hasProblem = true
            problem = words.sentence(fault)
            before = String(text.prefix(max(0, fault.column - 1)))
            (rows, nextPath, hasNext, isFurther, canCountExactly, self.found) = ([], "", false, false, false, "")
        }
        hasRows = !rows.isEmpty
        isEmpty = rows.isEmpty && !hasProblem
    }

    /// What the desk shows to somebody who asks for nothing.
    package static let standardQuery = "is:open"

    private static func tabs(
        _ words: Words,
        text: String,
        counts: [TicketStatus: (all: Int, mine: Int)],
        viewer: Person
    ) -> [Tab] {
        let shown = text.split(separator: " ").filter { !$0.hasPrefix("sort:") }.joined(separator: " ")
        func tab(_ label: String, _ query: String, _ count: Int?) -> Tab {
            let isCapped = !viewer.may(.seeAllTickets) && (count ?? 0) >= Desk.countingLimit
            return Tab(
                label: label,
                count: count.map { grouped(String($0)) + (isCapped ? "+" : "") } ?? "",
                hasCount: count != nil,
                path: Paths.queue(query),
                isCurrent: shown == query
            )
        }
        let open = counts.filter { $0.key.isOpen }.values
        var tabs = [tab(words("queue.tab.open"), standardQuery, open.map(\.all).reduce(0, +))]
        if viewer.may(.workTickets) {
            tabs.append(tab(words("queue.tab.mine"), "is:open assignee:me", open.map(\.mine).reduce(0, +)))
        }
        for status in TicketStatus.allCases {
            let count = counts[status]?.all ?? 0
            let query = "status:\(status.rawValue)"
            if count > 0 || shown == query { tabs.append(tab(words.name(status), query, count)) }
        }
        tabs.append(tab(words("queue.tab.all"), "", nil))
        return tabs
    }

    /// A view whose query can no longer be read is shown without a count: following it says why.
    private static func views(_ words: Words, text: String, _ views: [CountedView]) -> [Tab] {
        views.map { row in
            Tab(
                label: words.label(of: row.view),
                count: row.count.map { grouped(String($0)) + (row.isAtLeast ? "+" : "") } ?? "",
                hasCount: row.count != nil,
                path: Paths.queue(row.view.query),
                isCurrent: row.view.query == text
            )
        }
    }

    private static func columns(_ words: Words, text: String) -> [Column] {
        let sorted = (try? TicketQuery(text))?.sort ?? .standard
        let rest = text.split(separator: " ").filter { !$0.hasPrefix("sort:") }.joined(separator: " ")
        func column(_ label: String, _ key: TicketQuery.Sort.Key?, descendingFirst: Bool = true) -> Column {
            let isSorted = key != nil && sorted.key == key
            let next = isSorted ? !sorted.isDescending : descendingFirst
            let sort = key.map { "sort:\(next ? "-" : "")\($0.rawValue)" } ?? ""
            return Column(
                label: label,
                path: Paths.queue(rest.isEmpty ? sort : "\(rest) \(sort)"),
                canSort: key != nil,
                isSorted: isSorted,
                direction: sorted.isDescending ? "descending" : "ascending",
                arrow: isSorted ? (sorted.isDescending ? "↓" : "↑") : ""
            )
        }
        return [
            column(words("queue.column.number"), .number), column(words("queue.column.title"), nil),
            column(words("queue.column.tenant"), nil), column(words("queue.column.amount"), .amount),
            column(words("queue.column.impact"), nil), column(words("queue.column.status"), nil),
            column(words("queue.column.assignee"), nil),
            column(words("queue.column.age"), .created, descendingFirst: false),
            column(words("queue.column.due"), .due, descendingFirst: false),
        ]
    }
}

extension Words {
    /// Built-in views have names in every language; those of people are called what they called them.
    fileprivate func label(of view: SavedView) -> String {
        switch view.scope {
        case .builtIn(let builtIn): name(builtIn)
        case .shared, .personal: view.name
        }
    }
}
