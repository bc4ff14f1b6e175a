package import Basics

/// What somebody looks for: filters that must all hold, words that must all occur, and an order. Parsed once, here, for web,
/// API, command line and export alike.
package struct TicketQuery: Hashable, Sendable {
    package let terms: [Term]
    package let sort: Sort

    package init(terms: [Term] = [], sort: Sort = .standard) {
        self.terms = terms
        self.sort = sort
    }

    /// One condition; `-` in front turns it round.
    package struct Term: Hashable, Sendable {
        package let filter: Filter
        package let isNegated: Bool

        package init(_ filter: Filter, isNegated: Bool = false) {
            self.filter = filter
            self.isNegated = isNegated
        }
    }

    package enum Filter: Hashable, Sendable {
        /// Where it stands. A merged request stands nowhere: it goes on in another.
        case status(Set<TicketStatus>)
        case merged
        /// What waits for the reader: in the queue, or under their own review.
        case waiting
        case impact(Set<Impact>)
        case reason(Set<RefundReason>)
        case problem(Set<ProblemType>)
        case tenant(String)
        case purchase(String)
        case currency(Set<Currency>)
        /// In ten-thousandths of a major unit, so that amounts of currencies with other decimals compare exactly.
        case amount(Comparison, tenThousandths: Int64)
        case number(Comparison, Int64)
        case source(String)
        case external(String)
        case assignee(Who)
        case requester(Who)
        /// Milliseconds since creation.
        case age(Comparison, Int64)
        /// Milliseconds since the last change.
        case idle(Comparison, Int64)
        /// Milliseconds until the desk's next word is due; negative when it is overdue. Tickets that owe none never match.
        case due(Comparison, Int64)
        /// The desk's next word is due before the day in UTC is over, or overdue.
        case dueToday
        case created(Comparison, Day)
        case hasFiles
        /// One or more words in a row; each is matched as a prefix unless quoted.
        case words([String], isPhrase: Bool)
    }

    package enum Comparison: String, Hashable, Sendable, CaseIterable {
        case less = "<"
        case atMost = "<="
        case equal = "="
        case atLeast = ">="
        case more = ">"

        package func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
            switch self {
            case .less: left < right
            case .atMost: left <= right
            case .equal: left == right
            case .atLeast: left >= right
            case .more: left > right
            }
        }
    }

    package enum Who: Hashable, Sendable {
        case nobody
        case me
        case named(String)
    }

    package struct Sort: Hashable, Sendable {
        package enum Key: String, Hashable, Sendable, CaseIterable {
            case updated, created, amount, number, due
            /// The most urgent first; what nobody has to do anything about last.
            case urgency
        }

        package let key: Key
        package let isDescending: Bool

        package init(_ key: Key, isDescending: Bool) {
            self.key = key
            self.isDescending = isDescending
        }

        /// The latest change first.
        package static let standard = Sort(.updated, isDescending: true)
    }
}

extension Money {
    /// The amount in ten-thousandths of its major unit; the largest Int64 when it does not fit.
    package var tenThousandths: Int64 {
        var factor: Int64 = 1
        for _ in currency.decimals..<4 { factor *= 10 }
        let (product, overflow) = minorUnits.multipliedReportingOverflow(by: factor)
        return overflow ? (minorUnits < 0 ? .min : .max) : product
    }
}
