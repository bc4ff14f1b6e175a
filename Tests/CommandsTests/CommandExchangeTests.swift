import Foundation
import Testing

@testable import Commands

struct CommandExchangeTests {
    @Test func `an import says what it received and knows it again`() async throws {
        let recoup = try CommandRun()
        let file = try recoup.folder.write(IntakeDocument.requests(7), to: "in.xml")
        let first = try await recoup("import", file)
        #expect(first.status == .done)
        #expect(first.output.hasPrefix("\(file)\t7\t7\t0\t0\t"))
        #expect(first.messages.contains("tester is the first person of this desk"))
        let second = try await recoup("import", file)
        #expect(second.output.hasPrefix("\(file)\t7\t0\t7\t0\t"))
        #expect(second.messages == "")
        #expect(try await recoup.done("tickets", "list", "status:submitted", "--count") == "7\n")
    }

    @Test func `a file that was imported, or could not be, stays at its source as it was`() async throws {
        let recoup = try CommandRun()
        let file = recoup.folder.file("intake.xml")
        let text = try String(contentsOfFile: Repository.path + "/Samples/tickets.xml", encoding: .utf8)
        _ = try recoup.folder.write(text, to: "intake.xml")
        let broken = try await recoup("import", file, "--database", "/dev/null/desk.db")
        #expect(broken.status != .done)
        #expect(try recoup.folder.text("intake.xml") == text)
        _ = try await recoup("import", file)
        #expect(try recoup.folder.text("intake.xml") == text)
    }

    @Test func `a bad record is quarantined with its reason and kept as it stood`() async throws {
        let recoup = try CommandRun()
        let text = IntakeDocument.requests(2).replacingOccurrences(
            of: "</recoup>",
            with: IntakeDocument.request(3, impact: "severe") + "</recoup>"
        )
        let file = try recoup.folder.write(text, to: "in.xml")
        let result = try await recoup("import", file)
        #expect(result.status == .partly)
        #expect(result.output.hasPrefix("\(file)\t3\t2\t0\t1\t"))
        #expect(result.messages.contains("\(file):27:5: element 'impact': the value 'severe'"))
        let run = try #require(result.output.split(separator: "\t").last).trimmingCharacters(
            in: .whitespacesAndNewlines
        )
        let original = try await recoup.done("imports", "show", run, "--originals")
        #expect(original.contains("<impact>severe</impact>"))
        #expect(original.hasPrefix("<request id=\"C-3\">"))
        #expect(try await recoup.done("imports", "list").contains("\t3\t2\t0\t1\t"))

        let whole = try await recoup(
            "import",
            "--all-or-nothing",
            try recoup.folder.write(
                text.replacingOccurrences(of: "C-", with: "D-"),
                to: "whole.xml"
            )
        )
        #expect(whole.status == .refused)
        #expect(whole.messages.contains("nothing of"))
        #expect(try await recoup.done("tickets", "list", "--count") == "2\n")
    }

    @Test func `an archive restored into an empty database is exported with the same bytes`() async throws {
        let recoup = try await CommandRun().withTicket("두 번")
        let proof = try recoup.folder.write("proof", to: "proof.txt")
        try await recoup.done("tickets", "attach", "R-10001", proof)
        try await recoup.done("users", "add", "lee", "--role", "agent")
        try await recoup.done("tickets", "take", "R-10001", "--as", "lee")
        try await recoup.done("import", recoup.folder.write(IntakeDocument.requests(2), to: "in.xml"))
        let archive = recoup.folder.file("archive.xml")
        try await recoup.done("export", "-o", archive)
        #expect(try await recoup.done("export") == (try recoup.folder.text("archive.xml")))
        #expect(try await recoup.done("validate", archive) == "\(archive): valid archive, 6 records\n")

        let other = recoup.folder.file("other.db")
        let restored = try await recoup("import", archive, "--database", other)
        #expect(restored.status == .done)
        #expect(!restored.messages.contains("first person"))
        #expect(try await recoup.done("export", "--database", other) == (try recoup.folder.text("archive.xml")))
        let head = try await recoup.done("audit", "verify", "-q")
        try await recoup.done(
            "audit",
            "verify",
            "--expect",
            head.trimmingCharacters(in: .whitespacesAndNewlines),
            "--database",
            other
        )

        let piped = recoup.folder.file("piped.db")
        try await recoup.done("import", "-", "--database", piped, input: try recoup.folder.text("archive.xml"))
        #expect(try await recoup.done("export", "--database", piped) == (try recoup.folder.text("archive.xml")))
        #expect(try recoup.folder.names.filter { $0.hasSuffix(".part") } == [])
    }

    @Test func `an intake through a pipe keeps the first person, a rehearsal nobody`() async throws {
        let recoup = try CommandRun()
        try await recoup.done("database", "create")
        let rehearsed = try await recoup("import", "-", "--dry-run", input: IntakeDocument.requests(3))
        #expect(rehearsed.status == .done)
        #expect(rehearsed.output.hasPrefix("standard input\t3\t3\t0\t0\t"))
        #expect(try await recoup.done("tickets", "list", "--count") == "0\n")
        #expect(try await recoup.done("users", "list") == "")
        let result = try await recoup("import", "-", input: IntakeDocument.requests(3))
        #expect(result.output.hasPrefix("standard input\t3\t3\t0\t0\t"))
        #expect(try await recoup.done("users", "list", "-q") == "tester\n")
    }

    @Test func `the next file is read after one that is none, and the end says partly`() async throws {
        let recoup = try CommandRun()
        let good = try recoup.folder.write(IntakeDocument.requests(1), to: "good.xml")
        let bad = try recoup.folder.write("hello", to: "bad.xml")
        let result = try await recoup("import", bad, good)
        #expect(result.status == .partly)
        #expect(result.output.hasPrefix("\(good)\t1\t1\t0\t0\t"))
        #expect(result.messages.contains("\(bad):1:1: "))
    }

    @Test func `a cut file keeps what stood before the cut`() async throws {
        let recoup = try CommandRun()
        let text = IntakeDocument.requests(5)
        let file = try recoup.folder.write(String(text.prefix(text.count - 60)), to: "cut.xml")
        let result = try await recoup("import", file)
        #expect(result.status == .partly)
        #expect(result.output.hasPrefix("\(file)\t4\t4\t0\t0\t"))
        #expect(result.messages.contains("4 records were read before it and kept; mend the file and run it again"))
    }

    @Test func `validation prints every problem with its place`() async throws {
        let recoup = try CommandRun()
        let file = try recoup.folder.write(
            IntakeDocument.requests(1).replacingOccurrences(of: "contoso.com", with: "contoso"),
            to: "bad.xml"
        )
        let result = try await recoup("validate", file)
        #expect(result.status == .refused)
        #expect(
            result.output
                == "\(file):7:5: tenant: 'contoso' is neither a tenant GUID nor a domain name; write one, as "
                + "contoso.onmicrosoft.com\n"
        )
    }

    @Test func `an archive is not written to a terminal`() async throws {
        let recoup = try await CommandRun(isTerminal: true).withTicket()
        let result = try await recoup("export")
        #expect(result.status == .usage)
        #expect(result.output == "")
    }
}
