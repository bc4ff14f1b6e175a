import Basics
import Foundation
import Testing

@testable import Commands

/// Screens as they are written, compared whole.
struct TriageScreenTests {
    private static let clear = "\u{1b}[2J\u{1b}[H"

    /// A terminal without colours unless asked for, and a desk with Lee and one request whose title and words are Korean.
    private func desk(hasColour: Bool, width: Int = 80) async throws -> CommandRun {
        let recoup = try CommandRun(
            isTerminal: true,
            asks: true,
            width: width,
            environment: hasColour ? [:] : ["NO_COLOR": "1"]
        )
        let facts = CommandRun.facts("두 번 구매한 라이선스의 환불을 요청합니다")
        let more = ["--explanation", "고객이 버튼을 두 번 눌렀습니다. 두 번째 주문을 취소해 주시기 바랍니다."]
        #expect(try await recoup.run(["tickets", "new"] + facts + more).status == .done)
        try await recoup.done("users", "add", "lee", "--role", "agent", "--display-name", "이지우")
        #expect(try await recoup.run(["customers", "add"] + CommandRun.customer).status == .done)
        try recoup.set("2026-11-23T12:15:00Z")
        return recoup
    }

    private func screens(_ recoup: CommandRun, _ keys: String, as name: String = "lee") async throws -> [String] {
        let result = try await recoup("triage", "is:open", "--as", name, input: keys)
        #expect(result.status == .done, "\(result.messages)")
        return result.output.components(separatedBy: Self.clear).dropFirst().map { String($0) }
    }

    @Test func `a Korean ticket at 80 columns without colour`() async throws {
        let screens = try await screens(try await desk(hasColour: false), "t3xq")
        try #require(screens.count == 4)
        #expect(
            screens[0] == """
                R-10001  submitted  moderate                                              1 of 1
                두 번 구매한 라이선스의 환불을 요청합니다

                Customer   Contoso                       Tenant     contoso.com
                Amount     1250.00 USD                   Reason     accidental
                Purchase   order:a1b2c3d4e5f6            Contact    Kim Minji, kim@fabrikam.com
                Filed      2026-11-23 08:15 UTC

                Verdict    needs a human: 2 of 3 checks hold
                Clock      first response in 20h, due 2026-11-24 08:15 UTC; 4h of 24h used
                  ? order:a1b2c3d4e5f6 is not in the books; import it, or an approver vouches
                    for what was paid

                tester, 4h ago (request)
                  고객이 버튼을 두 번 눌렀습니다. 두 번째 주문을 취소해 주시기 바랍니다.

                t take  E edit  n note  A attach  m merge  j link
                (w withdraw: takes requester)  (M unmerge: not merged)
                1-9 replies  v view  s skip  b back  u undo  / search  q quit  ? help
                R-10001> 
                """
        )
        #expect(
            screens[1] == """
                R-10001  underReview  moderate  with lee                                  1 of 1
                두 번 구매한 라이선스의 환불을 요청합니다

                Customer   Contoso                       Tenant     contoso.com
                Amount     1250.00 USD                   Reason     accidental
                Purchase   order:a1b2c3d4e5f6            Contact    Kim Minji, kim@fabrikam.com
                Filed      2026-11-23 08:15 UTC

                Verdict    needs a human: 2 of 3 checks hold
                Clock      first response in 20h, due 2026-11-24 08:15 UTC; 4h of 24h used
                  ? order:a1b2c3d4e5f6 is not in the books; import it, or an approver vouches
                    for what was paid

                tester, 4h ago (request)
                  고객이 버튼을 두 번 눌렀습니다. 두 번째 주문을 취소해 주시기 바랍니다.

                k ask  e escalate  l release  d decline  a approve  E edit  n note  A attach
                g give  m merge  j link
                (w withdraw: takes requester)  (M unmerge: not merged)
                1-9 replies  v view  s skip  b back  u undo  / search  q quit  ? help

                R-10001 is underReview (take); u takes it back
                R-10001> 
                """
        )
        #expect(
            screens[2] == """
                To Kim Minji

                Dear Kim Minji,

                We have looked at your request R-10001 for order:a1b2c3d4e5f6.

                The purchase can no longer be cancelled: the time in which Microsoft takes it
                back has passed. We are therefore unable to
                refund the 1,250.00 USD that you asked for.

                If a fault on our side or on Microsoft's kept you from cancelling in time,
                please tell us when and how you tried, with
                screenshots or the reference of a support case. We will then look at the request
                again.

                Kind regards,
                이지우

                y sends it as a question, and the ticket waits for the answer; n as a comment; e
                edits it first.
                y, n, e or back> 
                """
        )
        // The card of before, without what was said of the deed, and then the end.
        let card = screens[1].replacing("\n\nR-10001 is underReview (take); u takes it back", with: "")
        #expect(screens[3] == card + "\n\n1 ticket in 0s\n  take         1  R-10001\n")
        for screen in screens {
            for line in screen.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 80, "\(line)") }
        }
    }

    @Test func `the same with colour is the same text`() async throws {
        let plain = try await screens(try await desk(hasColour: false), "tq")
        let painted = try await screens(try await desk(hasColour: true), "tq")
        #expect(painted.map { $0.replacing(/\u{1b}\[[0-9]*m/, with: "") } == plain)
        #expect(
            painted[1] == """
                \u{1b}[1mR-10001\u{1b}[0m  \u{1b}[36munderReview\u{1b}[0m  moderate  with lee                                  \u{1b}[2m1 of 1\u{1b}[0m
                \u{1b}[1m두 번 구매한 라이선스의 환불을 요청합니다\u{1b}[0m

                \u{1b}[2mCustomer\u{1b}[0m   Contoso                       \u{1b}[2mTenant\u{1b}[0m     contoso.com
                \u{1b}[2mAmount\u{1b}[0m     1250.00 USD                   \u{1b}[2mReason\u{1b}[0m     accidental
                \u{1b}[2mPurchase\u{1b}[0m   order:a1b2c3d4e5f6            \u{1b}[2mContact\u{1b}[0m    Kim Minji, kim@fabrikam.com
                \u{1b}[2mFiled\u{1b}[0m      2026-11-23 08:15 UTC

                \u{1b}[2mVerdict\u{1b}[0m    \u{1b}[33mneeds a human\u{1b}[0m: 2 of 3 checks hold
                \u{1b}[2mClock\u{1b}[0m      first response in 20h, due 2026-11-24 08:15 UTC; 4h of 24h used
                  \u{1b}[33m?\u{1b}[0m order:a1b2c3d4e5f6 is not in the books; import it, or an approver vouches
                    for what was paid

                \u{1b}[2mtester, 4h ago (request)\u{1b}[0m
                  고객이 버튼을 두 번 눌렀습니다. 두 번째 주문을 취소해 주시기 바랍니다.

                \u{1b}[1mk\u{1b}[0m ask  \u{1b}[1me\u{1b}[0m escalate  \u{1b}[1ml\u{1b}[0m release  \u{1b}[1md\u{1b}[0m decline  \u{1b}[1ma\u{1b}[0m approve  \u{1b}[1mE\u{1b}[0m edit  \u{1b}[1mn\u{1b}[0m note  \u{1b}[1mA\u{1b}[0m attach
                \u{1b}[1mg\u{1b}[0m give  \u{1b}[1mm\u{1b}[0m merge  \u{1b}[1mj\u{1b}[0m link
                \u{1b}[2m(w withdraw: takes requester)\u{1b}[0m  \u{1b}[2m(M unmerge: not merged)\u{1b}[0m
                \u{1b}[1m1-9\u{1b}[0m replies  \u{1b}[1mv\u{1b}[0m view  \u{1b}[1ms\u{1b}[0m skip  \u{1b}[1mb\u{1b}[0m back  \u{1b}[1mu\u{1b}[0m undo  \u{1b}[1m/\u{1b}[0m search  \u{1b}[1mq\u{1b}[0m quit  \u{1b}[1m?\u{1b}[0m help

                \u{1b}[32mR-10001 is underReview (take); u takes it back\u{1b}[0m
                R-10001> 

                1 ticket in 0s
                  take         1  R-10001

                """
        )
    }

    @Test func `questions are asked below the card, and what is typed is redrawn`() async throws {
        let recoup = try await desk(hasColour: false)
        try await recoup.done("users", "add", "han", "--role", "approver", "--role", "agent")
        try await recoup.done("tickets", "take", "R-10001", "--as", "han")
        let screens = try await screens(recoup, "ag\r9\u{7f}1250\r\u{1b}\u{1b}xq", as: "han")
        try #require(screens.count == 3)
        let asked = try #require(screens[0].components(separatedBy: "R-10001> ").last)
        let line = "\r\u{1b}[K> "
        #expect(
            asked == """

                  at most 1250.00 USD can be granted
                  the purchase is not in the books: an approver has to vouch for what was paid
                Kind: c cancellation, g goodwill [goodwill]
                Esc goes back
                \(line)\(line)g

                Amount [1250.00 USD]
                Esc goes back
                \(line)\(line)9\(line)\(line)1\(line)12\(line)125\(line)1250

                What was paid, on your word
                Esc goes back
                \(line)
                """
        )
        #expect(screens[1].hasSuffix("nothing was done; what you wrote is kept for the next approve\nR-10001> "))
    }

    @Test func `no card is higher than the terminal or wider than it, whatever the ticket holds`() async throws {
        let recoup = try await desk(hasColour: false)
        let long = String(repeating: "가나다라마바사 ", count: 30) + String(repeating: "x", count: 300)
        for index in 0..<4 {
            try await recoup.done("tickets", "note", "R-10001", "--text", "\(index) \(long)\n\n\(long)")
        }
        try await recoup.done("tickets", "edit", "R-10001", "--title", String(long.prefix(240)))
        for width in [40, 80, 120] {
            let wide = try recoup.again(["NO_COLOR": "1"], isTerminal: true, asks: true, width: width)
            let screen = try #require(try await screens(wide, "q").first)
            let lines = screen.components(separatedBy: "\n")
            let card = try #require(lines.firstIndex { $0.hasPrefix("R-10001> ") })
            #expect(card <= 23, "\(width)")
            for line in lines { #expect(DisplayWidth.of(line) <= width, "\(width): \(line)") }
        }
    }

    @Test func `help names every key and reply, and whole tickets are shown in pieces`() async throws {
        let recoup = try await desk(hasColour: false)
        let screens = try await screens(recoup, "?qvqq")
        try #require(screens.count == 5)
        #expect(screens[1].hasPrefix("Keys everywhere\n  1-9      show a canned reply"))
        #expect(screens[1].hasSuffix("\nany key for more, q goes back"))
        #expect(screens[3].hasPrefix("R-10001  submitted  moderate\n"))
        for screen in [screens[1], screens[3]] { #expect(screen.components(separatedBy: "\n").count == 24) }
    }
}
