import Basics
import Casework
import Foundation
import HTTPTypes
import SampleDesk
import Testing
import Tickets

@testable import Web

@Suite struct ExchangePageTests {
    private static let integrator = SamplePeople.person(60, "ida", "Ida", nil, [.agent, .administrator])

    private func desk() async throws -> SampleDesk {
        try await SampleDesk(people: SamplePeople.all + [Self.integrator])
    }

    private static func request(_ number: Int, impact: String = "moderate") -> String {
        """
        <request id="C-\(number)"><problem>refund</problem><impact>\(impact)</impact><title>Request \(number) 환불</title>
        <tenant>contoso.com</tenant><order>a1b2c3d4e5f6</order><reason>accidental</reason>
        <amount currency="USD">12.50</amount><contact><name>Kim</name><email>kim@fabrikam.com</email></contact></request>
        """
    }

    private static func intake(_ requests: String...) -> [UInt8] {
        Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <recoup xmlns="urn:recoup:exchange:1" kind="intake" source="crm">
            \(requests.joined(separator: "\n"))
            </recoup>
            """.utf8
        )
    }

    @Test func `a file is shown record by record first, and brought in once when somebody says so`() async throws {
        let sample = try await desk()
        let file = Self.intake(Self.request(1), Self.request(2, impact: "severe"))
        try await sample.browsing(as: Self.integrator) { ida async throws in
            let preview = try await ida.post(
                "/exchange",
                ["act": "preview", "from": ""],
                files: [("drop.xml", file)],
                from: "/exchange"
            )
            #expect(preview.status == .ok)
            #expect(preview.text.contains("Request 1 환불"))
            #expect(preview.text.contains("new ticket"))
            #expect(preview.text.contains("the value &#39;severe&#39;") || preview.text.contains("severe"))
            #expect(try await sample.eventCount() == 0)
            #expect(try await sample.desk.intakeLedgers(for: .sample(Self.integrator)).isEmpty)

            let fields = [
                "act": "import", "from": "", "form": try preview.hidden("form"), "upload": try preview.hidden("upload"),
            ]
            let done = try await ida.post("/exchange", fields)
            #expect(done.status == .seeOther)
            let again = try await ida.post("/exchange", fields)
            #expect(again.location == done.location)
            let ledgers = try await sample.desk.intakeLedgers(for: .sample(Self.integrator))
            #expect(ledgers.map(\.run.counts) == [IntakeCounts(applied: 1, unchanged: 0, quarantined: 1)])
            let run = try await ida.get(done.location)
            #expect(run.text.contains("drop.xml"))
            #expect(run.text.contains("href=\"\(done.location)/2\""))
            // The file waits for one import only.
            let later = try await ida.post(
                "/exchange",
                ["act": "import", "upload": try preview.hidden("upload")],
                from: "/exchange"
            )
            #expect(later.status == .unprocessableContent)
            #expect(later.text.contains("Choose it again"))
        }
    }

    @Test func `a quarantined record is corrected, or stays as it was with the reasons`() async throws {
        let sample = try await desk()
        let file = Self.intake(Self.request(2, impact: "severe"), Self.request(3, impact: "worse"))
        try await sample.browsing(as: Self.integrator) { ida async throws in
            let preview = try await ida.post(
                "/exchange",
                ["act": "preview"],
                files: [("drop.xml", file)],
                from: "/exchange"
            )
            let done = try await ida.post(
                "/exchange",
                ["act": "import", "form": try preview.hidden("form"), "upload": try preview.hidden("upload")]
            )
            let path = done.location + "/1"
            let shown = try await ida.get(path)
            #expect(shown.text.contains("&lt;impact&gt;severe&lt;/impact&gt;"))
            let text = String(decoding: Self.intake(Self.request(2)), as: UTF8.self)
            let wrong = try await ida.post(
                path,
                ["act": "correct", "text": text.replacingOccurrences(of: "moderate", with: "bad")],
                from: path
            )
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("&lt;impact&gt;bad&lt;/impact&gt;"))
            #expect(try await sample.eventCount() == 0)
            let right = try await ida.post(path, ["act": "correct", "text": text], from: path)
            #expect(right.location == "/exchange?done=corrected")
            #expect(try await sample.eventCount() == 1)
            let other = done.location + "/2"
            let silent = try await ida.post(other, ["act": "discard", "reason": " "], from: other)
            #expect(silent.status == .unprocessableContent)
            let given = try await ida.post(other, ["act": "discard", "reason": "a test"], from: other)
            #expect(given.location == "/exchange?done=discarded")
            #expect(try await ida.get(done.location).text.contains("1 corrected, 1 given up"))
            #expect(try await ida.get(path).text.contains("ida corrected record 1"))
        }
    }

    @Test func `what is no document says so, and keeps nothing`() async throws {
        let sample = try await desk()
        try await sample.browsing(as: Self.integrator) { ida async throws in
            for (name, bytes) in [("a.txt", Array("hello".utf8)), ("b.zip", [0x50, 0x4b, 3, 4, 0]), ("c.xml", [])] {
                let answer = try await ida.post(
                    "/exchange",
                    ["act": "preview"],
                    files: [(name, bytes)],
                    from: "/exchange"
                )
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("role=\"alert\""))
            }
            let none = try await ida.post("/exchange", ["act": "preview"], from: "/exchange")
            #expect(none.status == .unprocessableContent)
            #expect(try await sample.desk.intakeLedgers(for: .sample(Self.integrator)).isEmpty)
        }
    }

    @Test func `tickets go out as a zip with the losses, and a wrong query is shown`() async throws {
        let sample = try await desk()
        _ = try await sample.file()
        try await sample.browsing(as: Self.integrator) { ida async throws in
            let answer = try await ida.get("/exchange/export?q=&to=servicenow")
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "application/zip")
            #expect(answer.bytes.starts(with: [0x50, 0x4b, 3, 4]))
            #expect(answer.text.contains("tickets-servicenow.xml") && answer.text.contains("losses.csv"))
            #expect(try await ida.get("/exchange/export?q=amount%3E%3Dx&to=servicenow").status == .badRequest)
            #expect(try await ida.get("/exchange/export?q=&to=jira").status == .notFound)
        }
    }

    @Test func `the page shows to each person what they may do`() async throws {
        let sample = try await desk()
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            #expect(try await kim.get("/exchange").status == .forbidden)
            #expect(try await !kim.get("/").text.contains("href=\"/exchange\""))
            #expect(try await kim.get("/exchange/export?q=&to=servicenow").status == .forbidden)
        }
        try await sample.browsing(as: SamplePeople.approver) { olga async throws in
            let page = try await olga.get("/exchange")
            #expect(page.status == .ok)
            #expect(!page.text.contains("type=\"file\""))
            #expect(page.text.contains("action=\"/exchange/export\""))
            let refused = try await olga.post("/exchange", ["act": "preview", "form": "x"], files: [("a", [1])])
            #expect(refused.status == .forbidden)
        }
        try await sample.browsing(as: Self.integrator) { ida async throws in
            #expect(try await ida.get("/exchange?lang=ko").text.contains("파일 가져오기"))
            #expect(try await ida.get("/exchange/imports/nothing").status == .notFound)
        }
    }
}
