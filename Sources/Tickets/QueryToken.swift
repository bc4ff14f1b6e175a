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
