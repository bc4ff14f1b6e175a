import Foundation
import Testing

/// The built program: how it ends, and what it keeps when it is ended.
@Suite(.serialized)
struct ProgramTests {
    @Test func `the exit code reaches the shell and messages stay off standard output`() throws {
        let recoup = Program(folder: try Folder())
        let version = try recoup("--version")
        #expect(version.code == 0)
        #expect(version.output.hasPrefix("recoup "))
        let usage = try recoup("tickets", "approve")
        #expect(usage.code == 2)
        #expect(usage.output == "")
        #expect(usage.messages.hasPrefix("recoup: name the tickets, or find them with --query"))
        #expect(try recoup("tickets", "list").code == 6)
        let new = try recoup.start(["tickets", "new", "-q"] + CommandRun.facts()).finish()
        #expect(new.code == 0)
        #expect(new.output == "R-10001\n")
        #expect(try recoup("tickets", "take", "R-10001", "--as", "stranger").code == 4)
        #expect(try recoup("tickets", "credit", "R-10001", "--reference", "x").code == 1)
        #expect(try recoup("tickets", "show", "R-10002").code == 6)
    }

    @Test func `a reader that goes away ends the output quietly`() throws {
        let recoup = Program(folder: try Folder())
        let file = try recoup.folder.write(IntakeDocument.requests(400), to: "in.xml")
        #expect(try recoup("import", file).code == 0)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = [
            "-c",
            "'\(Program.path)' tickets list --all --json --as kim 2>\"$0.err\" | head -c 100 >\"$0.out\"; "
                + "echo ${PIPESTATUS[0]} >\"$0.code\"",
            recoup.folder.file("pipe"),
        ]
        shell.environment = [
            "RECOUP_DATABASE": recoup.folder.file("desk.db"), "HOME": recoup.folder.path, "PATH": "/usr/bin:/bin",
        ]
        try shell.run()
        shell.waitUntilExit()
        #expect(try recoup.folder.text("pipe.code") == "0\n")
        #expect(try recoup.folder.text("pipe.err") == "")
        #expect(try recoup.folder.bytes("pipe.out").count == 100)
    }

    @Test func `Ctrl-C during an import keeps what was done, says it, and ends with 130`() throws {
        let recoup = Program(folder: try Folder())
        let file = try recoup.folder.write(IntakeDocument.requests(5_000), to: "in.xml")
        #expect(try recoup("database", "create").code == 0)
        let running = try recoup.start(["import", file])
        recoup.waitUntilSomethingIsKept(running)
        running.process.interrupt()
        let result = running.finish()
        #expect(!result.wasKilled)
        let kept = try recoup.count()
        if result.code == 0 {
            #expect(kept == 5_000)  // It was done before the signal came.
        } else {
            #expect(result.code == 130)
            #expect(kept > 0 && kept < 5_000 && kept % 2_000 == 0)
            #expect(result.output.contains("\t\(kept)\t\(kept)\t0\t0\t"))
            #expect(result.messages.contains("run the import again for the rest"))
        }
        let rest = try recoup("import", file)
        #expect(rest.code == 0)
        #expect(rest.output.contains("\t5000\t\(5_000 - kept)\t\(kept)\t0\t"))
        try recoup.expectWholeRecord(of: 5_000)
    }

    @Test func `an import that is killed at random points loses nothing acknowledged and leaves no half record`() throws
    {
        let recoup = Program(folder: try Folder())
        let file = try recoup.folder.write(IntakeDocument.requests(5_000), to: "in.xml")
        #expect(try recoup("database", "create").code == 0)
        // How long it takes on another database tells from when to when it can be killed.
        let clock = ContinuousClock()
        let start = clock.now
        let other = ["RECOUP_DATABASE": recoup.folder.file("other.db")]
        #expect(try recoup("import", file, environment: other).code == 0)
        let whole = start.duration(to: clock.now)
        let longest = UInt32(whole / .microseconds(1))
        var generator = SystemRandomNumberGenerator()
        var last = 0
        var kills = 0
        for _ in 0..<6 {
            let running = try recoup.start(["import", file])
            // The first one surely comes too early for the end.
            let latest = kills == 0 ? longest / 2 : longest
            let pause = UInt32.random(in: (longest / 20)...latest, using: &generator)
            usleep(pause)
            if running.process.isRunning {
                kill(running.process.processIdentifier, SIGKILL)
                kills += 1
            }
            _ = running.finish()
            let kept = try recoup.count()
            #expect(kept >= last, "after a pause of \(pause) µs")
            #expect(kept % 2_000 == 0 || kept == 5_000, "after a pause of \(pause) µs")
            try recoup.expectWholeRecord(of: kept)
            last = kept
            if kept == 5_000 { break }
        }
        #expect(kills > 0)
        let rest = try recoup("import", file)
        #expect(rest.code == 0)
        #expect(rest.output.contains("\t5000\t\(5_000 - last)\t\(last)\t0\t"))
        try recoup.expectWholeRecord(of: 5_000)
    }

    @Test func `of two programs that act on one ticket at once one does it and the other is told who was faster`()
        throws
    {
        let recoup = Program(folder: try Folder())
        _ = try recoup.start(["tickets", "new"] + CommandRun.facts()).finish()
        #expect(try recoup("users", "add", "ann", "--role", "approver").code == 0)
        #expect(try recoup("users", "add", "bob", "--role", "approver").code == 0)
        #expect(try recoup("users", "add", "lee", "--role", "agent").code == 0)
        #expect(try recoup("tickets", "take", "R-10001", "--as", "lee").code == 0)
        #expect(try recoup.start(["customers", "add"] + CommandRun.customer).finish().code == 0)
        let amounts = ["--amount", "1250.00 USD", "--attested", "1250.00 USD"]
        let words = ["tickets", "approve", "R-10001"] + amounts + ["-q", "--as"]
        let running = try ["ann", "bob", "ann", "bob"].map { try recoup.start(words + [$0]) }
        let results = running.map { $0.finish() }
        #expect(results.filter { $0.code == 0 }.count == 1)
        #expect(results.filter { $0.code == 5 }.count == 3)
        for result in results where result.code == 5 { #expect(result.messages.contains("somebody was faster")) }
        let shown = try recoup("tickets", "show", "R-10001", "--json")
        #expect(shown.output.components(separatedBy: "\"action\": \"approve\"").count == 2)
        #expect(try recoup("audit", "verify").code == 0)
    }

    @Test func `serve answers on the loopback, and Ctrl-C stops it cleanly`() async throws {
        let recoup = Program(folder: try Folder())
        #expect(try recoup("database", "create", "--book", "simulated").code == 0)
        let running = try recoup.start(["serve", "--port", "0"])
        defer { if running.process.isRunning { running.process.terminate() } }
        var greeting = ""
        for _ in 0..<1_500 where running.process.isRunning && !greeting.contains("Ctrl-C stops.") {
            usleep(20_000)
            greeting = (try? String(contentsOfFile: running.output, encoding: .utf8)) ?? ""
        }
        let address = try #require(
            greeting.split(separator: "\n").first?.split(separator: " ").last,
            "\((try? String(contentsOfFile: running.messages, encoding: .utf8)) ?? "")"
        )
        #expect(address.hasPrefix("http://127.0.0.1:"))
        #expect(greeting.contains("  database  \(recoup.folder.file("desk.db")) (simulated book)\n"))
        let tries = greeting.split(separator: "\n").filter { $0.contains("/recoup ") && $0.contains("--database") }
        #expect(tries.count == 3)
        for line in tries { #expect(try recoup.shell(String(line)) == 0, "\(line)") }
        let port = try #require(address.split(separator: ":").last)
        let taken = try recoup("serve", "--port", String(port))
        #expect(taken.code == 1)
        #expect(taken.messages.contains("port \(port) is in use; choose another with --port"))
        let page = try recoup.fetch(String(address))
        #expect(page.contains("<html"))
        running.process.interrupt()
        let result = running.finish()
        #expect(result.code == 0)
        #expect(result.messages.hasSuffix("recoup: stopped; everything is kept in \(recoup.folder.file("desk.db"))\n"))
    }
}

extension Program {
    /// The exit code of a line that a person types elsewhere: no variable says where the desk is.
    fileprivate func shell(_ line: String) throws -> Int32 {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", line]
        shell.environment = ["PATH": "/usr/bin:/bin", "RECOUP_USER": "kim"]
        shell.standardOutput = FileHandle.nullDevice
        try shell.run()
        shell.waitUntilExit()
        return shell.terminationStatus
    }

    /// The page, by curl.
    fileprivate func fetch(_ address: String) throws -> String {
        let curl = Process()
        curl.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        curl.arguments = ["-s", "-o", folder.file("page"), address + "/"]
        try curl.run()
        curl.waitUntilExit()
        return try folder.text("page")
    }

    /// Tickets in the database, as a fresh process counts them.
    fileprivate func count() throws -> Int {
        let result = try self("tickets", "list", "--count")
        return Int(result.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
    }

    /// The chains are whole and every ticket has the two events of its record.
    fileprivate func expectWholeRecord(of tickets: Int) throws {
        let audit = try self("audit", "verify")
        #expect(audit.code == 0, "\(audit.output)")
        let grouped = "as written: \(tickets.formatted(.number.locale(Locale(identifier: "en_US")))) tickets, "
        let events = (2 * tickets).formatted(.number.locale(Locale(identifier: "en_US")))
        #expect(audit.output.hasPrefix(grouped + events + " events, 0 files\n"))
    }

    /// Returns when another process has committed the first batch, or the import is over.
    fileprivate func waitUntilSomethingIsKept(_ running: Running) {
        while running.process.isRunning {
            if let kept = try? count(), kept > 0 { return }
            usleep(5_000)
        }
    }
}
