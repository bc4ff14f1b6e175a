import Foundation
import SQL
import SQLite
import Testing

@Suite struct BackupTests {
    @Test func `a backup taken while others write is one state of the database`() async throws {
        try await withFolder { folder in
            let database = try SQLiteDatabase(path: folder.appendingPathComponent("desk.db").path)
            try await database.write { connection in
                try connection.run(
                    Statement("create table account (id integer not null primary key, n integer) strict")
                )
                try connection.runEach(
                    "insert into account (id, n) values ($1, $2)",
                    (1...5000).map { [.integer($0), .integer(100)] }
                )
            }
            let target = folder.appendingPathComponent("backup.db").path
            let moves = try await withThrowingTaskGroup(of: Int.self) { group in
                let (done, isDone) = AsyncStream<Void>.makeStream()
                group.addTask {
                    // Moves one unit at a time until the backup is there: the sum is always the same.
                    var moves = 0
                    let backup = Task {
                        try await database.backup(to: target)
                        isDone.finish()
                    }
                    repeat {
                        let from = 1 + moves % 5000
                        try await database.write { connection in
                            try connection.run(Statement("update account set n = n - 1 where id = $1", .integer(from)))
                            try connection.run(
                                Statement("update account set n = n + 1 where id = $1", .integer(5001 - from))
                            )
                        }
                        moves += 1
                    } while !FileManager.default.fileExists(atPath: target) || moves < 50
                    try await backup.value
                    return moves
                }
                for await _ in done {}
                return try await group.reduce(0, +)
            }
            #expect(moves >= 50)
            let copy = try SQLiteDatabase(path: target)
            let (sum, check) = try await copy.read { connection in
                (
                    try connection.integer(Statement("select sum(n) from account")),
                    try connection.text(Statement("pragma integrity_check"))
                )
            }
            #expect(sum == 500_000)
            #expect(check == "ok")
            await copy.close()
            await database.close()
        }
    }

    @Test(arguments: [Data(), Data("precious".utf8)])
    func `an existing file is refused and left as it is`(content: Data) async throws {
        try await withFolder { folder in
            let database = try SQLiteDatabase(path: folder.appendingPathComponent("desk.db").path)
            try await FileTests.create(database)
            let target = folder.appendingPathComponent("backup.db")
            try content.write(to: target)
            let error = await FileTests.refusal { try await database.backup(to: target.path) }
            #expect(error == .fileExists(path: target.path))
            #expect(try Data(contentsOf: target) == content)
            await database.close()
        }
    }

    @Test func `a backup into a directory that does not exist is refused`() async throws {
        try await withFolder { folder in
            let database = try SQLiteDatabase(path: folder.appendingPathComponent("desk.db").path)
            let target = folder.appendingPathComponent("missing/backup.db").path
            let error = await FileTests.refusal { try await database.backup(to: target) }
            #expect(error == .unavailable(place: target, reason: "No such file or directory"))
            await database.close()
        }
    }

    @Test func `a database in memory can be kept by a backup`() async throws {
        try await withFolder { folder in
            let database = try SQLiteDatabase.inMemory()
            try await FileTests.create(database)
            let target = folder.appendingPathComponent("kept.db").path
            try await database.backup(to: target)
            let copy = try SQLiteDatabase(path: target)
            #expect(try await FileTests.count(copy) == 1)
            await copy.close()
        }
    }
}
