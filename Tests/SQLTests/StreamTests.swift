import Foundation
import SQL
import Testing

/// One engine after the other, since the memory of the process is measured.
@Suite(.serialized) struct StreamTests {
    static let numbers: SQLText =
        "with recursive number (i) as (select 1 union all select i + 1 from number where i < 100000)"

    /// Resident memory, in bytes.
    static func resident() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (Int(fields[1]) ?? 0) * 4096
    }

    @Test(arguments: Engine.allCases)
    func `100,000 rows of six kilobytes are handed over in constant memory`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let text = String(repeating: "x", count: 6000)
            let (rows, strays, bytes, growth) = try await database.read { connection in
                var rows: Int64 = 0
                var strays = 0
                var bytes = 0
                var peak = 0
                let before = try Self.resident()
                let statement = Statement("\(Self.numbers) select i, cast($1 as text) as t from number", .text(text))
                try connection.each(statement) { row in
                    rows += 1
                    if try row.integer(0) != rows { strays += 1 }
                    bytes += try row.text("t").utf8.count
                    if rows % 10_000 == 0 { peak = max(peak, try Self.resident()) }
                }
                return (rows, strays, bytes, peak - before)
            }
            #expect(rows == 100_000)
            #expect(strays == 0)
            #expect(bytes == 600_000_000)
            // Held at once they would be more than 600 MB; tests beside this one use up to 150 MB of the process too.
            #expect(growth < 400_000_000)
        }
    }

    @Test(arguments: Engine.allCases)
    func `large bytes are streamed too`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await database.create { "create table chunk (id \($0.integer) not null primary key, b \($0.blob))" }
            let chunk = [UInt8](repeating: 9, count: 768 * 1024)
            try await database.write { connection in
                for id in 0..<12 {
                    try connection.run(
                        Statement("insert into chunk (id, b) values ($1, $2)", .integer(id), .blob(chunk))
                    )
                }
            }
            let ids = try await database.read { connection in
                var ids: [Int64] = []
                try connection.each(Statement("select id, b from chunk order by id")) { row in
                    ids.append(try row.integer(0))
                    #expect(try row.blob(1) == chunk)
                }
                return ids
            }
            #expect(ids == (0..<12).map { Int64($0) })
        }
    }

    @Test(arguments: Engine.allCases)
    func `while rows are handed over, the connection serves other statements, the same one included`(
        engine: Engine
    ) async throws {
        try await engine.withDatabase { database in
            try await database.create { "create table item (id \($0.integer) not null primary key, t text not null)" }
            let pairs = try await database.write { connection in
                try connection.runEach(
                    "insert into item (id, t) values ($1, $2)",
                    (1...40).map { [.integer($0), .text("t\($0)")] }
                )
                let list = Statement("select id, t from item where t >= $1 order by id", .text("t3"))
                var pairs: [String] = []
                try connection.each(list) { outer in
                    try connection.each(list) { inner in
                        if try inner.integer(0) == outer.integer(0) { pairs.append(try inner.text(1)) }
                    }
                    try connection.run(Statement("update item set t = t where id = $1", .integer(try outer.integer(0))))
                    #expect(try connection.text(Statement("select t from item where id = $1", .integer(1))) == "t1")
                }
                return pairs
            }
            #expect(pairs == (1...40).map { "t\($0)" }.filter { $0 >= "t3" })
        }
    }

    struct Enough: Error {}

    @Test(arguments: Engine.allCases)
    func `a body that has enough ends the reading, and the connection goes on`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let (seen, after) = try await database.read { connection in
                var seen = 0
                for _ in 0..<3 {
                    do {
                        try connection.each(Statement("\(Self.numbers) select i from number")) { _ in
                            seen += 1
                            if seen % 5 == 0 { throw Enough() }
                        }
                    } catch is Enough {}
                }
                return (seen, try connection.integer(Statement("select 4 + 4")))
            }
            #expect(seen == 15)
            #expect(after == 8)
        }
    }
}
