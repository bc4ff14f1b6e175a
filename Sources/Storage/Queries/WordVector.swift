import Tickets

/// PostgreSQL's notation of words with their positions. It is written here rather than by `to_tsvector`, so that words end
/// where `TicketQuery.searchWords` ends them, whatever the server's locale is.
enum WordVector {
    /// Positions end at 16383 in a `tsvector`: words behind are found, their order is not.
    private static let lastPosition = 16_383

    /// `'refund':1 'window':2`
    static func of(_ text: String) -> String {
        var vector = ""
        for (index, word) in TicketQuery.searchWords(in: FullText.capped(text)).enumerated() {
            vector += "'\(lexeme(word))':\(min(index + 1, lastPosition)) "
        }
        return vector
    }

    /// `'refund':*` for a prefix, `'refund' <-> 'window'` for a phrase.
    static func query(_ words: [String], isPhrase: Bool) -> String {
        words.map { isPhrase ? "'\(lexeme($0))'" : "'\(lexeme($0))':*" }.joined(separator: isPhrase ? " <-> " : " & ")
    }

    /// A word in lower case, cut to what a `tsvector` takes, which is 2046 bytes. Words hold no quotes.
    private static func lexeme(_ word: String) -> String {
        let lowered = word.lowercased()
        guard lowered.utf8.count > 2_000 else { return lowered }
        var cut = String.UnicodeScalarView()
        var size = 0
        for scalar in lowered.unicodeScalars {
            size += scalar.utf8.count
            guard size <= 2_000 else { break }
            cut.append(scalar)
        }
        return String(cut)
    }
}
