import AsyncHTTPClient
import Exchange
import NIOCore
import NIOHTTP1
import Redmine
import RedmineServer
import Testing

/// What Redmine itself does, on which the rest stands: when a version does otherwise, these say so first.
@Suite struct ApiTrapTests {
    private func posted(_ body: String, type: String = "application/xml") async throws -> (status: UInt, text: String) {
        let server = try await RedmineServer.start()
        var request = HTTPClientRequest(url: server.address + "/issues.xml")
        request.method = .POST
        request.headers.add(name: "X-Redmine-API-Key", value: server.administratorKey)
        request.headers.add(name: "Content-Type", value: type)
        request.body = .bytes(Array(body.utf8))
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
        let text = String(buffer: try await answer.body.collect(upTo: 1 << 20))
        return (UInt(answer.status.code), text)
    }

    private static func issue(_ rest: String, subject: String = "Trap") -> String {
        "<issue><project_id>csp-refunds</project_id><tracker_id>3</tracker_id><subject>\(subject)</subject>\(rest)</issue>"
    }

    private static func amount(_ value: String, type: String = " type=\"array\"") -> String {
        "<custom_fields\(type)><custom_field id=\"7\"><value>\(value)</value></custom_field></custom_fields>"
    }

    @Test func `without type array custom values are dropped, and the answer is 201`() async throws {
        let kept = try await posted(Self.issue(Self.amount("12.50")))
        #expect(kept.status == 201 && kept.text.contains("name=\"Amount\"><value>12.50</value>"))
        let dropped = try await posted(Self.issue(Self.amount("12.50", type: "")))
        #expect(dropped.status == 201 && dropped.text.contains("name=\"Amount\"><value/>"))
    }

    @Test func `our bodies keep their custom values`() async throws {
        var request = RedmineRequest(RedmineNames(["cf:Amount": "7"]))
        let body = try request.issue([
            ForeignField("project", "csp-refunds"), ForeignField("tracker", "3"),
            ForeignField("subject", "]]> & <x>\u{a0}"),
            ForeignField("cf:Amount", "-12.5"), ForeignField("status", "Closed"),
        ])
        let answer = try await posted(String(decoding: body, as: UTF8.self))
        #expect(answer.status == 201 && answer.text.contains("name=\"Amount\"><value>-12.5</value>"))
        #expect(answer.text.contains("<subject>]]&gt; &amp; &lt;x&gt;\u{a0}</subject>"))
        #expect(request.losses.isEmpty)
    }

    @Test func `what Redmine sets itself, and unknown fields, are ignored in silence`() async throws {
        let answer = try await posted(
            Self.issue(
                "<created_on>2020-01-01T00:00:00Z</created_on><author_id>5</author_id><custom_fields type=\"array\">"
                    + "<custom_field id=\"999\"><value>x</value></custom_field></custom_fields>"
            )
        )
        #expect(answer.status == 201 && !answer.text.contains("2020-01-01") && !answer.text.contains("id=\"999\""))
        #expect(answer.text.contains("<author id=\"1\""))
    }

    @Test func `a status at creation falls back to New`() async throws {
        let answer = try await posted(Self.issue("<status_id>6</status_id>"))
        #expect(answer.status == 201 && answer.text.contains("<status id=\"1\" name=\"New\""))
    }

    @Test(arguments: [
        (
            "<description>x</description>", String(repeating: "x", count: 256),
            "Subject is too long (maximum is 255 characters)"
        ),
        (amount("12,50"), "Trap", "Amount is invalid"),
        (
            "<custom_fields type=\"array\"><custom_field id=\"6\"><value>Bored</value></custom_field></custom_fields>",
            "Trap",
            "Refund reason is not included in the list"
        ),
    ])
    func `what is not valid is refused with a sentence`(_ rest: String, _ subject: String, _ said: String) async throws
    {
        let answer = try await posted(Self.issue(rest, subject: subject))
        #expect(answer.status == 422 && answer.text.contains("<error>\(said)</error>"), "\(answer)")
    }

    @Test(arguments: ["&#1;", "<x type=\"yaml\">--- 1</x>", "<x type=\"symbol\">a</x>"])
    func `control characters and types of Ruby are refused`(_ rest: String) async throws {
        #expect(try await posted(Self.issue(rest)).status == 400)
    }

    @Test func `another content type is an empty request`() async throws {
        let answer = try await posted(Self.issue(""), type: "text/plain")
        #expect(answer.status == 422, "\(answer)")
    }

    @Test func `a CR stands in the answer as it is, so that a parser makes LF of it`() async throws {
        let answer = try await posted(Self.issue("<description>one&#13;\ntwo&#13;three</description>"))
        #expect(answer.status == 201)
        #expect(Array(answer.text.utf8).contains(0x0D) && !answer.text.contains("&#13;"))
    }
}
