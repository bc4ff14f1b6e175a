import Basics
import Orders
import SampleDesk
import Testing
import Tickets

struct FactsTests {
    @Test func `a complete form gives the facts`() throws {
        let facts = try FactsForm.sample().facts()
        #expect(facts.problem == .refund && facts.impact == .moderate && facts.reason == .accidental)
        #expect(facts.tenant == .domain(try DomainName("contoso.com")))
        #expect(facts.purchase == .order("a1b2c3d4e5f6"))
        #expect(facts.amount == (try Money.usd(1_250_00)))
        #expect(facts.contact.phone?.text == "+82 2 1234 5678")
        #expect(
            facts.description == """
                Customer tenant: contoso.com
                Purchase: order:a1b2c3d4e5f6
                Refund reason: accidental
                Amount requested: 1250.00 USD

                The customer pressed the button twice.
                """
        )
    }

    @Test func `facts written as a form give the same facts`() throws {
        let forms: [FactsForm] = [
            .sample(), .sample([.explanation: "", .contactPhone: ""]),
            .sample([.tenant: "0A1B2C3D-4e5f-6071-8293-a4b5c6d7e8f9", .amount: "1,250"]),
            .sample([.purchase: "0A1B2C3D-4e5f-6071-8293-a4b5c6d7e8f9", .currency: "krw", .amount: "9"]),
            .sample([.title: "  환불  ", .explanation: " kept\r\n ", .contactEmail: "Kim@FABRIKAM.com"]),
        ]
        for form in forms {
            let facts = try form.facts()
            #expect(try facts.form.facts() == facts)
            #expect(try facts.form.facts().form.differences(from: facts.form).fields == [])
        }
    }

    @Test func `every problem of every field is told, in order`() {
        let form = FactsForm([
            .problem: "refunds", .impact: "", .title: String(repeating: "x", count: 251), .tenant: "contoso",
            .purchase: "123", .reason: "whim", .explanation: "a\u{2}", .amount: "12,50", .currency: "USD",
            .contactName: "two\nlines", .contactEmail: "kim", .contactPhone: "call me",
        ])
        let expected = Problems([
            Problem("problem", .unknownChoice("refunds", known: ["refund", "serviceCredit", "reservation"])),
            Problem("impact", .missing),
            Problem("title", .tooLong(limit: 250, actual: 251)),
            Problem("tenant", .notATenant("contoso")),
            Problem("purchase", .notAPurchase("123")),
            Problem("reason", .unknownChoice("whim", known: RefundReason.allCases.map(\.rawValue))),
            Problem("explanation", .forbiddenCharacter(scalar: 2, position: 2)),
            Problem("amount", .notANumber("12,50")),
            Problem("contact.name", .lineBreak(position: 4)),
            Problem("contact.email", .notAnEmail("kim")),
            Problem("contact.phone", .notAPhone("call me")),
        ])
        #expect(throws: expected) { try form.facts() }
    }

    @Test func `an empty form lacks exactly what is required`() {
        do {
            _ = try FactsForm().facts()
            Issue.record("an empty form gave facts")
        } catch {
            let missing = error.list.filter { $0.fault == .missing }.compactMap(\.field)
            #expect(missing.count == error.list.count)
            #expect(Set(missing) == Set(FactField.allCases.filter(\.isRequired).map(\.rawValue)))
        }
    }

    @Test func `without a currency an amount cannot be judged, and both are told`() {
        #expect(throws: Problems([Problem("currency", .missing), Problem("amount", .missing)])) {
            try FactsForm.sample([.amount: "", .currency: ""]).facts()
        }
        #expect(throws: Problems([Problem("currency", .unknownCurrency("XXX"))])) {
            try FactsForm.sample([.currency: "XXX"]).facts()
        }
        #expect(throws: Problems([Problem("amount", .notPositive("-1"))])) {
            try FactsForm.sample([.amount: "-1"]).facts()
        }
    }

    @Test func `differences are of bytes, not of looks`() {
        let composed = FactsForm([.title: "\u{e9}", .impact: "minimal"])
        let decomposed = FactsForm([.title: "e\u{301}"])
        #expect(decomposed.differences(from: composed).fields == [.impact, .title])
        #expect(decomposed.differences(from: composed)[.impact] == "")
        #expect(composed.changed(by: decomposed.differences(from: composed)).fields == [.title])
    }

    @Test func `a tenant is a GUID or a domain name`() throws {
        #expect(
            try Tenant(" {0A1B2C3D-4e5f-6071-8293-a4b5c6d7e8f9} ").description == "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
        )
        #expect(try Tenant("Contoso.OnMicrosoft.com").description == "contoso.onmicrosoft.com")
        #expect(throws: Fault.notADomain("a..b", .emptyLabel)) { try Tenant("a..b") }
    }

    @Test func `a number is written R-10001 and read in three ways`() {
        for text in ["R-10001", " r-10001 ", "10001"] { #expect(TicketNumber(text)?.value == 10_001) }
        #expect(TicketNumber(10_001).description == "R-10001")
        for text in ["", "R-", "R10001", "-1", "R--1", "1234567890123456", "１"] { #expect(TicketNumber(text) == nil) }
        #expect(TicketNumber("999999999999999")?.value == TicketNumber.last)
    }

    @Test func `a source is two lines of text`() throws {
        #expect(try Source(system: " crm ", externalID: "42").system == "crm")
        #expect(throws: Fault.missing) { try Source(system: "crm", externalID: " ") }
        #expect(throws: Fault.tooLong(limit: 100, actual: 101)) {
            try Source(system: String(repeating: "x", count: 101), externalID: "1")
        }
    }
}

struct AttachmentTests {
    @Test(arguments: ["", " ", ".", "..", "a/b", "a\\b", "a\nb", "a\u{0}b", String(repeating: "x", count: 256)])
    func `what is no file name is refused with its text`(name: String) {
        #expect(throws: Fault.notAFileName(name)) { try Attachment.checked(name: name) }
    }

    @Test func `a name of 255 characters and one that begins with dots are taken`() throws {
        let long = String(repeating: "가", count: 255)
        #expect(try Attachment.checked(name: long) == long)
        #expect(try Attachment.checked(name: " ...rc ") == "...rc")
    }

    @Test func `a media type is two names in lower case`() throws {
        #expect(try Attachment.checked(mediaType: "Text/HTML; charset=utf-8") == "text/html")
        #expect(try Attachment.checked(mediaType: "application/vnd.a+b-c.d") == "application/vnd.a+b-c.d")
        for text in ["", "text", "text/", "/html", "text/html/x", "te xt/html", "text/ht*ml", "환불/x"] {
            #expect(throws: Fault.notAMediaType(text)) { try Attachment.checked(mediaType: text) }
        }
    }

    @Test func `an ending suggests a media type`() {
        #expect(Attachment.mediaType(forName: "Invoice.PDF") == "application/pdf")
        #expect(Attachment.mediaType(forName: "a.jpeg") == "image/jpeg")
        #expect(Attachment.mediaType(forName: "archive.tar.zip") == "application/zip")
        #expect(Attachment.mediaType(forName: "README") == "application/octet-stream")
        #expect(Attachment.mediaType(forName: "") == "application/octet-stream")
    }
}
