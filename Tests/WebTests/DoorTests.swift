import Basics
import Casework
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Pages
import SampleDesk
import Testing
import Tickets

@testable import Web

/// Who and what is let in at all.
@Suite struct DoorTests {
    @Test(arguments: ["http://evil.example", "null", "http://localhost:9999", "https://localhost"])
    func `a change from another origin is refused and changes nothing`(origin: String) async throws {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let form = try await kim.get("/tickets/new").hidden("form")
            var other = kim
            other.headers[.origin] = origin
            let answer = try await other.post("/tickets", sampleFields(["form": form]))
            #expect(answer.status == .forbidden)
            #expect(answer.text.contains("Only the desk&#39;s own pages may ask for changes"))
        }
        #expect(try await sample.eventCount() == 0)
    }

    @Test func `a change that does not say where it comes from is refused, one that says same-origin is taken`()
        async throws
    {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            var silent = kim
            silent.headers = [:]
            #expect(try await silent.post("/tickets", sampleFields(), from: "/tickets/new").status == .forbidden)
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            silent.headers = [site: "cross-site"]
            #expect(try await silent.post("/tickets", sampleFields(), from: "/tickets/new").status == .forbidden)
            #expect(try await sample.eventCount() == 0)
            silent.headers = [site: "same-origin"]
            #expect(try await silent.post("/tickets", sampleFields(), from: "/tickets/new").status == .seeOther)
        }
    }

    @Test func `a form that this desk did not make is refused, shown again with what was typed`() async throws {
        let sample = try await SampleDesk()
        _ = try await sample.file()
        let foreign = FormTokens(secret: Array("another secret..".utf8))
            .token(sample.desk.makeID(), for: SamplePeople.requester.id)
        let others = FormTokens(secret: Array("0123456789abcdef".utf8))
            .token(sample.desk.makeID(), for: SamplePeople.agent.id)
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            for token in ["", "x", foreign, others, others + "0"] {
                let filed = try await kim.post("/tickets", sampleFields(["form": token]))
                #expect(filed.status == .forbidden)
                #expect(filed.text.contains("value=\"Licences bought twice\""))
                let fields = ["form": token, "text": "My words", "visibility": "public"]
                let noted = try await kim.post("/tickets/R-10001/note", fields)
                #expect(noted.status == .forbidden)
                #expect(noted.text.contains("My words"))
                #expect(noted.text.contains("before the desk was started again"))
            }
        }
        #expect(try await sample.eventCount() == 1)
    }

    @Test func `only names of this machine are answered`() async throws {
        let sample = try await SampleDesk()
        let application = try sample.site(for: SamplePeople.agent).application(port: 0, logger: .quiet)
        try await application.test(.live) { client in
            let port = try #require(client.port)
            for (host, status) in [
                ("evil.example", 421), ("127.0.0.1.evil.example:80", 421), ("localhost.evil.example", 421),
                ("localhost:\(port)", 200), ("127.0.0.1:\(port)", 200), ("[::1]:\(port)", 200), ("LOCALHOST", 200),
            ] {
                let answer = try await TestClient.withClient(host: "127.0.0.1", port: port) { raw in
                    try await raw.execute(TestClient.Request("/", method: .get, authority: host))
                }
                #expect(answer.status.code == status, "\(host)")
            }
        }
    }

    @Test func `every page says what a browser must not do with it`() async throws {
        let sample = try await SampleDesk()
        _ = try await sample.file()
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            for path in ["/", "/tickets/R-10001", "/tickets/new", "/nothing", "/tickets/R-1"] {
                let headers = try await ada.get(path).headers
                #expect(headers[.contentSecurityPolicy] == PageHeaders.policy)
                #expect(headers[.xContentTypeOptions] == "nosniff")
                #expect(headers[.cacheControl] == "no-store")
                #expect(headers[try #require(HTTPField.Name("Referrer-Policy"))] == "same-origin")
            }
        }
    }

    @Test func `style, script and icon are kept for ever under names that change with them`() async throws {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            let page = try await ada.get("/").text
            let paths = page.matches(of: /"(\/assets\/[^"]+)"/).map { String($0.1) }
            #expect(paths.count == 3)
            for path in paths {
                let asset = try await ada.get(path)
                #expect(asset.status == .ok)
                #expect(asset.headers[.cacheControl] == "public, max-age=31536000, immutable")
            }
            #expect(try await ada.get("/assets/desk.css").status == .notFound)
            #expect(try await ada.get("/assets/..%2f..%2fPackage.swift").status == .notFound)
        }
    }

    @Test func `wrong methods are told the right ones, and HEAD answers without a body`() async throws {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            for (path, method, allow) in [
                ("/", HTTPRequest.Method.post, "GET, HEAD"), ("/tickets", .get, "POST"),
                ("/tickets/new", .post, "GET, HEAD"),
                ("/tickets/R-1/take", .delete, "GET, HEAD, POST"),
            ] {
                let answer = try await ada.get(path, method: method)
                #expect(answer.status == .methodNotAllowed, "\(path)")
                #expect(answer.headers[.allow] == allow)
            }
            let head = try await ada.get("/", method: .head)
            #expect(head.status == .ok)
            #expect(head.bytes.isEmpty)
            let missing = try await ada.get("/nothing", method: .head)
            #expect(missing.status == .notFound)
            #expect(missing.bytes.isEmpty)
        }
    }

    @Test func `bodies that are no forms get a clear refusal`() async throws {
        let rules = TicketRules(attachments: AttachmentLimits(count: 1, size: 1000))
        let sample = try await SampleDesk(rules: rules)
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            func send(_ type: String, _ body: [UInt8]) async throws -> Answer {
                try await kim.send(
                    "/tickets",
                    method: .post,
                    headers: [.contentType: type],
                    body: ByteBuffer(bytes: body)
                )
            }
            let json = try await send("application/json", Array("{}".utf8))
            #expect(json.status == .unsupportedMediaType)
            let cut = try await send("multipart/form-data; boundary=XyZ", Array("--XyZ\r\nContent-Dis".utf8))
            #expect(cut.status == .badRequest)
            #expect(cut.text.contains("The upload was cut off before its end. Nothing was changed"))
            let huge = try await send("multipart/form-data; boundary=XyZ", Array(repeating: 65, count: 5_001_001))
            #expect(huge.status == .contentTooLarge)
            let latin = Browser.multipart(["title": "x"]).map { $0 == UInt8(ascii: "x") ? 0xe9 : $0 }
            let wrong = try await send("multipart/form-data; boundary=XyZ", latin)
            #expect(wrong.status == .badRequest)
            #expect(wrong.text.contains("The field “title” is not UTF-8 text."))
            let form = try await kim.get("/tickets/new").hidden("form")
            let encoded = sampleFields(["form": form, "title": "Zwei & drei = 환불"])
                .map { "\($0.key)=\(Paths.percentEncoded($0.value))" }.joined(separator: "&")
            let taken = try await send("application/x-www-form-urlencoded", Array(encoded.utf8))
            #expect(taken.location == "/tickets/R-10001?done=file")
            #expect(try await kim.get("/tickets/R-10001").text.contains("Zwei &amp; drei = 환불"))
        }
    }

    @Test func `a desk started for nobody says so`() async throws {
        let sample = try await SampleDesk(people: [SamplePeople.agent])
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let answer = try await kim.get("/")
            #expect(answer.status == .forbidden)
            #expect(answer.text.contains("The person “kim”, whom the desk was started for"))
        }
    }
}
