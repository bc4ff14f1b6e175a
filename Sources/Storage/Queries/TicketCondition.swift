import Basics
import SQL
import Tickets

/// Turns what somebody looks for into conditions on the table `ticket`. Every value enters as a bind.
struct TicketCondition {
    let viewer: Person
    let now: Instant
    let dialect: Dialect
    /// Whether what the words find is looked up first, and everything else asked of that.
    var startsFromWords = false

    /// The conditions that must all hold: what the viewer may see, and the query's terms.
    func all(of query: TicketQuery) -> [Query] {
        (visibility.map { [$0] } ?? []) + query.terms.map(condition)
    }

    /// The same as alternatives, one for each status where several are asked for: each is one range of an index in the order
    /// of the last change, however few of all tickets stand in those statuses.
    func alternatives(of query: TicketQuery) -> [[Query]] {
        for (index, term) in query.terms.enumerated() {
            if case .waiting = term.filter, !term.isNegated {
                var others = query.terms
                others.remove(at: index)
                return waiting.map { [$0] + all(of: TicketQuery(terms: others)) }
            }
            guard case .status(let named) = term.filter, term.isNegated || named.count > 1 else { continue }
            var others = query.terms
            others.remove(at: index)
            let rest = all(of: TicketQuery(terms: others))
            let statuses = (term.isNegated ? Set(TicketStatus.allCases) : named).sorted { $0.rawValue < $1.rawValue }
            return statuses.map { status in
                // A merged ticket is in no status that somebody asks for, so "not this one" finds it wherever it stands.
                if term.isNegated, !named.contains(status) { return ["status = \(.word(status))"] + rest }
                let isMerged: Query = term.isNegated ? "merged_into is not null" : "merged_into is null"
                return ["status = \(.word(status))", isMerged] + rest
            }
        }
        return [all(of: query)]
    }

    /// What `Ticket.isVisible(to:)` says, for everybody and everything that reads tickets. Nil when all of them are seen.
    private var visibility: Query? {
        if viewer.may(.seeAllTickets) { return nil }
        return "(requester = \(.id(viewer.id)) or (filer = \(.id(viewer.id)) and filed_from <> 'import'))"
    }

    /// What waits for the viewer: no ticket meets both.
    private var waiting: [Query] {
        [
            "(status = 'submitted' and merged_into is null)",
            "(status = 'underReview' and assignee = \(.id(viewer.id)) and merged_into is null)",
        ]
    }

    /// A filter on something that a ticket lacks does not hold, so its negation does.
    private func condition(_ term: TicketQuery.Term) -> Query {
        let condition = condition(term.filter)
        return term.isNegated ? "(\(condition)) is not true" : condition
    }

    private func condition(_ filter: TicketQuery.Filter) -> Query {
        switch filter {
        case .status(let statuses): "(\(oneOf("status", statuses)) and merged_into is null)"
        case .merged: "merged_into is not null"
        case .waiting: "(\(waiting[0]) or \(waiting[1]))"
        case .impact(let impacts): oneOf("impact", impacts)
        case .reason(let reasons): oneOf("reason", reasons)
        case .problem(let problems): oneOf("problem", problems)
        case .tenant(let text): "tenant = \(.text(text.lowercased()))"
        case .purchase(let text): "purchase = \(.text(text))"
        case .currency(let currencies): isOne("currency", of: currencies.sorted().map { .text($0.code) })
        case .amount(let comparison, let value): compare("amount_scaled", comparison, value)
        case .number(.equal, let value):
            // A number that was taken when the ticket was restored here still finds it.
            """
            (number = \(.integer(value)) or seq in (select ticket from former_number where number = \(.integer(value))))
            """
        case .number(let comparison, let value): compare("number", comparison, value)
        case .source(let text): "source_system = \(.text(text))"
        case .external(let text): "source_id = \(.text(text))"
        case .assignee(let who): isPerson("assignee", who)
        case .requester(let who): isPerson("requester", who)
        case .age(let comparison, let value): compare("created_ms", comparison.mirrored, sum(now, minus: value))
        case .idle(let comparison, let value): compare("updated_ms", comparison.mirrored, sum(now, minus: value))
        case .due(let comparison, let value): compare("due_ms", comparison, sum(now, plus: value))
        case .dueToday: "due_ms < \(.integer(now.day.adding(days: 1).start.milliseconds))"
        case .created(let comparison, let day): created(comparison, day)
        case .hasFiles: "files > 0"
        case .words(let words, let isPhrase):
            FullText.condition(found(words, isPhrase), startsHere: startsFromWords, dialect)
        }
    }

    private func found(_ words: [String], _ isPhrase: Bool) -> Query {
        FullText.tickets(with: words, isPhrase: isPhrase, seesInside: viewer.may(.seeInternalNotes), dialect)
    }

    /// For each of the query's words the question how many tickets have them, answered up to `limit`; none where the engine
    /// estimates that by itself.
    func wordCounts(of query: TicketQuery, upTo limit: Int) -> [Query] {
        switch dialect {
        case .postgres: []
        case .sqlite:
            query.terms.compactMap { term in
                guard case .words(let words, let isPhrase) = term.filter, !term.isNegated else { return nil }
                return "select count(*) from (\(found(words, isPhrase)) limit \(.integer(limit)))"
            }
        }
    }

    private func oneOf(_ column: SQLText, _ words: Set<some RawRepresentable<String>>) -> Query {
        isOne(column, of: words.map(\.rawValue).sorted().map(Value.text))
    }

    /// A single choice is written as an equation, which an index answers in the list's order.
    private func isOne(_ column: SQLText, of values: [Value]) -> Query {
        if values.count == 1 { return "\(column) = \(values[0])" }
        var query = Query(column)
        query.append(" in ", list: values)
        return query
    }

    private func isPerson(_ column: SQLText, _ who: TicketQuery.Who) -> Query {
        switch who {
        case .nobody: "\(column) is null"
        case .me: "\(column) = \(.id(viewer.id))"
        case .named(let name): "\(column) = (select id from person where system_name = \(.text(name)))"
        }
    }

    private func compare(_ column: SQLText, _ comparison: TicketQuery.Comparison, _ value: Int64) -> Query {
        switch comparison {
        case .less: "\(column) < \(.integer(value))"
        case .atMost: "\(column) <= \(.integer(value))"
        case .equal: "\(column) = \(.integer(value))"
        case .atLeast: "\(column) >= \(.integer(value))"
        case .more: "\(column) > \(.integer(value))"
        }
    }

    /// Days in UTC.
    private func created(_ comparison: TicketQuery.Comparison, _ day: Day) -> Query {
        let start = day.start.milliseconds
        let end = day.adding(days: 1).start.milliseconds
        return switch comparison {
        case .less: "created_ms < \(.integer(start))"
        case .atMost: "created_ms < \(.integer(end))"
        case .equal: "(created_ms >= \(.integer(start)) and created_ms < \(.integer(end)))"
        case .atLeast: "created_ms >= \(.integer(start))"
        case .more: "created_ms >= \(.integer(end))"
        }
    }

    private func sum(_ instant: Instant, plus milliseconds: Int64) -> Int64 {
        let (sum, overflow) = instant.milliseconds.addingReportingOverflow(milliseconds)
        return overflow ? (milliseconds < 0 ? .min : .max) : sum
    }

    private func sum(_ instant: Instant, minus milliseconds: Int64) -> Int64 {
        let (difference, overflow) = instant.milliseconds.subtractingReportingOverflow(milliseconds)
        return overflow ? (milliseconds < 0 ? .max : .min) : difference
    }
}

extension TicketQuery.Comparison {
    /// The comparison that holds between the instants when this one holds between the times that have passed since.
    fileprivate var mirrored: Self {
        switch self {
        case .less: .more
        case .atMost: .atLeast
        case .equal: .equal
        case .atLeast: .atMost
        case .more: .less
        }
    }
}
