import Basics
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Commands

/// Other products' formats at the command line.
struct ForeignExchangeTests {
    private func desk() async throws -> CommandRun {
        let recoup = try CommandRun()
        _ = try await recoup.done("import", try recoup.folder.write(IntakeDocument.requests(3), to: "in.xml"))
        return recoup
    }

    @Test func `tickets go out, come back unchanged, and a change there comes in`() async throws {
        let recoup = try await desk()
        let file = recoup.folder.file("out.xml")
        let losses = recoup.folder.file("losses.csv")
        let out = try await recoup("export", "--to", "servicenow", "-o", file, "--losses", losses)
        #expect(out.status == .done)
        #expect(out.messages.contains("wrote 3 tickets as ServiceNow unload XML"))
        #expect(try String(contentsOfFile: losses, encoding: .utf8).hasPrefix("record,field,loss\r\n"))

        let back = try await recoup("import", file)
        #expect(back.status == .done)
        #expect(back.messages.contains("\(file) is read as ServiceNow unload XML"))
        #expect(back.output.hasPrefix("\(file)\t3\t0\t3\t0\t"))
        #expect(try await recoup.done("tickets", "list", "--count") == "3\n")

        let text = try String(contentsOfFile: file, encoding: .utf8)
        let changed = text.replacingOccurrences(
            of: "<short_description>Request 1",
            with: "<short_description>Theirs: request 1"
        )
        #expect(changed != text)
        try changed.write(toFile: file, atomically: true, encoding: .utf8)
        let rehearsal = try await recoup("import", "--dry-run", file)
        #expect(rehearsal.output.hasPrefix("\(file)\t3\t1\t2\t0\t"))
        #expect(try await !recoup.done("tickets", "list").contains("Theirs: request 1"))
        #expect(try await recoup("import", file).output.hasPrefix("\(file)\t3\t1\t2\t0\t"))
        #expect(try await recoup.done("tickets", "list").contains("Theirs: request 1"))
        let quiet = try await recoup("export", "--to", "servicenow", "--changed", "-o", file)
        #expect(quiet.messages.contains("wrote 0 tickets"))
    }

    @Test func `what cannot be is refused before anything is written`() async throws {
        let recoup = try await desk()
        let folder = recoup.folder.file("folder")
        #expect(try await recoup("export", "--to", "jira", "-o", folder).status == .usage)
        #expect(try await recoup("export", "--losses", "x.csv").status == .usage)
        let nowhere = try await recoup("export", "--to", "salesforce")
        #expect(nowhere.status == .usage)
        #expect(nowhere.messages.contains("name a new folder for them with -o"))
        mkdir(folder, 0o777)
        let there = try await recoup("export", "--to", "osticket", "-o", folder)
        #expect(there.status == .refused)
        #expect(there.messages.contains("it is there already; name a new folder"))
        let mapping = try recoup.folder.write("<mapping/>", to: "site.xml")
        let wrong = try await recoup("import", "--mapping", mapping, recoup.folder.file("in.xml"))
        #expect(wrong.status == .refused)
        #expect(wrong.messages.contains("site.xml:1:1: "))
        #expect(try await recoup.done("imports", "list").split(separator: "\n").count == 1)
    }

    @Test func `a format of several files is a folder, there whole`() async throws {
        let recoup = try await desk()
        let folder = recoup.folder.file("requests")
        #expect(try await recoup("export", "--to", "osticket", "-o", folder).status == .done)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["R-10001.xml", "R-10002.xml", "R-10003.xml"])
        let left = try FileManager.default.contentsOfDirectory(atPath: recoup.folder.path)
        #expect(!left.contains { $0.hasSuffix(".part") })
    }

    @Test func `a mapping is shown in words, and a file is held against it`() async throws {
        let recoup = try CommandRun()
        let shown = try await recoup("exchange", "check", "servicenow")
        #expect(shown.status == .done)
        #expect(shown.output.contains("title\tshort_description\t160"))
        #expect(shown.messages.contains("ServiceNow unload XML, read and written"))
        let wrong = try recoup.folder.write("<unload><incident><sys_id>1</sys_id></incident></unload>", to: "sn.xml")
        let held = try await recoup("exchange", "check", "servicenow", wrong)
        #expect(held.status == .refused)
        #expect(held.messages.contains("1 records, 1 of them would be quarantined"))
        #expect(held.messages.contains("title (short_description): is missing"))
        let list = try await recoup.done("exchange", "formats")
        #expect(list.split(separator: "\n").count == 9)
    }

    @Test func `a quarantined record of another product is corrected as its own document`() async throws {
        let recoup = try await desk()
        let file = recoup.folder.file("out.xml")
        _ = try await recoup("export", "--to", "servicenow", "-o", file)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let impact = try #require(text.range(of: #"<impact>[123]</impact>"#, options: .regularExpression))
        let bad = text.replacingCharacters(in: impact, with: "<impact>9</impact>")
        let database = ["RECOUP_DATABASE": recoup.folder.file("other.db")]
        let other = try recoup.again(database)
        let drop = try other.folder.write(bad, to: "drop.xml")
        let result = try await other("import", drop, "-q")
        #expect(result.status == .partly)
        let run = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let editor = try recoup.again(
            database.merging(["EDITOR": "sed -i /impact/s/9/2/", "PATH": "/usr/bin:/bin"]) { $1 }
        )
        let corrected = try await editor("imports", "correct", run, "1")
        #expect(corrected.status == .done)
        #expect(try await other.done("tickets", "list", "--count") == "3\n")
    }

    // MARK: The folder

    private func put(_ text: String, at path: String, secondsAgo: Int = 3_600, _ recoup: CommandRun) throws {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true
        )
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let now = recoup.clock.withLock { $0 }.milliseconds / 1_000
        var times = [timeval(), timeval()]
        times[0].tv_sec = Int(now) - secondsAgo
        times[1].tv_sec = Int(now) - secondsAgo
        #expect(utimes(path, &times) == 0)
    }

    private func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    @Test func `what a peer drops is brought in and moved, and what is still written is left alone`() async throws {
        let recoup = try await desk()
        let sent = recoup.folder.file("out.xml")
        _ = try await recoup("export", "--to", "servicenow", "-o", sent)
        let text = try String(contentsOfFile: sent, encoding: .utf8)
        let peer = recoup.folder.file("peers/servicenow")
        try put(text, at: peer + "/in/a.xml", recoup)
        try put("<unload><incident", at: peer + "/in/b.xml", recoup)
        try put(text, at: peer + "/in/c.xml", secondsAgo: 3, recoup)
        try put(text, at: peer + "/in/d.xml.part", recoup)
        let round = try await recoup("exchange", "run", recoup.folder.file("peers"))
        #expect(round.status == .partly)
        #expect(names(peer + "/done") == ["20261123T081500Z-a.xml"])
        #expect(names(peer + "/quarantine") == ["20261123T081500Z-b.xml", "20261123T081500Z-b.xml.why.txt"])
        #expect(names(peer + "/in") == ["c.xml", "d.xml.part"])
        #expect(names(peer + "/out") == [])
        #expect(round.messages.contains("servicenow/done/20261123T081500Z-a.xml: 0 applied, 3 unchanged"))
        let quiet = try await recoup("exchange", "run", recoup.folder.file("peers"))
        #expect(quiet.status == .done)
        #expect(quiet.messages.contains("nothing arrived, and nothing changed"))
    }

    @Test func `a peer with a query gets what changed, once`() async throws {
        let recoup = try await desk()
        let peers = recoup.folder.file("peers")
        try put("is:open", at: peers + "/contoso/export.query", recoup)
        let refused = try await recoup("exchange", "run", peers)
        #expect(refused.status == .refused)
        #expect(refused.messages.contains("contoso is no format's name and has no mapping.xml"))
        let mapping = try String(
            contentsOfFile: Repository.templates + "/exchange/servicenow.mapping.xml",
            encoding: .utf8
        )
        try put(
            mapping.replacingOccurrences(of: "system=\"servicenow\"", with: "system=\"contoso\""),
            at: peers + "/contoso/mapping.xml",
            recoup
        )
        #expect(try await recoup("exchange", "run", peers).status == .done)
        #expect(names(peers + "/contoso/out") == ["20261123T081500Z-servicenow.xml"])
        #expect(try await recoup("exchange", "run", peers).messages.contains("nothing changed"))
        _ = try await recoup("tickets", "take", "R-10002")
        recoup.advance(days: 1)
        let next = try await recoup("exchange", "run", peers)
        #expect(next.messages.contains("contoso/out/20261124T081500Z-servicenow.xml: 1 tickets"))
    }
}
