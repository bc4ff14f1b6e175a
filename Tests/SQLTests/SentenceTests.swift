import SQL
import Testing

@Suite struct SentenceTests {
    static let errors: [SQLError] = [
        .unavailable(place: "desk.db", reason: "unable to open database file"), .busy(place: "desk.db"),
        .constraint(Constraint(.unique, table: "item", columns: ["a", "b"]), sql: "insert"),
        .constraint(Constraint(.foreignKey), sql: "insert"), .constraint(Constraint(.check, name: "positive"), sql: ""),
        .constraint(Constraint(.notNull, table: "item", columns: ["a"]), sql: ""),
        .constraint(Constraint(.dataType, table: "item"), sql: ""),
        .constraint(Constraint(.trigger, name: "frozen"), sql: ""),
        .serialization(attempts: 5), .commitUnknown(place: "desk at db"), .full(place: "desk.db"),
        .readOnly(place: "desk.db"), .corrupt(place: "desk.db", reason: "malformed"), .notADatabase(place: "desk.db"),
        .interrupted, .timeout, .rejected(code: "42601", message: "syntax error", sql: "selec"), .nulInText(bind: 3),
        .bindCount(expected: 2, found: 1, sql: "selec"), .missingColumn("a", available: ["b"]),
        .wrongType(column: "a", expected: "text", found: "null"), .unsupported(what: "This", remedy: "Do that."),
        .fileExists(path: "out.db"), .address("The text given", problem: "it is empty"), .closed,
    ]

    @Test(arguments: errors)
    func `every error is one line of whole sentences, without SQL`(error: SQLError) {
        #expect(error.sentence.last == ".")
        #expect(
            error.sentence.first?.isLowercase == false || error.sentence.hasPrefix("desk.db")
                || error.sentence.hasPrefix("out.db")
        )
        #expect(!error.sentence.contains("\n"))
        #expect(!error.sentence.contains("selec"))
        #expect("\(error)" == error.sentence)
        #expect(error.debugDescription.hasPrefix(error.sentence))
    }

    @Test func `a broken rule is told with its table, columns and name`() {
        #expect(
            Constraint(.unique, name: "item_key", table: "item", columns: ["a", "b"]).sentence
                == "There is already a record with the same value in item: a, b (item_key)."
        )
        #expect(
            Constraint(.check, name: "positive").sentence
                == "A value in the record breaks a rule of the database (positive)."
        )
    }

    @Test(arguments: [
        MigrationError.newer(applied: 7, known: 5), .different(number: 2, applied: "a", known: "b"),
        .edited(number: 2, name: "a"), .misnumbered(expected: 2, found: 4), .pending(first: 2, name: "a"),
        .failed(number: 2, name: "a", reason: .timeout),
    ])
    func `every refusal of a migration is one line of whole sentences`(error: MigrationError) {
        #expect(error.sentence.last == ".")
        #expect(!error.sentence.contains("\n"))
        #expect("\(error)" == error.sentence)
    }
}
