private import Basics

extension TicketQuery {
    /// Reads `status:underReview amount>=1000 -reason:duplicate "free text" sort:-amount`. An empty text finds everything.
    /// Throws a ``QueryFault`` that points at the column.
    package init(_ text: String) throws(QueryFault) {
        var terms: [Term] = []
        var sort: Sort?
        for token in try QueryToken.list(in: text) {
            guard let field = token.field else {
                terms.append(Term(try token.words(), isNegated: token.isNegated))
                continue
            }
            if field == "sort" {
                guard sort == nil else { throw QueryFault(.twoSorts, column: token.column) }
                sort = try token.sort()
            } else {
                terms.append(Term(try token.filter(field), isNegated: token.isNegated).withoutNegatedStatus)
            }
        }
        self.init(terms: terms, sort: sort ?? .standard)
    }

    /// Splits a text into the words that full-text search knows: runs of letters and digits.
    package static func searchWords(in text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isWordScalar(scalar) {
                word.append(scalar)
            } else if !word.isEmpty {
                words.append(String(word))
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .privateUse:
            true
        default: false
        }
    }
}

extension TicketQuery.Term {
    /// What stands in none of these statuses stands in one of the others.
    fileprivate var withoutNegatedStatus: TicketQuery.Term {
        guard case .status(let statuses) = filter, isNegated else { return self }
        return TicketQuery.Term(.status(Set(TicketStatus.allCases).subtracting(statuses)))
    }
}
