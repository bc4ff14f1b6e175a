import Basics
import Casework
import Tickets

/// What every filter of the query language means, in plain Swift: the reference for the stores that answer in SQL.
///
/// A filter on something that a ticket does not have does not hold, so its negation does.
struct QueryMatch {
    let viewer: Person
    let now: Instant
    let records: MemoryRecords

    func holds(_ filter: TicketQuery.Filter, for kept: MemoryTicket) -> Bool {
        let summary = kept.head.summary
        return switch filter {
        case .status(let statuses): summary.mergedInto == nil && statuses.contains(summary.status)
        case .merged: summary.mergedInto != nil
        case .waiting:
            summary.mergedInto == nil
                && (summary.status == .submitted
                    || summary.status == .underReview && summary.assignee?.id == viewer.id)
        case .impact(let impacts): summary.impact.map(impacts.contains) ?? false
        case .reason(let reasons): summary.reason.map(reasons.contains) ?? false
        case .problem(let problems): summary.problem.map(problems.contains) ?? false
        case .tenant(let text): isSame(text.lowercased(), summary.tenant?.lowercased())
        case .purchase(let text): isSame(text, summary.purchase)
        case .currency(let currencies): summary.amount.map { currencies.contains($0.currency) } ?? false
        case .amount(let comparison, let value): compare(comparison, summary.amount?.tenThousandths, value)
        case .number(.equal, let value):
            summary.number == value || records.state.idByFormerNumber[value] == summary.id
        case .number(let comparison, let value): compare(comparison, summary.number, value)
        case .source(let text): isSame(text, summary.source?.system)
        case .external(let text): isSame(text, summary.source?.externalID)
        case .assignee(let who): isSame(who, summary.assignee?.id)
        case .requester(let who): isSame(who, summary.requester)
        case .age(let comparison, let value):
            compare(comparison, now.milliseconds - summary.createdAt.milliseconds, value)
        case .idle(let comparison, let value):
            compare(comparison, now.milliseconds - summary.updatedAt.milliseconds, value)
        case .due(let comparison, let value):
            compare(comparison, summary.dueAt.map { $0.milliseconds - now.milliseconds }, value)
        case .dueToday: summary.dueAt.map { $0 < now.day.adding(days: 1).start } ?? false
        case .created(let comparison, let day): comparison.holds(summary.createdAt.day, day)
        case .hasFiles: summary.attachmentCount > 0
        case .words(let words, let isPhrase): occur(words, isPhrase, in: kept.search)
        }
    }

    private func isSame(_ wanted: String, _ text: String?) -> Bool {
        text.map { $0.utf8.elementsEqual(wanted.utf8) } ?? false
    }

    private func isSame(_ who: TicketQuery.Who, _ id: Person.ID?) -> Bool {
        switch who {
        case .nobody: id == nil
        case .me: id == viewer.id
        case .named(let name): records.person(named: name).map { $0.id == id } ?? false
        }
    }

    private func compare<Value: Comparable>(
        _ comparison: TicketQuery.Comparison,
        _ value: Value?,
        _ bound: Value
    ) -> Bool {
        value.map { comparison.holds($0, bound) } ?? false
    }

    private func occur(_ words: [String], _ isPhrase: Bool, in search: SearchText) -> Bool {
        let texts = viewer.may(.seeInternalNotes) ? [search.open, search.inside] : [search.open]
        let wanted = words.map { Array($0.lowercased().utf8) }
        return texts.contains { text in
            let present = TicketQuery.searchWords(in: text).map { Array($0.lowercased().utf8) }
            guard isPhrase else {
                return wanted.allSatisfy { word in present.contains { $0.starts(with: word) } }
            }
            return present.indices.contains { present[$0...].starts(with: wanted) }
        }
    }
}
