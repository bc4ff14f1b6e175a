private import Basics
private import Orders

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
        case "due" where value == "today":
            try allow([":", "="])
            return .dueToday
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
            if value == "merged" { return .merged }
            if value == "waiting" { return .waiting }
            guard value == "open" || value == "done" else {
                let known = ["open", "done", "merged", "waiting"]
                throw QueryFault(.unknownValue(value, field: "is", known: known), column: valueColumn)
            }
            return .status(Set(TicketStatus.allCases.filter { $0.isOpen == (value == "open") }))
        case "impact": return .impact(try choices())
        case "reason": return .reason(try choices())
        case "problem": return .problem(try choices())
        case "tenant": return .tenant(value.lowercased())
        case "order": return .purchase((try? PurchaseReference(value))?.id ?? value)
        case "source": return .source(value)
        case "external": return .external(value)
        case "assignee": return .assignee(who)
        case "requester": return .requester(who)
        case "currency":
            var currencies: Set<Currency> = []
            var offset = isQuoted ? 1 : 0
            for code in value.split(separator: ",", omittingEmptySubsequences: false) {
                guard let currency = try? Currency(String(code)) else {
                    throw QueryFault(.unknownCurrency(String(code)), column: valueColumn + offset)
                }
                currencies.insert(currency)
                offset += code.count + 1
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
        guard let last = value.last, let unit = units[last], let count = Int64(value.dropLast()),
            count.magnitude < 100_000
        else {
            throw QueryFault(.notADuration(value), column: valueColumn)
        }
        return count * unit
    }
}
