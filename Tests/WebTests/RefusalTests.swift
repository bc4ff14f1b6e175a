import Basics
import Casework
import HTTPTypes
import HummingbirdTesting
import NIOCore
import SampleDesk
import Testing
import Tickets

@testable import Web

@Suite struct RefusalTests {
    private let ticket = "/tickets/R-10001"

    @Test func `a stale form gets 409 with what happened, and keeps what was typed`() async throws {
        let sample = try await SampleDesk()
        let filed = try await sample.ticket(in: .underReview)
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            let page = try await ada.get(ticket)
            let (form, seen) = (try page.hidden("form"), try page.hidden("seen"))
            sample.clock.advance(hours: 1)
            try await sample.perform(.ask("Which line?"), on: filed, by: SamplePeople.otherAgent)
            let before = try await sample.eventCount()
            let fields = ["form": form, "seen": seen, "reason": "outsideWindow", "text": "Too late, <b>sorry</b>"]
            let late = try await ada.post("\(ticket)/decline", fields)
            #expect(late.status == .conflict)
            #expect(late.text.contains("Somebody was faster: alan did “Ask” on R-10001"))
            #expect(late.text.contains("Too late, &lt;b&gt;sorry&lt;/b&gt;"))
            #expect(try await sample.eventCount() == before)
        }
    }

    @Test(arguments: [("link", "other"), ("merge", "into")])
    func `a request that is not there is said not to be there, and what was typed is kept`(
        action: String,
        field: String
    ) async throws {
        let sample = try await SampleDesk()
        _ = try await sample.ticket(in: .underReview)
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            let before = try await sample.eventCount()
            for typed in ["R-99999", "the other one"] {
                let answer = try await ada.post("\(ticket)/\(action)", [field: typed, "text": "Twice"], from: ticket)
                #expect(answer.status == .notFound)
                #expect(answer.text.contains("There is no request \(typed) that you may see."))
                #expect(answer.text.contains("value=\"\(typed)\""))
            }
            #expect(try await sample.eventCount() == before)
        }
    }

    @Test func `checking a request says that its files have to be chosen again`() async throws {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let sentence = "Files have to be chosen again: a browser does not keep them."
            let fields = [
                "then": "check", "tenant": "contoso.com", "purchase": "order:a1b2c3d4e5f6", "amount": "12",
                "currency": "USD",
            ]
            let files = [(name: "invoice.pdf", bytes: Array("%PDF-1.7".utf8))]
            let with = try await kim.post("/tickets", fields, files: files, from: "/tickets/new")
            #expect(with.status == .ok)
            #expect(with.text.contains(sentence) && with.text.contains("id=\"verdict-heading\""))
            let without = try await kim.post("/tickets", fields, from: "/tickets/new")
            #expect(!without.text.contains(sentence) && without.text.contains("id=\"verdict-heading\""))
            #expect(try await sample.eventCount() == 0)
        }
    }

    @Test func `a note by somebody else makes nothing stale`() async throws {
        let sample = try await SampleDesk()
        let filed = try await sample.file()
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            let page = try await ada.get(ticket)
            let fields = ["form": try page.hidden("form"), "seen": try page.hidden("seen")]
            try await sample.perform(
                .note(Message(text: "Please hurry", visibility: .public)),
                on: filed,
                by: SamplePeople.requester
            )
            #expect(try await ada.post("\(ticket)/take", fields).status == .seeOther)
        }
    }

    @Test(arguments: [
        (action: "approve", fields: ["kind": "cancellation", "amount": "1250.00"], 403, "above an agent's limit"),
        (
            action: "approve", fields: ["kind": "goodwill", "amount": "9999"], 422,
            "at most 1,250.00 USD can be granted"
        ),
        (action: "approve", fields: ["kind": "goodwill", "amount": "12.345"], 422, "This has 3 decimals; USD has 2."),
        (action: "ask", fields: ["text": "  "], 422, "Please fill this in."),
        (action: "decline", fields: ["text": "no"], 422, "Please fill this in."),
        (action: "decline", fields: ["reason": "mood"], 422, "“mood” is not one of"),
        (action: "credit", fields: ["reference": "x"], 409, "does not apply to a request that is Under review"),
        (action: "withdraw", fields: [:], 403, "This takes the requester; you are an agent."),
        (action: "attach", fields: [:], 422, "Please fill this in."),
        (action: "note", fields: ["text": "x", "visibility": "everyone"], 422, "is not one of public, internal"),
    ])
    func `a refused action says why and changes nothing`(
        action: String,
        fields: [String: String],
        status: Int,
        sentence: String
    ) async throws {
        let sample = try await SampleDesk()
        _ = try await sample.ticket(in: .underReview)
        let before = try await sample.eventCount()
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            let refused = try await ada.post("\(ticket)/\(action)", fields, from: ticket)
            #expect(refused.status.code == status)
            #expect(refused.text.replacing("&#39;", with: "'").contains(sentence))
        }
        #expect(try await sample.eventCount() == before)
    }

    @Test func `a wrong form names every problem beside its field and keeps the rest`() async throws {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let wrong = sampleFields(["tenant": "contoso", "amount": "12.345", "contact.email": "kim", "impact": ""])
            let answer = try await kim.post("/tickets", wrong, files: [("../x", [1])], from: "/tickets/new")
            #expect(answer.status == .unprocessableContent)
            for expected in [
                "id=\"new-tenant-problem\">“contoso” is neither a tenant GUID nor a domain",
                "id=\"new-amount-problem\">This has 3 decimals; USD has 2.",
                "id=\"new-contact-email-problem\">“kim” is not an e-mail address",
                "id=\"new-impact-problem\">Please fill this in.",
                "id=\"new-files-problem\">“../x” is not a file name", "5 things have to be put right.",
                "Files have to be chosen again", "value=\"Licences bought twice\"", "value=\"contoso\"",
            ] { #expect(answer.text.contains(expected), "\(expected)") }
        }
        #expect(try await sample.eventCount() == 0)
    }

    @Test func `files beyond the limits are refused by name, and nothing is filed`() async throws {
        let rules = TicketRules(attachments: AttachmentLimits(count: 2, size: 1000))
        let sample = try await SampleDesk(rules: rules)
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let large = try await kim.post(
                "/tickets",
                sampleFields(),
                files: [("big.bin", Array(repeating: 7, count: 1001))],
                from: "/tickets/new"
            )
            #expect(large.status == .unprocessableContent)
            #expect(large.text.contains("big.bin: This has 1 kB; at most 1 kB are taken."))
            let many = try await kim.post(
                "/tickets",
                sampleFields(),
                files: [("a", [1]), ("b", [2]), ("c", [3])],
                from: "/tickets/new"
            )
            #expect(many.status == .unprocessableContent)
            #expect(many.text.contains("That makes 3 files on one request; at most 2 are taken."))
        }
        #expect(try await sample.eventCount() == 0)
    }

    @Test func `what one may not see is not found, at every address`() async throws {
        let sample = try await SampleDesk()
        let filed = try await sample.file()
        let before = try await sample.eventCount()
        try await sample.browsing(as: SamplePeople.otherRequester) { lee async throws in
            var english = lee
            english.headers[.cookie] = "recoup-lang=en"
            for path in [ticket, "\(ticket)/take", "\(ticket)/files/1", "/tickets/\(filed.id)", "/tickets/R-99999"] {
                let answer = try await english.get(path)
                #expect(answer.status == .notFound)
                #expect(answer.text.contains("that you may see"))
                #expect(!answer.text.contains("Licences"))
            }
            let fields = [
                "form": try await english.get("/tickets/new").hidden("form"), "text": "x", "visibility": "public",
            ]
            #expect(try await english.post("\(ticket)/note", fields).status == .notFound)
            #expect(try await !english.get("/?q=").text.contains("R-10001"))
        }
        #expect(try await sample.eventCount() == before)
    }

    @Test func `a requester sees no internal note and no word of it`() async throws {
        let sample = try await SampleDesk()
        let filed = try await sample.ticket(in: .underReview)
        try await sample.perform(
            .note(Message(text: "suspicious customer", visibility: .internal)),
            on: filed,
            by: SamplePeople.agent
        )
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            #expect(try await ada.get(ticket).text.contains("suspicious customer"))
        }
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            #expect(try await !kim.get(ticket).text.contains("suspicious"))
            #expect(try await !kim.get("/?q=suspicious").text.contains("R-10001"))
            let fields = ["text": "psst", "visibility": "internal"]
            let refused = try await kim.post("\(ticket)/note", fields, from: ticket)
            #expect(refused.status == .forbidden)
            #expect(refused.text.contains("Internal notes are for the desk"))
        }
    }

    @Test func `somebody without the permission cannot file`() async throws {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.auditor) { ines async throws in
            #expect(try await ines.get("/tickets/new").status == .forbidden)
            #expect(try await !ines.get("/").text.contains("/tickets/new"))
        }
    }

    @Test func `a role that was taken away counts at once`() async throws {
        let sample = try await SampleDesk()
        _ = try await sample.file()
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            #expect(try await ada.get(ticket).status == .ok)
            try await sample.desk.store.write { try $0.save(SamplePeople.agent.with(roles: [.user])) }
            #expect(try await ada.get(ticket).status == .notFound)
        }
    }

    @Test func `a query that cannot be read says where, and stays in its box`() async throws {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            let answer = try await ada.get("/?q=impact:critical%20staus:open")
            #expect(answer.status == .badRequest)
            #expect(answer.text.contains("There is no field “staus”."))
            #expect(answer.text.contains("<span class=\"ghost\">impact:critical </span>^"))
            #expect(answer.text.contains("value=\"impact:critical staus:open\""))
        }
    }
}
