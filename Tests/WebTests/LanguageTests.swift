import Basics
import HTTPTypes
import HummingbirdTesting
import SampleDesk
import Testing
import Tickets

@testable import Web

@Suite struct LanguageTests {
    @Test func `a page speaks Korean throughout when it is asked to`() async throws {
        let sample = try await SampleDesk()
        _ = try await sample.ticket(in: .underReview)
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            let queue = try await ada.get("/?lang=ko")
            #expect(queue.headers[.contentLanguage] == "ko")
            #expect(queue.text.contains("<html lang=\"ko\">"))
            for word in ["대기열", "검토 중", "금액", "모의 장부", "보통"] { #expect(queue.text.contains(word)) }
            #expect(queue.headers[.setCookie]?.hasPrefix("recoup-lang=ko") == true)
            let ticket = try await ada.get("/tickets/R-10001?lang=ko").text
            for word in ["승인", "처리 내역", "Ada Agent 님이 맡음", "실수로 구매", "요청자만 할 수 있는 일입니다"] {
                #expect(ticket.contains(word))
            }
            for word in ["Under review", "Approve", "Amount", "ago"] { #expect(!ticket.contains(">\(word)<")) }
            var korean = ada
            korean.headers[.cookie] = "recoup-lang=ko"
            let wrong = try await korean.post("/tickets/R-10001/ask", ["text": ""], from: "/tickets/R-10001")
            #expect(wrong.text.contains("이 칸을 채워 주세요."))
            #expect(try await korean.get("/?q=staus:open").text.contains("“staus” 항목은 없습니다"))
            #expect(try await korean.get("/nothing").text.contains("아무것도 없습니다"))
        }
    }

    @Test func `the address goes before the cookie, the cookie before the person, the person before the browser`()
        async throws
    {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.otherRequester) { lee async throws in
            func language(_ path: String, cookie: String? = nil, accept: String? = nil) async throws -> String? {
                var headers: HTTPFields = [:]
                if let cookie { headers[.cookie] = "recoup-lang=\(cookie)" }
                if let accept { headers[.acceptLanguage] = accept }
                return try await lee.get(path, headers: headers).headers[.contentLanguage]
            }
            #expect(try await language("/", accept: "en") == "ko")
            #expect(try await language("/", cookie: "en") == "en")
            #expect(try await language("/?lang=ko", cookie: "en") == "ko")
            #expect(try await language("/?lang=xx", cookie: "xx") == "ko")
        }
        let unknown = SamplePeople.person(41, "nobody", "Nobody", nil, [.user])
        try await sample.browsing(as: unknown) { stranger async throws in
            let answer = try await stranger.get("/", headers: [.acceptLanguage: "fr, en;q=0.5, ko-KR;q=0.9"])
            #expect(answer.headers[.contentLanguage] == "ko")
        }
    }

    @Test(
        arguments: [
            (nil, nil), ("", nil), ("fr", nil), ("ko", Language.korean), ("en-GB,en;q=0.9,ko;q=0.8", .english),
            ("ko;q=0.1, en;q=0.2", .english), ("KO-kr", .korean), ("ko;q=0", nil), (";;,,q=", nil),
        ] as [(String?, Language?)]
    )
    func `what a browser prefers is read by weight`(header: String?, language: Language?) {
        #expect(Visitors.preferred(header) == language)
    }
}
