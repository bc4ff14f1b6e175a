import Foundation
import Testing

@testable import Commands

struct HistoryTests {
    private func desk() async throws -> CommandRun {
        let recoup = try await CommandRun().withTicket("Bought <b>twice</b> 두 번")
        try await recoup.done("users", "add", "lee", "--role", "agent")
        try await recoup.done("users", "add", "sal", "--role", "salesAgent")
        let proof = try recoup.folder.write("proof", to: "proof.txt")
        try await recoup.done("tickets", "edit", "R-10001", "--amount", "900.00 USD")
        try await recoup.done("tickets", "attach", "R-10001", proof)
        try await recoup.done("tickets", "take", "R-10001", "--as", "lee")
        try await recoup.done(
            "tickets",
            "note",
            "R-10001",
            "--internal",
            "--text",
            "<script>x</script> inside\u{202e}",
            "--as",
            "lee"
        )
        return recoup
    }

    @Test func `the text tells every event with who, door, account, change and digest`() async throws {
        let recoup = try await desk()
        let text = try await recoup.done("tickets", "history", "R-10001")
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[0] == "R-10001  underReview  Bought <b>twice</b> 두 번")
        #expect(lines[1] == "5 events, times in UTC")
        #expect(lines[2] == "1  2026-11-23T08:15:00.000Z  file  submitted")
        #expect(lines[3] == "    tester, door cli, account tester")
        for part in [
            "    amount: 1250.00\n", "    amount: 1250.00 → 900.00\n", "take  submitted → underReview\n",
            "    proof.txt: 5 bytes, SHA-256 ", "internal note  underReview\n",
            "      <script>x</script> inside\u{fffd}\n",
            "    lee, door cli, account tester\n",
        ] { #expect(text.contains(part), "\(part)") }
        #expect(text.components(separatedBy: "\n    digest ").count == 6)
        let terminal = try recoup.again(["NO_COLOR": "1"], isTerminal: true)
        let shown = try await terminal.done("tickets", "history", "R-10001")
        #expect(shown.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 80 })
    }

    @Test func `the page is whole, safe and in the person's language`() async throws {
        let recoup = try await desk()
        try await recoup.done("users", "add", "minji", "--role", "agent", "--language", "ko")
        let file = recoup.folder.file("history.html")
        let result = try await recoup("tickets", "history", "R-10001", "--html", "-o", file)
        #expect(result.status == .done && result.output == "")
        let html = try recoup.folder.text("history.html")
        #expect(html.contains("Bought &lt;b&gt;twice&lt;/b&gt; 두 번") && !html.contains("<b>"))
        #expect(html.contains("&lt;script&gt;x&lt;/script&gt;") && !html.contains("<script"))
        #expect(html.contains("5 events") && html.contains("command line"))
        let korean = try await recoup.done("tickets", "history", "R-10001", "--html", "--as", "minji")
        #expect(korean.contains("<html lang=\"ko\">") && korean.contains("이력 5건"))
        #expect(try recoup.folder.names.filter { $0.hasSuffix(".part") } == [])
    }

    @Test func `the archive of one ticket verifies and restores`() async throws {
        let recoup = try await desk()
        try await recoup.done("tickets", "new", "--draft", "--title", "Another")
        let file = recoup.folder.file("one.xml")
        try await recoup.done("tickets", "history", "R-10001", "--xml", "-o", file)
        #expect(try await recoup.done("validate", file).contains("valid archive"))
        let other = recoup.folder.file("other.db")
        try await recoup.done("import", file, "--database", other)
        #expect(try await recoup.done("tickets", "list", "--count", "--database", other) == "1\n")
        try await recoup.done("audit", "verify", "--database", other)
        let texts = try await [
            recoup.done("tickets", "history", "R-10001"),
            recoup.done("tickets", "history", "R-10001", "--database", other),
        ]
        #expect(texts[0] == texts[1])
    }

    @Test func `everybody sees what they may see, and the archive takes the right to export`() async throws {
        let recoup = try await desk()
        try await recoup.done("tickets", "new", "--draft", "--title", "Mine", "--as", "sal")
        let hidden = try await recoup("tickets", "history", "R-10001", "--as", "sal")
        #expect(hidden.status == .notFound && hidden.output == "")
        #expect(try await recoup.run(["tickets", "new", "--as", "sal"] + CommandRun.facts("Sal's")).status == .done)
        try await recoup.done("tickets", "take", "R-10002", "--as", "lee")
        try await recoup.done("tickets", "note", "R-10002", "--internal", "--text", "secret", "--as", "lee")
        for option in [[], ["--html"]] {
            let own = try await recoup.run(["tickets", "history", "R-10002", "--as", "sal"] + option)
            #expect(own.status == .done && !own.output.contains("secret") && own.output.contains("lee"))
            #expect(own.output.contains("account") == false)
        }
        let archive = try await recoup("tickets", "history", "R-10002", "--xml", "--as", "sal")
        #expect(archive.status == .notAllowed && archive.output == "")
        let terminal = try recoup.again([:], isTerminal: true)
        #expect(try await terminal("tickets", "history", "R-10001", "--xml").status == .usage)
        #expect(try await recoup("tickets", "history", "R-10001", "--xml", "--html").status == .usage)
    }
}
