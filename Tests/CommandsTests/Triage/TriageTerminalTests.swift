import Foundation
import Testing

/// The built program in a real terminal.
@Suite(.serialized)
struct TriageTerminalTests {
    private static let title = "두 번 구매한 라이선스의 환불을 요청합니다"

    /// A desk with Lee, an agent, and two requests about different purchases.
    private func desk() throws -> Program {
        let recoup = Program(folder: try Folder())
        for (title, order) in [(Self.title, "a1b2c3d4e5f6"), ("Licences bought twice", "a1b2c3d4e5f7")] {
            var facts = CommandRun.facts(title)
            if let index = facts.firstIndex(of: "--order") { facts[index + 1] = order }
            let result = try recoup.start(["tickets", "new", "-q"] + facts).finish()
            #expect(result.code == 0, "\(result.messages)")
        }
        #expect(try recoup("users", "add", "lee", "--role", "agent", "--display-name", "이지우").code == 0)
        return recoup
    }

    private func statuses(_ recoup: Program) throws -> [String] {
        try recoup("tickets", "list", "sort:number").output.split(separator: "\n").map {
            String($0.split(separator: "\t")[1])
        }
    }

    /// Times are the machine's own, so they are left out of what is compared.
    private func withoutTimes(_ screen: String) -> String {
        screen.replacing(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, with: "(time)").replacing(
            /response in \w+/,
            with: "response in (span)"
        ).replacing(/\dm of 24h/, with: "(used) of 24h")
    }

    @Test func `a capture of 80 columns and 24 lines has the Korean ticket, its keys and what happened`() async throws {
        let recoup = try desk()
        let terminal = try await Terminal(recoup.folder, words: "triage")
        try await terminal.type("t", after: "R-10001>")
        try await terminal.type("n", after: "R-10001>", with: "is underReview")
        try await terminal.type("Escape", after: ">", with: "For whom")
        let screen = try await terminal.type("q", after: "R-10001>")
        #expect(
            withoutTimes(screen) == """
                R-10001  underReview  moderate  with lee                                  1 of 2
                두 번 구매한 라이선스의 환불을 요청합니다

                Tenant     contoso.com                   Amount     1250.00 USD
                Reason     accidental                    Purchase   order:a1b2c3d4e5f6
                Contact    Kim Minji, kim@fabrikam.com   Filed      (time)

                Verdict    needs a human: 1 of 3 checks hold
                Clock      first response in (span), due (time); (used) of 24h used
                  ? no customer here has the tenant contoso.com; add it with 'recoup customers
                    add'
                  ? order:a1b2c3d4e5f6 is not in the books; import it, or an approver vouches
                    for what was paid

                k ask  e escalate  l release  d decline  a approve  E edit  n note  A attach
                g give  m merge  j link
                (w withdraw: takes requester)  (M unmerge: not merged)
                1-9 replies  v view  s skip  b back  u undo  / search  q quit  ? help
                R-10001>






                """
        )
        let end = try await terminal.end()
        #expect(end.contains("1 ticket in "))
        #expect(try recoup.folder.text("code") == "0\n")
        #expect(try recoup.folder.text("ended") == recoup.folder.text("before"))
        #expect(try statuses(recoup) == ["underReview", "submitted"])
    }

    @Test func `Ctrl-C keeps what was done and what was being written, and leaves the terminal as it was`() async throws
    {
        let recoup = try desk()
        let terminal = try await Terminal(recoup.folder, words: "triage")
        try await terminal.type("t", after: "R-10001>")
        try await terminal.type("k", after: "R-10001>", with: "is underReview")
        try await terminal.type("어느 주문", after: ">", with: "What do you want")
        try await terminal.type("C-c", after: "> 어느 주문")
        let end = try await terminal.end()
        #expect(try recoup.folder.text("code") == "130\n")
        #expect(try recoup.folder.text("ended") == recoup.folder.text("before"))
        #expect(end.contains("1 ticket in "))
        #expect(end.contains("recoup: interrupted; what was done before is kept"))
        #expect(try statuses(recoup) == ["underReview", "submitted"])

        let again = try await Terminal(recoup.folder, words: "triage")
        try await again.type("k", after: "R-10001>")
        try await again.type("Enter", after: ">", with: "What do you want to know from the requester? [어느 주문]\n")
        try await again.type("q", after: "R-10002>")
        _ = try await again.end()
        #expect(try statuses(recoup) == ["awaitingInformation", "submitted"])
        #expect(try recoup("tickets", "show", "R-10001").output.contains("    어느 주문\n"))
    }

    @Test func `a terminal that goes away loses nothing`() async throws {
        let recoup = try desk()
        let terminal = try await Terminal(recoup.folder, words: "triage")
        try await terminal.type("t", after: "R-10001>")
        try await terminal.type("n", after: "R-10001>", with: "is underReview")
        try await terminal.type("Enter", after: ">", with: "For whom")
        try await terminal.type("반쯤 쓴 메모", after: ">", with: "What should be said?")
        _ = try await terminal.screen(endingWith: "> 반쯤 쓴 메모")
        try await terminal.tmux("kill-server")
        let drafts = recoup.folder.file(".local/share/recoup/drafts")
        for _ in 0..<600 {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: drafts)) ?? []
            let texts = files.compactMap { try? String(contentsOfFile: "\(drafts)/\($0)", encoding: .utf8) }
            if texts.contains(where: { $0.contains("반쯤 쓴 메모") }) { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try statuses(recoup) == ["underReview", "submitted"])
        let again = try await Terminal(recoup.folder, words: "triage")
        try await again.type("n", after: "R-10001>")
        try await again.type("Enter", after: ">", with: "For whom")
        try await again.type("Enter", after: ">", with: "What should be said? [반쯤 쓴 메모]\n")
        try await again.type("q", after: "R-10001>", with: "(note)")
        _ = try await again.end()
        #expect(try recoup("tickets", "show", "R-10001").output.contains("internal note\n    반쯤 쓴 메모\n"))
    }

    @Test func `longer texts are written in the editor, and the keys go on afterwards`() async throws {
        let recoup = try desk()
        let terminal = try await Terminal(recoup.folder, words: "triage")
        try await terminal.type("n", after: "R-10001>")
        try await terminal.type("p", after: ">", with: "For whom")
        try await terminal.type("Enter", after: "> p")
        try await terminal.type("C-e", after: ">", with: "What should be said?")
        try await terminal.type("Enter", after: "> 편집기에서 쓴 글")
        try await terminal.type("q", after: "R-10001>", with: "(note)")
        _ = try await terminal.end()
        #expect(try recoup.folder.text("code") == "0\n")
        #expect(try recoup("tickets", "show", "R-10001").output.contains("comment\n    편집기에서 쓴 글\n"))
        #expect(try recoup.folder.text("ended") == recoup.folder.text("before"))
    }
}
