import Basics
import PostgresServer
import Testing

@testable import Commands

struct ServerTests {
    @Test func `the same commands work on PostgreSQL`() async throws {
        let url = try await PostgresServer.start().freshDatabase()
        let recoup = try CommandRun(environment: ["RECOUP_DATABASE": url])
        #expect(try await recoup("tickets", "list").status == .notFound)
        try await recoup.done("database", "create", "--book", "simulated")
        #expect(try await recoup.done("database", "status").contains("engine\tPostgreSQL\nbook\tsimulated\n"))
        let file = try recoup.folder.write(IntakeDocument.requests(20), to: "in.xml")
        #expect(try await recoup.done("import", file).hasPrefix("\(file)\t20\t20\t0\t0\t"))
        #expect(try await recoup.done("import", file).hasPrefix("\(file)\t20\t0\t20\t0\t"))
        #expect(try await recoup.done("tickets", "take", "R-10001..R-10020", "-q").split(separator: "\n").count == 20)
        #expect(try await recoup.done("tickets", "list", "환불", "status:underReview", "--count") == "20\n")
        #expect(try await recoup.done("tickets", "release", "R-10001", "--dry-run").contains("\tsubmitted\t"))
        #expect(try await recoup.done("tickets", "list", "status:submitted") == "")
        try await recoup.done("export", "-o", recoup.folder.file("archive.xml"))
        let head = try await recoup.done("audit", "verify", "-q").trimmed
        let copy = recoup.folder.file("copy.db")
        try await recoup.done("import", recoup.folder.file("archive.xml"), "--database", copy)
        try await recoup.done("audit", "verify", "--expect", head, "--database", copy)
        #expect(try await recoup("database", "backup", recoup.folder.file("b.db")).status == .refused)
    }

    @Test func `a server that is not there is said to be, without its password`() async throws {
        let recoup = try CommandRun(environment: ["RECOUP_DATABASE": "postgres://kim:geheim@127.0.0.1:1/recoup"])
        let result = try await recoup("tickets", "list")
        #expect(result.status == .refused)
        #expect(result.messages.hasPrefix("recoup: "))
        #expect(!result.messages.contains("geheim"))
    }
}
