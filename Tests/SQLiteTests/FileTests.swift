import Foundation
import SQL
import SQLite
import Testing

@Suite struct FileTests {
    static func refusal<T>(_ work: () async throws -> T) async -> SQLError? {
        do {
            _ = try await work()
            return nil
        } catch {
            return error as? SQLError
        }
    }

    static func create(_ database: SQLiteDatabase) async throws {
        try await database.write { connection in
            try connection.run(Statement("create table item (id integer not null primary key, t text) strict"))
            try connection.run(Statement("insert into item (id, t) values (1, 'kept')"))
        }
    }

    static func count(_ database: SQLiteDatabase) async throws -> Int64? {
        try await database.read { try $0.integer(Statement("select count(*) from item")) }
    }

    @Test func `a reopened file keeps what was written`() async throws {
        try await withFolder { folder in
            let path = folder.appendingPathComponent("desk.db").path
            let first = try SQLiteDatabase(path: path)
            try await Self.create(first)
            await first.close()
            let second = try SQLiteDatabase(path: path)
            #expect(second.place == path)
            #expect(try await second.read { try $0.text(Statement("select t from item")) } == "kept")
            await second.close()
            // The file alone holds everything once it was closed.
            let copy = folder.appendingPathComponent("copy.db").path
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            let third = try SQLiteDatabase(path: copy)
            #expect(try await Self.count(third) == 1)
            await third.close()
        }
    }

    @Test func `a commit reaches the disk by default, and NORMAL can be chosen`() async throws {
        try await withFolder { folder in
            var settings = SQLiteSettings()
            settings.synchronous = .normal
            let paths = ["full.db", "normal.db"].map { folder.appendingPathComponent($0).path }
            let databases = [
                try SQLiteDatabase(path: paths[0]), try SQLiteDatabase(path: paths[1], settings: settings),
            ]
            var found: [[Int64?]] = []
            for database in databases {
                found.append(
                    try await database.write { connection in
                        [
                            try connection.integer(Statement("pragma synchronous")),
                            try connection.integer(Statement("pragma foreign_keys")),
                            try connection.integer(Statement("pragma wal_autocheckpoint")),
                        ]
                    }
                )
                #expect(try await database.read { try $0.text(Statement("pragma journal_mode")) } == "wal")
                await database.close()
            }
            #expect(found == [[2, 1, 16000], [1, 1, 16000]])
        }
    }

    @Test func `a file that is no database is refused and left as it is`() async throws {
        try await withFolder { folder in
            let path = folder.appendingPathComponent("letter.txt").path
            let content = Data(String(repeating: "Dear customer, ", count: 500).utf8)
            try content.write(to: URL(fileURLWithPath: path))
            #expect(throws: SQLError.notADatabase(place: path)) { try SQLiteDatabase(path: path) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == content)
        }
    }

    @Test func `a place that cannot be opened is told with the reason`() async throws {
        try await withFolder { folder in
            for path in [folder.appendingPathComponent("missing/desk.db").path, folder.path, "/proc/desk.db"] {
                let error = await Self.refusal { _ = try SQLiteDatabase(path: path) }
                guard case .unavailable(place: path, let reason) = error else {
                    Issue.record("\(String(describing: error)) for \(path)")
                    continue
                }
                #expect(!reason.isEmpty)
            }
        }
    }

    @Test func `a damaged file is told as damaged`() async throws {
        try await withFolder { folder in
            let path = folder.appendingPathComponent("desk.db").path
            let first = try SQLiteDatabase(path: path)
            try await Self.create(first)
            try await first.write { connection in
                try connection.runEach(
                    "insert into item (id, t) values ($1, $2)",
                    (2...2000).map { [.integer($0), .text(String(repeating: "x", count: 100))] }
                )
            }
            await first.close()
            let file = try #require(FileHandle(forUpdatingAtPath: path))
            for page in 2..<20 {
                try file.seek(toOffset: UInt64(page * 4096))
                try file.write(contentsOf: Data(repeating: 0xa5, count: 4096))
            }
            try file.close()
            let second = try SQLiteDatabase(path: path)
            let error = await Self.refusal {
                _ = try await second.read { try $0.rows(Statement("select * from item")) }
            }
            guard case .corrupt(place: path, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.sentence.contains("Restore it from a backup") == true)
            await second.close()
        }
    }

    @Test func `a full disk undoes the write, ends it even if the body looks away, and is survived`() async throws {
        try await withFolder { folder in
            var settings = SQLiteSettings()
            settings.maximumPages = 60
            let database = try SQLiteDatabase(path: folder.appendingPathComponent("desk.db").path, settings: settings)
            try await Self.create(database)
            let error = await Self.refusal {
                try await database.write { connection in
                    try connection.run(Statement("insert into item (id, t) values (2, 'small')"))
                    for id in 10..<100 {
                        let text = String(repeating: "x", count: 10_000)
                        // Looks away from the error, as a careless body would.
                        _ = try? connection.run(
                            Statement("insert into item (id, t) values ($1, $2)", .integer(id), .text(text))
                        )
                    }
                    _ = try? connection.run(Statement("insert into item (id, t) values (3, 'after')"))
                }
            }
            // SQLite rolled back by itself, so that what came after would have been committed alone.
            #expect(error == .full(place: database.place))
            #expect(try await Self.count(database) == 1)
            let thrown = await Self.refusal {
                try await database.write { connection in
                    for id in 100..<300 {
                        let text = String(repeating: "x", count: 10_000)
                        try connection.run(
                            Statement("insert into item (id, t) values ($1, $2)", .integer(id), .text(text))
                        )
                    }
                }
            }
            #expect(thrown == .full(place: database.place))
            #expect(try await Self.count(database) == 1)
            try await database.write { try $0.run(Statement("update item set t = 'again' where id = 1")) }
            await database.close()
        }
    }

    @Test func `opened for reading only, writing is refused`() async throws {
        try await withFolder { folder in
            let path = folder.appendingPathComponent("desk.db").path
            let first = try SQLiteDatabase(path: path)
            try await Self.create(first)
            var settings = SQLiteSettings()
            settings.readOnly = true
            let second = try SQLiteDatabase(path: path, settings: settings)
            #expect(try await Self.count(second) == 1)
            let error = await Self.refusal { try await second.write { try $0.run(Statement("delete from item")) } }
            #expect(error == .readOnly(place: path))
            #expect(try await Self.count(first) == 1)
            await second.close()
            await first.close()
        }
    }
}
