import Basics
import Casework
import HTTPTypes
import HummingbirdTesting
import SampleDesk
import Testing
import Tickets

@testable import Web

@Suite struct JourneyTests {
    @Test func `a request goes from the form to the settled credit, each step by whom it belongs to`() async throws {
        let sample = try await SampleDesk()
        try await sample.desk.store.write { try $0.save(SampleOrders.contoso()) }
        let ticket = "/tickets/R-10001"
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let filed = try await kim.post("/tickets", sampleFields(["amount": "2500.00"]), from: "/tickets/new")
            #expect(filed.status == .seeOther)
            #expect(filed.location == "/tickets/R-10001?done=file")
            let page = try await kim.get(filed.location)
            #expect(page.status == .ok)
            #expect(page.text.contains("The request was filed as R-10001."))
            #expect(page.text.contains("2,500.00 USD"))
            #expect(page.text.contains("Kim Minji filed the request"))
        }
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            #expect(try await ada.get("/").text.contains("R-10001"))
            #expect(try await ada.post("\(ticket)/take", [:], from: ticket).location == "\(ticket)?done=take")
            let asked = try await ada.post("\(ticket)/ask", ["text": "Which invoice?"], from: ticket)
            #expect(asked.location == "\(ticket)?done=ask")
        }
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            #expect(try await kim.get(ticket).text.contains("Waiting for an answer to: Which invoice?"))
            let replied = try await kim.post("\(ticket)/reply", ["text": "G1, line 7"], from: ticket)
            #expect(replied.location == "\(ticket)?done=reply")
        }
        let approval = ["kind": "cancellation", "amount": "2,500.00", "attested": "2,500.00", "text": ""]
        try await sample.browsing(as: SamplePeople.approver) { olga async throws in
            #expect(try await olga.post("\(ticket)/approve", approval, from: ticket).status == .seeOther)
            let page = try await olga.get(ticket)
            #expect(page.text.contains("Olga Approver gave the first approval, for 2,500.00 USD"))
            #expect(page.text.contains("You gave the first approval; a second person has to give the other."))
        }
        try await sample.browsing(as: SamplePeople.otherApprover) { otto async throws in
            #expect(try await otto.post("\(ticket)/approve", approval, from: ticket).status == .seeOther)
        }
        try await sample.browsing(as: SamplePeople.billing) { bea async throws in
            let credited = try await bea.post("\(ticket)/credit", ["reference": "PC-1"], from: ticket)
            #expect(credited.status == .seeOther)
            let settled = try await bea.post("\(ticket)/settle", ["invoice": "G000024135", "line": "7"], from: ticket)
            #expect(settled.status == .seeOther)
            #expect(try await bea.get(ticket).text.contains("The credit was seen on invoice G000024135."))
        }
        let stored = try await sample.desk.show(.number(TicketNumber(10_001)), to: .sample(SamplePeople.agent))
        #expect(stored.ticket.status == .settled)
        #expect(stored.timeline.map(\.action) == [.file, .take, .ask, .reply, .approve, .approve, .credit, .settle])
        #expect(stored.timeline.allSatisfy { $0.origin == .web && $0.account == "desk" })
    }

    @Test func `a draft is kept incomplete, refused with its problems, and filed when it is complete`() async throws {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let kept = try await kim.post("/tickets", ["title": "Later", "then": "draft"], from: "/tickets/new")
            #expect(kept.status == .seeOther)
            let draft = String(kept.location.prefix { $0 != "?" })
            let early = try await kim.post("\(draft)/edit", ["title": "Sooner", "then": "file"], from: draft)
            #expect(early.status == .unprocessableContent)
            #expect(early.text.contains("things have to be put right"))
            let page = try await kim.get(draft)
            #expect(page.text.contains("value=\"Sooner\""))
            let file = (name: "a \"b\".txt", bytes: Array("proof".utf8))
            let filed = try await kim.post("\(draft)/edit", sampleFields(), files: [file], from: draft)
            #expect(filed.location == "/tickets/R-10001?done=submit")
            #expect(try await kim.get("/tickets/R-10001").text.contains("a &quot;b&quot;.txt"))
        }
    }

    @Test func `a draft that did not change can still be filed, and thrown away`() async throws {
        let sample = try await SampleDesk()
        let ticket = try await sample.file(isDraft: true)
        let other = try await sample.file(isDraft: true)
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            var fields = sampleFields()
            for field in FactField.allCases { fields[field.rawValue] = ticket.content.form[field] ?? "" }
            let filed = try await kim.post("/tickets/\(ticket.id)/edit", fields, from: "/tickets/\(ticket.id)")
            #expect(filed.location == "/tickets/R-10001?done=submit")
            let gone = try await kim.post("/tickets/\(other.id)/discard", [:], from: "/tickets/\(other.id)")
            #expect(gone.status == .seeOther)
        }
        #expect(try await sample.stored(other.id)?.ticket.status == .discarded)
    }

    @Test func `facts of a filed request change and the record keeps what stood there`() async throws {
        let sample = try await SampleDesk()
        _ = try await sample.file()
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let changes = sampleFields(["title": "Bought three times", "then": "edit", "contact.phone": "555-0100"])
            let saved = try await kim.post("/tickets/R-10001/edit", changes, from: "/tickets/R-10001/edit")
            #expect(saved.location == "/tickets/R-10001?done=edit")
            let page = try await kim.get("/tickets/R-10001")
            #expect(page.text.contains("Title: Licences bought twice → Bought three times"))
            let again = try await kim.post("/tickets/R-10001/edit", changes, from: "/tickets/R-10001/edit")
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("That is what it says already"))
        }
    }

    @Test func `a file comes back byte for byte, as a download, whatever it is called`() async throws {
        let sample = try await SampleDesk()
        let bytes = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let files = [
                (name: "청구서 11월.pdf", bytes: bytes),
                (name: "run.svg", bytes: Array("<svg onload=\"alert(1)\"/>".utf8)), (name: "empty.txt", bytes: []),
            ]
            let filed = try await kim.post("/tickets", sampleFields(), files: files, from: "/tickets/new")
            #expect(filed.location == "/tickets/R-10001?done=file")
            let pdf = try await kim.get("/tickets/R-10001/files/1")
            #expect(pdf.bytes == bytes)
            #expect(pdf.headers[.contentType] == "application/pdf")
            let disposition = pdf.headers[.contentDisposition] ?? ""
            #expect(disposition.hasPrefix("attachment; filename=\""))
            #expect(
                disposition.hasSuffix("filename*=UTF-8''%EC%B2%AD%EA%B5%AC%EC%84%9C%2011%EC%9B%94.pdf")
            )
            let svg = try await kim.get("/tickets/R-10001/files/2")
            #expect(svg.headers[.contentType] == "application/octet-stream")
            #expect(svg.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(svg.headers[.xContentTypeOptions] == "nosniff")
            #expect(svg.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
            #expect(try await kim.get("/tickets/R-10001/files/3").bytes.isEmpty)
            #expect(try await kim.get("/tickets/R-10001/files/4").status == .notFound)
            let head = try await kim.get("/tickets/R-10001/files/1", method: .head)
            #expect(head.bytes.isEmpty)
            #expect(head.headers[.contentLength] == "2000000")
        }
    }

    @Test func `the same form sent twice makes one ticket, and leads to it both times`() async throws {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let form = try await kim.get("/tickets/new").hidden("form")
            async let first = kim.post("/tickets", sampleFields(["form": form]))
            async let second = kim.post("/tickets", sampleFields(["form": form]))
            let answers = try await [first, second]
            #expect(answers.map(\.status) == [.seeOther, .seeOther])
            #expect(
                Set(answers.map(\.location)) == ["/tickets/R-10001?done=file", "/tickets/R-10001?done=already"]
            )
        }
        #expect(try await sample.eventCount() == 1)
    }

    @Test func `a form sent again with other words is led to what it made, which stays as it is`() async throws {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let form = try await kim.get("/tickets/new").hidden("form")
            _ = try await kim.post("/tickets", sampleFields(["form": form]))
            let other = try await kim.post(
                "/tickets",
                sampleFields(["form": form, "amount": "9.99", "title": "Other"])
            )
            #expect(other.status == .seeOther && other.location == "/tickets/R-10001?done=already")
            let page = try await kim.get("/tickets/R-10001").text
            #expect(page.contains("Licences bought twice") && page.contains("1,250.00 USD") && !page.contains("9.99"))
        }
        #expect(try await sample.eventCount() == 1)
    }

    @Test func `a comment sent twice stands there once`() async throws {
        let sample = try await SampleDesk()
        _ = try await sample.file()
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let form = try await kim.get("/tickets/R-10001").hidden("form")
            let fields = ["form": form, "text": "Hello", "visibility": "public"]
            async let first = kim.post("/tickets/R-10001/note", fields)
            async let second = kim.post("/tickets/R-10001/note", fields)
            #expect(
                try await [first, second].map(\.location) == Array(repeating: "/tickets/R-10001?done=note", count: 2)
            )
            #expect(try await kim.post("/tickets/R-10001/note", fields).status == .seeOther)
        }
        #expect(try await sample.eventCount() == 2)
    }

    @Test func `giving a ticket away names the agents, and takes nobody else`() async throws {
        let sample = try await SampleDesk()
        _ = try await sample.ticket(in: .underReview)
        let ticket = "/tickets/R-10001"
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            #expect(try await ada.get("\(ticket)/give").text.contains("<option value=\"alan\">Alan Agent</option>"))
            #expect(try await ada.post("\(ticket)/give", ["to": "olga"], from: ticket).status == .unprocessableContent)
            #expect(try await ada.post("\(ticket)/give", ["to": "alan"], from: ticket).status == .seeOther)
        }
        let ticketNow = try await sample.desk.show(.number(TicketNumber(10_001)), to: .sample(SamplePeople.agent))
            .ticket
        #expect(ticketNow.assignee?.name == "alan")
    }
}
