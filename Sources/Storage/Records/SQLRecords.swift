import Casework
import SQL
import Tickets

/// The records inside one transaction.
///
/// Errors of the database leave as `SQLError`, because the engine must see those that are worth another try; the store
/// turns the last one into a ``StoreError``.
struct SQLRecords: MutableRecords {
    let connection: any Connection
    let knownRules = KnownRules()

    init(_ connection: any Connection) {
        self.connection = connection
    }

    var dialect: Dialect { connection.dialect }

    func setting(_ name: String) throws -> String? {
        try connection.text(Statement("select value from setting where name = $1", .text(name)))
    }

    func settings() throws -> [String: String] {
        let rows = try connection.rows(Statement("select name, value from setting order by name"))
        return Dictionary(try rows.map { (try $0.text(0), try $0.text(1)) }, uniquingKeysWith: { first, _ in first })
    }

    func set(_ name: String, to value: String) throws {
        knownRules.forget()
        try connection.run(
            Statement(
                "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value",
                .text(name),
                .text(value)
            )
        )
    }

    func attempt<Value>(_ body: () throws -> Value) throws -> Value {
        try knownRules.attempt { try connection.savepoint(body) }
    }

    /// Runs `body`. A unique rule that it breaks and that `isMeant` means that somebody was faster: then throws ``Overtaken``.
    func overtaking(_ isMeant: (Constraint) -> Bool, _ body: () throws -> Void) throws {
        do { try body() } catch let error as SQLError {
            guard case .constraint(let rule, _) = error, rule.kind == .unique, isMeant(rule) else { throw error }
            throw Overtaken()
        }
    }

    /// The first of the next `count` values of a counter. They are taken back when the transaction fails.
    func take(_ count: Int, from counter: String) throws -> Int64 {
        let row = try connection.first(
            Statement(
                "update counter set next = next + $1 where name = $2 returning next",
                .integer(count),
                .text(counter)
            )
        )
        guard let row else { throw StoreError.corrupt("the counter '\(counter)' is missing") }
        return try row.integer(0) - Int64(count)
    }
}
