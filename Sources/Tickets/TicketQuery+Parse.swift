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
                terms.append(Term(try token.filter(field), isNegated: token.isNegated))
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

/// One piece of a query: a filter or words to look for.
struct QueryToken {
    let isNegated: Bool
    let field: String?
    let sign: String
    let value: String
    let isQuoted: Bool
    /// Where the token begins, where its sign and its value begin; from 1.
    let column: Int
    let signColumn: Int
    let valueColumn: Int

    static func list(in text: String) throws(QueryFault) -> [QueryToken] {
        let characters = Array(text)
        var tokens: [QueryToken] = []
        var position = 0
        while position < characters.count {
            if characters[position].isWhitespace {
                position += 1
                continue
            }
            tokens.append(try read(characters, &position))
        }
        return tokens
    }

    private static func read(_ characters: [Character], _ position: inout Int) throws(QueryFault) -> QueryToken {
        let column = position + 1
        let isNegated = characters[position] == "-"
        if isNegated { position += 1 }
        guard position < characters.count, !characters[position].isWhitespace else {
            throw QueryFault(.nothingToNegate, column: column)
        }
        let nameStart = position
        while position < characters.count, characters[position].isASCII, characters[position].isLetter { position += 1 }
        let name = String(characters[nameStart..<position])
        let signStart = position
        var sign = ""
        if !name.isEmpty, position < characters.count, ":<>=".contains(characters[position]) {
            sign.append(characters[position])
            position += 1
            if sign != ":", sign != "=", position < characters.count, characters[position] == "=" {
                sign.append("=")
                position += 1
            }
        } else {
            position = nameStart
        }
        let valueStart = position
        let (value, isQuoted) = try readValue(characters, &position)
        return QueryToken(
            isNegated: isNegated,
            field: sign.isEmpty ? nil : name,
            sign: sign,
            value: value,
            isQuoted: isQuoted,
            column: column,
            signColumn: signStart + 1,
            valueColumn: valueStart + 1
        )
    }

    private static func readValue(
        _ characters: [Character],
        _ position: inout Int
    ) throws(QueryFault) -> (String, isQuoted: Bool) {
        if position < characters.count, characters[position] == "\"" {
            let start = position
            position += 1
            guard let end = characters[position...].firstIndex(of: "\"") else {
                throw QueryFault(.openQuote, column: start + 1)
            }
            defer { position = end + 1 }
            return (String(characters[position..<end]), true)
        }
        let start = position
        while position < characters.count, !characters[position].isWhitespace { position += 1 }
        return (String(characters[start..<position]), false)
    }
}

extension QueryToken {
    func words() throws(QueryFault) -> TicketQuery.Filter {
        let words = TicketQuery.searchWords(in: value)
        guard !words.isEmpty else { throw QueryFault(.noWord(value), column: valueColumn) }
        return .words(words, isPhrase: isQuoted || words.count > 1)
    }

    func sort() throws(QueryFault) -> TicketQuery.Sort {
        try allow([":"])
        let isDescending = value.hasPrefix("-")
        let name = isDescending ? String(value.dropFirst()) : value
        guard let key = TicketQuery.Sort.Key(rawValue: name) else {
            throw QueryFault(
                .unknownValue(name, field: "sort", known: TicketQuery.Sort.Key.allCases.map(\.rawValue)),
                column: valueColumn + (isDescending ? 1 : 0)
            )
        }
        return TicketQuery.Sort(key, isDescending: isDescending)
    }

    func filter(_ field: String) throws(QueryFault) -> TicketQuery.Filter {
        guard QueryFault.fields.contains(field) else {
            throw QueryFault(.unknownField(field), column: column + (isNegated ? 1 : 0))
        }
        guard !value.isEmpty else { throw QueryFault(.missingValue(field: field), column: valueColumn) }
        switch field {
        case "amount":
            guard let dollars = try? Currency("CLF"), let amount = try? Money(value, dollars) else {
                throw QueryFault(.notANumber(value), column: valueColumn)
            }
            return .amount(try comparison(), tenThousandths: amount.tenThousandths)
        case "number":
            guard let number = TicketNumber(value) else { throw QueryFault(.notANumber(value), column: valueColumn) }
            return .number(try comparison(), number.value)
        case "age": return .age(try comparison(), try duration())
        case "idle": return .idle(try comparison(), try duration())
        case "due": return .due(try comparison(), try duration())
        case "created":
            guard let day = try? Day(value) else { throw QueryFault(.notADay(value), column: valueColumn) }
            return .created(try comparison(), day)
        default:
            try allow([":", "="])
            return try plainFilter(field)
        }
    }

    private func plainFilter(_ field: String) throws(QueryFault) -> TicketQuery.Filter {
        switch field {
        case "status": return .status(try choices())
        case "is":
            guard value == "open" || value == "done" else {
                throw QueryFault(.unknownValue(value, field: "is", known: ["open", "done"]), column: valueColumn)
            }
            return .status(Set(TicketStatus.allCases.filter { $0.isOpen == (value == "open") }))
        case "impact": return .impact(try choices())
        case "reason": return .reason(try choices())
        case "problem": return .problem(try choices())
        case "tenant": return .tenant(value.lowercased())
        case "order": return .purchase(value)
        case "source": return .source(value)
        case "external": return .external(value)
        case "assignee": return .assignee(who)
        case "requester": return .requester(who)
        case "currency":
            var currencies: Set<Currency> = []
            for code in value.split(separator: ",") {
                guard let currency = try? Currency(String(code)) else {
                    throw QueryFault(.unknownCurrency(String(code)), column: valueColumn)
                }
                currencies.insert(currency)
            }
            return .currency(currencies)
        default:
            guard value == "files" else {
                throw QueryFault(.unknownValue(value, field: "has", known: ["files"]), column: valueColumn)
            }
            return .hasFiles
        }
    }

    private var who: TicketQuery.Who {
        switch value {
        case "none": .nobody
        case "me": .me
        default: .named(value)
        }
    }

    /// Values with commas between them, each one of the choices; letters' case does not matter.
    private func choices<Choice: CaseIterable & RawRepresentable<String> & Hashable>() throws(QueryFault) -> Set<Choice>
    {
        var result: Set<Choice> = []
        var offset = 0
        for part in value.split(separator: ",", omittingEmptySubsequences: false) {
            guard let choice = Choice.allCases.first(where: { $0.rawValue.lowercased() == part.lowercased() }) else {
                throw QueryFault(
                    .unknownValue(String(part), field: field ?? "", known: Choice.allCases.map(\.rawValue)),
                    column: valueColumn + offset + (isQuoted ? 1 : 0)
                )
            }
            result.insert(choice)
            offset += part.count + 1
        }
        return result
    }

    private func comparison() throws(QueryFault) -> TicketQuery.Comparison {
        if sign == ":" { return .equal }
        guard let comparison = TicketQuery.Comparison(rawValue: sign) else {
            throw QueryFault(
                .badOperator(sign, field: field ?? "", known: [":", "<", "<=", "=", ">=", ">"]),
                column: signColumn
            )
        }
        return comparison
    }

    private func allow(_ signs: [String]) throws(QueryFault) {
        guard signs.contains(sign) else {
            throw QueryFault(.badOperator(sign, field: field ?? "", known: signs), column: signColumn)
        }
    }

    /// Milliseconds of `30m`, `4h`, `3d`, `2w`.
    private func duration() throws(QueryFault) -> Int64 {
        let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000]
        guard let last = value.last, let unit = units[last], let count = Int64(value.dropLast()), abs(count) < 100_000
        else {
            throw QueryFault(.notADuration(value), column: valueColumn)
        }
        return count * unit
    }
}
