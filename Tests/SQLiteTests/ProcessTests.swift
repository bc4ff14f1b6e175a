import Foundation
import SQL
import SQLite
import Testing

@Suite struct ProcessTests {
    @Test func `another process's lock is waited for, and told when it lasts too long`() async throws {
        try await withFolder { folder in
            let path = folder.appendingPathComponent("desk.db").path
            let patient = try SQLiteDatabase(path: path)
            try await FileTests.create(patient)
            var settings = SQLiteSettings()
            settings.busySeconds = 0.05
            let hasty = try SQLiteDatabase(path: path, settings: settings)

            let other = try OtherProcess(path)
            try other.send("begin immediate; insert into item (id) values (2);")
            try other.wait()
            let insert = Statement("insert into item (id) values (3)")
            #expect(await FileTests.refusal { try await hasty.write { try $0.run(insert) } } == .busy(place: path))
            #expect(try await FileTests.count(hasty) == 1)

            async let written = patient.write { try $0.run(insert) }
            try other.send("commit;")
            #expect(try await other.finish() == "")
            #expect(try await written == 1)
            #expect(try await FileTests.count(hasty) == 3)
            await hasty.close()
            await patient.close()
        }
    }

    @Test(arguments: 0..<8)
    func `eight that open a new file at once all get it`(round: Int) async throws {
        try await withFolder { folder in
            let path = folder.appendingPathComponent("desk.db").path
            let modes = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let database = try SQLiteDatabase(path: path)
                        let mode = try await database.write { try $0.text(Statement("pragma journal_mode")) }
                        await database.close()
                        return mode
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(modes == Array(repeating: "wal", count: 8))
        }
    }

    @Test func `two processes that count at once lose nothing`() async throws {
        try await withFolder { folder in
            let path = folder.appendingPathComponent("desk.db").path
            let database = try SQLiteDatabase(path: path)
            try await database.write { connection in
                try connection.run(Statement("create table tally (n integer not null) strict"))
                try connection.run(Statement("insert into tally (n) values (0)"))
            }
            let other = try OtherProcess(path)
            try other.send(".timeout 20000\npragma synchronous = normal;")
            try other.wait()
            for _ in 0..<300 { try other.send("begin immediate; update tally set n = n + 1; commit;") }
            try await withThrowingTaskGroup { group in
                for _ in 0..<10 {
                    group.addTask {
                        for _ in 0..<30 {
                            try await database.write { connection in
                                let n = try connection.integer(Statement("select n from tally")) ?? -1000
                                try connection.run(Statement("update tally set n = $1", .integer(n + 1)))
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await other.finish() == "")
            #expect(try await database.read { try $0.integer(Statement("select n from tally")) } == 600)
            await database.close()
        }
    }

    @Test func `what a killed process had not committed is gone, and what it had is there`() async throws {
        try await withFolder { folder in
            let path = folder.appendingPathComponent("desk.db").path
            let database = try SQLiteDatabase(path: path)
            try await FileTests.create(database)
            let other = try OtherProcess(path)
            try other.send(
                "insert into item (id, t) values (2, 'done'); begin immediate; insert into item (id) values (3);"
            )
            try other.wait()
            // The shell is the parent of what it starts.
            try other.send(".shell kill -9 $PPID")
            _ = try await other.finish()
            try await database.write { try $0.run(Statement("insert into item (id) values (4)")) }
            let ids = try await database.read { connection in
                try connection.rows(Statement("select id from item order by id")).map { try $0.integer(0) }
            }
            #expect(ids == [1, 2, 4])
            await database.close()
        }
    }
}
