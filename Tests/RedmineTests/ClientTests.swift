import AsyncHTTPClient
import Casework
import Exchange
import NIOCore
import NIOHTTP1
import Redmine
import RedmineServer
import SampleDesk
import Synchronization
import Testing
import Tickets

@Suite struct ClientTests {
    private static let key = "0123456789abcdef0123456789abcdef01234567"

    /// What a client makes of answers, one after another, and what it asked.
    private func asked<Value: Sendable>(
        _ answers: [LoopbackServer.Answer],
        seconds: Int64 = 20,
        answerBytes: Int = 1_000,
        _ body: (RedmineClient) async throws -> Value
    ) async throws -> (Result<Value, any Error>, [LoopbackServer.Request]) {
        let requests = Mutex<[LoopbackServer.Request]>([])
        let server = try await LoopbackServer { request in
            let index = requests.withLock {
                $0.append(request)
                return $0.count - 1
            }
            return index < answers.count ? answers[index] : .status(599)
        }
        var limits = RedmineClient.Limits()
        limits.pauses = [1, 2]
        limits.longestPause = 50
        limits.seconds = seconds
        limits.answerBytes = answerBytes
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(
                try await RedmineClient.connected(
                    to: RedmineAddress(server.address + "/redmine/"),
                    key: RedmineKey(Self.key),
                    limits: limits,
                    body
                )
            )
        } catch { outcome = .failure(error) }
        try await server.close()
        return (outcome, requests.withLock { $0 })
    }

    private func fault<Value>(_ outcome: Result<Value, any Error>) -> RedmineFault? {
        if case .failure(let error) = outcome { return error as? RedmineFault }
        return nil
    }

    @Test func `the key stands in its header and nowhere else`() async throws {
        let (outcome, requests) = try await asked([.status(200, [:], "<ok/>")]) { client in
            try await client.get("/issues.xml", [("cf_9", "a b&c=d/환"), ("status_id", "*")])
        }
        #expect(try outcome.get() == Array("<ok/>".utf8))
        #expect(requests.count == 1)
        #expect(requests.first?.headers["x-redmine-api-key"] == Self.key)
        #expect(requests.first?.uri == "/redmine/issues.xml?cf_9=a%20b%26c%3Dd%2F%ED%99%98&status_id=%2A")
        #expect(requests.first?.uri.contains(Self.key) == false)
    }

    @Test(arguments: [429, 502, 503])
    func `what may be done twice is tried again when Redmine says later`(_ status: Int) async throws {
        let (outcome, requests) = try await asked([
            .status(status, ["Retry-After": "1"]), .status(status), .status(200, [:], "<ok/>"),
        ]) { try await $0.get("/x.xml") }
        #expect(try outcome.get() == Array("<ok/>".utf8))
        #expect(requests.count == 3)
    }

    @Test func `a connection that breaks is tried again, and given up with a sentence`() async throws {
        let (outcome, requests) = try await asked([.drop, .drop, .status(200, [:], "<ok/>")]) {
            try await $0.get("/x.xml")
        }
        #expect(try outcome.get() == Array("<ok/>".utf8) && requests.count == 3)
        let (lost, tries) = try await asked([.drop, .drop, .drop, .status(200)]) { try await $0.put("/x.xml", []) }
        #expect(tries.count == 3)
        guard case .lost(let what)? = fault(lost) else {
            Issue.record("\(lost)")
            return
        }
        #expect(what.hasPrefix("PUT /x.xml"))
        #expect(!String(reflecting: lost).contains(Self.key))
    }

    @Test(arguments: [429, 502, 503])
    func `what must not be done twice is not tried again`(_ status: Int) async throws {
        let (outcome, requests) = try await asked([.status(status), .status(201)]) {
            try await $0.post("/issues.xml", [])
        }
        #expect(requests.count == 1)
        #expect(fault(outcome) == .status(status, "POST /issues.xml"))
        let (dropped, tries) = try await asked([.drop, .status(201)]) { try await $0.putOnce("/issues/1.xml", []) }
        #expect(tries.count == 1)
        guard case .lost? = fault(dropped) else {
            Issue.record("\(dropped)")
            return
        }
    }

    @Test func `a redirect is not followed, and the key goes nowhere`() async throws {
        let elsewhere = Mutex(0)
        let other = try await LoopbackServer { _ in
            elsewhere.withLock { $0 += 1 }
            return .status(200, [:], "<ok/>")
        }
        let (outcome, requests) = try await asked([.status(302, ["Location": other.address + "/x"])]) {
            try await $0.get("/x.xml")
        }
        #expect(fault(outcome) == .redirected("GET /x.xml"))
        #expect(requests.count == 1 && elsewhere.withLock { $0 } == 0)
        try await other.close()
    }

    @Test func `an answer without end is cut off`() async throws {
        let (outcome, _) = try await asked([.status(200, [:], String(repeating: "x", count: 1_001))]) {
            try await $0.get("/x.xml")
        }
        #expect(fault(outcome) == .longAnswer("GET /x.xml", limit: 1_000))
    }

    @Test func `silence is an answer after its time`() async throws {
        let (outcome, requests) = try await asked([.silence, .silence, .silence], seconds: 1) {
            try await $0.get("/x.xml")
        }
        #expect(requests.count == 3)
        guard case .lost? = fault(outcome) else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func `refusals come in the words of Redmine`() async throws {
        let answer =
            "<errors type=\"array\"><error>Subject cannot be blank</error><error>Amount is invalid</error></errors>"
        let (outcome, _) = try await asked([.status(422, [:], answer)]) { try await $0.post("/issues.xml", []) }
        #expect(fault(outcome) == .refused(["Subject cannot be blank", "Amount is invalid"]))
        let (empty, _) = try await asked([.status(422, [:], "")]) { try await $0.post("/issues.xml", []) }
        #expect(fault(empty) == .refused(["Redmine refused it and did not say why"]))
    }

    @Test(arguments: [
        (401, RedmineFault.unknownKey), (403, .notAllowed("GET /x.xml")), (404, .notFound("GET /x.xml")),
        (413, .tooLarge("GET /x.xml")), (500, .status(500, "GET /x.xml")),
    ])
    func `other answers are told apart`(_ status: Int, _ expected: RedmineFault) async throws {
        let (outcome, requests) = try await asked([.status(status)]) { try await $0.get("/x.xml") }
        #expect(fault(outcome) == expected && requests.count == 1)
    }

    @Test(arguments: [
        "redmine.example.com", "ftp://redmine.example.com", "https://", "https://key:secret@redmine.example.com",
        "https://redmine.example.com/?key=1", "https://redmine.example.com/#x", "",
    ])
    func `an address that cannot be used is refused without repeating it`(_ text: String) {
        let error = #expect(throws: RedmineFault.self) { try RedmineAddress(text) }
        #expect(error?.sentence.contains("secret") == false)
    }

    @Test(arguments: ["", "a b", "a\r\nX: y", "키", String(repeating: "a", count: 201)])
    func `a key that cannot stand in a header is refused`(_ text: String) {
        #expect(throws: RedmineFault.key) { try RedmineKey(text) }
    }

    // MARK: Between the desk and a real Redmine

    /// Hands requests on to a real Redmine, and loses answers as it is told.
    private func forwarding(
        to address: String,
        losing: @escaping @Sendable (LoopbackServer.Request) -> Bool = { _ in false },
        before: @escaping @Sendable (LoopbackServer.Request) async -> Void = { _ in }
    ) async throws -> LoopbackServer {
        try await LoopbackServer { request in
            await before(request)
            var onward = HTTPClientRequest(url: address + request.uri)
            onward.method = HTTPMethod(rawValue: request.method)
            for name in ["x-redmine-api-key", "content-type", "accept"] {
                if let value = request.headers[name] { onward.headers.add(name: name, value: value) }
            }
            if !request.body.isEmpty { onward.body = .bytes(request.body) }
            guard let answer = try? await HTTPClient.shared.execute(onward, timeout: .seconds(120)),
                let body = try? await answer.body.collect(upTo: 64 << 20), !losing(request)
            else { return .drop }
            return .status(Int(answer.status.code), [:], String(buffer: body))
        }
    }

    @Test func `an answer that is lost after the issue was made makes no second one`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        let lost = Mutex(0)
        let proxy = try await forwarding(to: live.server.address) { request in
            request.method == "POST" && request.uri.hasPrefix("/issues.xml")
                && lost.withLock {
                    $0 += 1; return $0 == 1
                }
        }
        let outcome = try await live.sync(at: proxy.address)
        #expect(outcome.report.created == 1 && outcome.report.isClean, "\(outcome.report)")
        #expect(lost.withLock { $0 } == 1)
        #expect(try await live.issues(of: ticket) == 1)
        try await proxy.close()
    }

    @Test func `an answer that is lost after a note was added makes no second one`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        try await live.note("Once", on: ticket)
        try await live.note("Once", on: ticket)
        let lost = Mutex(0)
        let proxy = try await forwarding(to: live.server.address) { request in
            request.method == "PUT" && String(decoding: request.body, as: UTF8.self).contains("<notes>")
                && lost.withLock {
                    $0 += 1; return $0 == 1
                }
        }
        let outcome = try await live.sync(at: proxy.address)
        #expect(outcome.report.created == 1 && outcome.losses.isEmpty, "\(outcome)")
        #expect(try await live.issue(live.number(of: ticket)).comments.map(\.text) == ["Once", "Once"])
        try await proxy.close()
    }

    @Test func `a run that lost Redmine says so, and the next one does what is left`() async throws {
        let live = try await LiveDesk()
        let tickets = [
            try await live.file([.purchase: "order:d1b2c3d4e5f6"]),
            try await live.file([.purchase: "order:d2b2c3d4e5f6"]),
        ]
        let posts = Mutex(0)
        let proxy = try await forwarding(to: live.server.address) { request in
            if request.method == "POST" { posts.withLock { $0 += 1 } }
            return posts.withLock { $0 > 1 }
        }
        let first = try await live.sync(at: proxy.address)
        #expect(first.report.created == 1)
        #expect(first.report.stoppedBecause?.contains("Redmine does not answer") == true, "\(first.report)")
        let second = try await live.sync()
        #expect(second.report.isClean && second.report.created + second.report.unchanged + second.report.received == 2)
        for ticket in tickets { #expect(try await live.issues(of: ticket) == 1) }
        try await proxy.close()
    }

    @Test func `what somebody changes there while ours is on its way is not lost`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        _ = try await live.sync()
        let number = try await live.number(of: ticket)
        try await live.perform(.edit(FactsForm([.amount: "1100.00"])), on: ticket, by: SamplePeople.requester)
        let isFirst = Mutex(true)
        let proxy = try await forwarding(
            to: live.server.address,
            before: { request in
                let isNow = request.method == "PUT" && isFirst.withLock { $0 }
                guard isNow else { return }
                isFirst.withLock { $0 = false }
                try? await live.change(number, "<subject>In between</subject><notes>And a note</notes>")
            }
        )
        let outcome = try await live.sync(at: proxy.address)
        #expect(outcome.report.updated == 1 && outcome.losses.isEmpty, "\(outcome)")
        let stored = try await live.stored(ticket)
        #expect(stored.ticket.content.form[.title] == "In between")
        #expect(stored.ticket.content.form[.amount] == "1100.00")
        #expect(stored.correspondence(naming: [:]).count { $0.text == "And a note" } == 1)
        let issue = try await live.issue(number)
        #expect(issue["subject"]?.value == "In between" && issue["cf:Amount"]?.value == "1100.00")
        #expect(try await live.sync().report.unchanged == 1)
        #expect(try await live.issue(number)["subject"]?.value == "In between")
        try await proxy.close()
    }

    @Test func `a run that broke after the issue was made finishes it`() async throws {
        let live = try await LiveDesk()
        let ticket = try await live.file()
        try await live.note("To be added", on: ticket)
        try await live.perform(.take, on: ticket)
        // Everything behind the creation is lost.
        let isMade = Mutex(false)
        let proxy = try await forwarding(
            to: live.server.address,
            losing: { request in
                guard request.method == "POST" else { return isMade.withLock { $0 } }
                isMade.withLock { $0 = true }
                return false
            }
        )
        let first = try await live.sync(at: proxy.address)
        #expect(first.report.created == 0 && first.report.stoppedBecause != nil)
        try await proxy.close()
        let second = try await live.sync()
        #expect(second.report.isClean && second.report.updated == 1, "\(second.report)")
        let issue = try await live.issue(live.number(of: ticket))
        #expect(issue.comments.map(\.text) == ["To be added"])
        #expect(issue["status"]?.label == "In Progress")
        #expect(try await live.issues(of: ticket) == 1)
        #expect(try await live.sync().report.unchanged == 1)
    }
}
