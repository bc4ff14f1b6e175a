import SQL
import Tickets

/// The index over the words of tickets: FTS5 on SQLite, `tsvector` on PostgreSQL. This is the one place where the engines'
/// statements differ; the tables are in migration 1.
///
/// Both know words as runs of letters, marks and digits without regard to case, take each column's words by themselves, and
/// rank nothing. Only the first ``limit`` bytes of a ticket's open and of its inside text are indexed.
struct FullText {
    /// PostgreSQL refuses a `tsvector` of 1 MiB, and one takes up to twice its text; SQLite follows so that both find the
    /// same. Bytes of UTF-8 for each column. Frozen, because SQLite must be told what was indexed to take it out again.
    static let limit = 256 * 1024

    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    func insert(_ texts: [(seq: Int64, text: SearchText)]) throws {
        switch connection.dialect {
        case .sqlite:
            try connection.runEach(
                "insert into ticket_search (rowid, open, inside) values ($1, $2, $3)",
                texts.map { [.integer($0.seq), .text(Self.capped($0.text.open)), .text(Self.capped($0.text.inside))] }
            )
        case .postgres:
            try connection.runEach(
                """
                insert into ticket_search (seq, open, inside)
                values ($1, cast(cast($2 as text) as tsvector), cast(cast($3 as text) as tsvector))
                """,
                texts.map {
                    [.integer($0.seq), .text(WordVector.of($0.text.open)), .text(WordVector.of($0.text.inside))]
                }
            )
        }
    }

    /// Puts another text in the place of the one that was indexed.
    func replace(_ seq: Int64, _ old: SearchText, with new: SearchText) throws {
        guard !old.open.utf8.elementsEqual(new.open.utf8) || !old.inside.utf8.elementsEqual(new.inside.utf8) else {
            return
        }
        switch connection.dialect {
        case .sqlite:
            try connection.run(
                Statement(
                    "insert into ticket_search (ticket_search, rowid, open, inside) values ('delete', $1, $2, $3)",
                    .integer(seq),
                    .text(Self.capped(old.open)),
                    .text(Self.capped(old.inside))
                )
            )
            try insert([(seq, new)])
        case .postgres:
            try connection.run(
                Statement(
                    """
                    update ticket_search
                    set open = cast(cast($2 as text) as tsvector), inside = cast(cast($3 as text) as tsvector)
                    where seq = $1
                    """,
                    .integer(seq),
                    .text(WordVector.of(new.open)),
                    .text(WordVector.of(new.inside))
                )
            )
        }
    }

    /// The `seq` of every ticket that has the words in a row: each as a prefix, or exactly in a phrase.
    static func tickets(with words: [String], isPhrase: Bool, seesInside: Bool, _ dialect: Dialect) -> Query {
        switch dialect {
        case .sqlite:
            let match = phrase(words, isPhrase)
            let scoped = seesInside ? match : "{open} : (\(match))"
            return "select rowid from ticket_search where ticket_search match \(.text(scoped))"
        case .postgres:
            let words = WordVector.query(words, isPhrase: isPhrase)
            let match: Query = "cast(cast(\(.text(words)) as text) as tsquery)"
            let open: Query = "select seq from ticket_search where open @@ \(match)"
            return seesInside ? "\(open) or inside @@ \(match)" : open
        }
    }

    /// The condition that a ticket is one of those. SQLite looks them up one by one when it starts there; the sign keeps it
    /// from that.
    static func condition(_ tickets: Query, startsHere: Bool, _ dialect: Dialect) -> Query {
        switch dialect {
        case .sqlite where !startsHere: "+seq in (\(tickets))"
        case .sqlite, .postgres: "seq in (\(tickets))"
        }
    }

    /// Words in FTS5's quotes, which no word holds.
    private static func phrase(_ words: [String], _ isPhrase: Bool) -> String {
        if isPhrase { return words.map { "\"\($0)\"" }.joined(separator: " + ") }
        return words.map { "\"\($0)\" *" }.joined(separator: " AND ")
    }

    /// The beginning of a text up to the limit, cut between two characters' bytes.
    static func capped(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: limit)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text[..<end])
    }
}
