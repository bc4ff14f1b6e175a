import Postgres
import PostgresServer
import SQL
import Testing

@Suite struct AddressTests {
    @Test(arguments: [
        "mysql://desk@localhost/recoup", "recoup.db", "postgres://desk:hunter2@[::1/recoup",
        "postgres://desk:hunter2@localhost/recoup?nonsense=1", "postgres://desk:hunter2@localhost/%zz",
    ])
    func `an address that cannot be understood is refused without its password`(url: String) async throws {
        let error = await refusal { _ = try await PostgresDatabase(url: url) }
        guard case .address(_, let problem) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!problem.isEmpty)
        #expect(error?.sentence.contains("hunter2") == false)
    }

    @Test func `a server that is not there is told by its place`() async throws {
        let url = "postgres://desk:hunter2@127.0.0.1:1/recoup"
        let error = await refusal { _ = try await PostgresDatabase(url: url) }
        guard case .unavailable("recoup at 127.0.0.1:1", let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("refused"))
        #expect(error?.sentence.contains("hunter2") == false)
    }

    @Test func `a database that is not there is told`() async throws {
        let server = try await PostgresServer.start()
        let error = await refusal { _ = try await PostgresDatabase(url: server.url(database: "nothing")) }
        guard case .unavailable(_, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("\"nothing\" does not exist"))
    }

    @Test func `a backup names the tool that makes one`() async throws {
        try await withTally { database, _, _ in
            let error = await refusal { try await database.backup(to: "/tmp/never-made.dump") }
            guard case .unsupported(_, let remedy) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(remedy.contains("pg_dump"))
        }
    }
}
