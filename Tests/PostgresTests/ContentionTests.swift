import Dispatch
import Postgres
import PostgresServer
import SQL
import Testing

@Suite struct ContentionTests {
    @Test func `two desks with fifty writers each count to a hundred`() async throws {
        try await withTally { one, address, _ in
            let two = try await PostgresDatabase(url: address)
            try await withThrowingTaskGroup { group in
                for database in [one, two] {
                    for _ in 0..<50 {
                        group.addTask {
                            try await database.write { connection in
                                let n = try connection.integer(Statement("select n from tally where id = 1")) ?? -1000
                                try connection.run(Statement("update tally set n = $1 where id = 1", .integer(n + 1)))
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await one.tally() == 100)
            await two.close()
        }
    }

    @Test func `a deadlock ends with both writes made`() async throws {
        try await withTally { database, _, _ in
            try await database.write { try $0.run(Statement("insert into tally (id, n) values (2, 0)")) }
            let arrived = Count()
            try await withThrowingTaskGroup { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        try await database.write { connection in
                            let update: SQLText = "update tally set n = n + 1 where id = $1"
                            try connection.run(Statement(update, .integer(first)))
                            arrived.add()
                            // Both hold their first row, unless this is a second try.
                            while arrived.value < 2 { try connection.run(Statement("select 1")) }
                            try connection.run(Statement(update, .integer(second)))
                        }
                    }
                }
                try await group.waitForAll()
            }
            let all = try await database.read { connection in
                try connection.rows(Statement("select n from tally order by id")).map { try $0.integer(0) }
            }
            #expect(all == [2, 2])
        }
    }

    @Test func `more tasks than connections wait for their turn`() async throws {
        var settings = PostgresSettings()
        settings.connections = 2
        try await withTally(settings) { database, address, server in
            try await withThrowingTaskGroup { group in
                for _ in 0..<60 { group.addTask { try await database.tally() } }
                for try await tally in group { #expect(tally == 0) }
            }
            let name = try #require(address.split(separator: "/").dropFirst().first { $0.hasPrefix("test_") })
            let sessions = try await server.psql(
                "select count(*) from pg_stat_activity where datname = '\(name.prefix { $0 != "?" })' "
                    + "and application_name = 'recoup'",
                url: server.url(database: "postgres")
            )
            #expect(sessions == "2" || sessions == "1")
        }
    }

    @Test func `an alone write has no other writer beside it`() async throws {
        try await withTally { database, _, _ in
            let running = Count()
            let overlaps = Count()
            try await withThrowingTaskGroup { group in
                for _ in 0..<12 {
                    group.addTask {
                        try await database.write(alone: true) { connection in
                            let now = running.add()
                            if now > 1 { overlaps.add() }
                            try connection.run(Statement("update tally set n = n + 1"))
                            running.add(-1)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(overlaps.value == 0)
            #expect(try await database.tally() == 12)
        }
    }

    @Test func `a statement that runs too long is stopped and told`() async throws {
        var settings = PostgresSettings()
        settings.statementSeconds = 1
        try await withTally(settings) { database, _, _ in
            let error = await refusal {
                try await database.write { connection in
                    try connection.run(Statement("update tally set n = 5"))
                    try connection.run(Statement("select pg_sleep(30)"))
                }
            }
            #expect(error == .timeout)
            let tally = try await database.tally()
            #expect(tally == 0)
        }
    }

    @Test func `a writer that waits too long for another that is alone is told so`() async throws {
        var settings = PostgresSettings()
        settings.statementSeconds = 1
        try await withTally(settings) { database, _, _ in
            let (started, hasStarted) = AsyncStream<Void>.makeStream()
            let told = DispatchSemaphore(value: 0)
            async let alone = database.write(alone: true) { connection in
                try connection.run(Statement("update tally set n = 1"))
                hasStarted.finish()
                told.wait()
            }
            for await _ in started {}
            let error = await refusal { try await database.write { try $0.run(Statement("update tally set n = 2")) } }
            told.signal()
            _ = try await alone
            let tally = try await database.tally()
            #expect(error == .busy(place: database.place))
            #expect(tally == 1)
        }
    }

    @Test func `an error that a body passes over is not taken for a commit`() async throws {
        try await withTally { database, _, _ in
            let error = await refusal {
                try await database.write { connection in
                    try connection.run(Statement("update tally set n = 5"))
                    _ = try? connection.run(Statement("insert into tally (id, n) values (1, 1)"))
                }
            }
            guard case .rejected("25P02", _, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let tally = try await database.tally()
            #expect(tally == 0)
        }
    }
}
