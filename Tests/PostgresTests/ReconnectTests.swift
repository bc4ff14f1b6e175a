import Dispatch
import Postgres
import PostgresServer
import SQL
import Testing

@Suite struct ReconnectTests {
    @Test func `after the server restarted, reads and writes go on`() async throws {
        let server = try await PostgresServer.startOwn()
        let database = try await PostgresDatabase(url: try await server.freshDatabase())
        try await database.createTally()
        // Several connections, so that several are found dead.
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { _ = try await database.tally() } }
            try await group.waitForAll()
        }
        try await server.restart()
        #expect(try await database.tally() == 0)
        try await database.write { try $0.run(Statement("update tally set n = n + 1")) }
        #expect(try await database.tally() == 1)

        try await server.stop()
        let error = await refusal { _ = try await database.tally() }
        guard case .unavailable(database.place, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
        try await server.restart()
        #expect(try await database.tally() == 1)
        await database.close()
    }

    @Test func `a connection that breaks before the commit is replaced, and the write runs once more`() async throws {
        try await withTally { database, _, _ in
            let tries = Count()
            let (sent, process) = AsyncStream<Int64>.makeStream()
            let killed = DispatchSemaphore(value: 0)
            async let written = database.write { connection in
                let number = tries.add()
                try connection.run(Statement("update tally set n = n + 1"))
                guard number == 1 else { return }
                process.yield(try connection.integer(Statement("select pg_backend_pid()")) ?? 0)
                killed.wait()
            }
            for await process in sent {
                let ended = try await database.read { connection in
                    try connection.first(
                        Statement("select pg_terminate_backend(cast($1 as int), 5000)", .integer(process))
                    )
                }
                #expect(ended?.values == [.integer(1)])
                break
            }
            killed.signal()
            _ = try await written
            #expect(tries.value == 2)
            #expect(try await database.tally() == 1)
        }
    }

    @Test func `a connection that breaks in a statement is replaced as well`() async throws {
        try await withTally { database, _, _ in
            let tries = Count()
            try await database.write { connection in
                try connection.run(Statement("update tally set n = n + 1"))
                let number = tries.add()
                if number == 1 { try connection.run(Statement("select pg_terminate_backend(pg_backend_pid())")) }
            }
            #expect(tries.value == 2)
            #expect(try await database.tally() == 1)
        }
    }

    @Test func `a commit whose answer is lost is not tried again and told as unknown`() async throws {
        try await withTally { database, address, server in
            // A trigger that waits for the commit and then ends the connection.
            try await server.psql(
                """
                create function die() returns trigger language plpgsql as
                'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
                create constraint trigger die after update on tally deferrable initially deferred
                for each row when (new.n = 13) execute function die();
                """,
                url: address
            )
            let tries = Count()
            let error = await refusal {
                try await database.write { connection in
                    tries.add()
                    try connection.run(Statement("update tally set n = 13"))
                }
            }
            #expect(error == .commitUnknown(place: database.place))
            #expect(tries.value == 1)
            #expect(try await database.tally() == 0)
        }
    }

    @Test func `a text that was prepared before another process changed the table is prepared anew`() async throws {
        try await withTally { database, address, server in
            let all = Statement("select * from tally")
            #expect(try await database.read { try $0.rows(all) }.first?.columns.names == ["id", "n"])
            try await server.psql("alter table tally add column t text", url: address)
            #expect(try await database.read { try $0.rows(all) }.first?.columns.names == ["id", "n", "t"])
        }
    }
}
