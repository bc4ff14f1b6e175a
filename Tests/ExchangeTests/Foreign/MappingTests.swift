import Basics
import Casework
import Exchange
import Orders
import SampleDesk
import Testing
import Tickets

@Suite struct MappingTests {
    private static let block = """
        --- Recoup request ---
        Tenant: contoso.com
        Order: a1b2c3d4e5f6
        Reason: accidental
        Amount: 1250.00 USD
        Contact: Kim Minji
        --- end of Recoup request ---
        """

    private func foreign(_ fields: [(String, String)]) -> ForeignTicket {
        var ticket = ForeignTicket(id: "7")
        ticket.fields = fields.map { ForeignField($0.0, $0.1, at: ForeignPlace(line: 5, column: 3)) }
        return ticket
    }

    private func complete(_ change: [(String, String)] = []) -> ForeignTicket {
        foreign(
            change + [
                ("subject", "Wrong edition"), ("impact", "2"), ("text", "Please\n\n" + Self.block),
                ("caller/email", "kim@fabrikam.com"),
            ]
        )
    }

    @Test func `facts come from fields, from the block and from defaults`() throws {
        let read = try MappingText().mapping().read(complete([("state", "New"), ("mod_count", "4"), ("u_vip", "yes")]))
        #expect(read.problems.isEmpty)
        #expect(read.losses.isEmpty)
        let facts = try read.intake.form.facts()
        #expect(facts.problem == .refund)
        #expect(facts.impact == .moderate)
        #expect(facts.tenant.description == "contoso.com")
        #expect(facts.purchase.description == "order:a1b2c3d4e5f6")
        #expect(facts.amount.description == "1250.00 USD")
        #expect(facts.explanation == "Please")
        #expect(facts.contact.name == "Kim Minji")
        #expect(read.intake.quotedNote == "Status there: New\n\nHistory there:\nu_vip: yes")
        #expect(read.intake.source?.system == "crm")
    }

    @Test func `a block survives CRLF, blanks at line ends and text behind it`() throws {
        let text = "Please\r\n\r\n" + Self.block.replacing("\n", with: " \r\n") + "\r\n-- sent from my phone"
        let form = try MappingText().mapping().read(foreign([("text", text)])).intake.form
        #expect(form[.amount] == "1250.00")
        #expect(form[.currency] == "USD")
        #expect(Array((form[.explanation] ?? "").utf8) == Array("Please\r\n-- sent from my phone".utf8))
        let unfinished = try MappingText().mapping()
            .read(foreign([("text", "--- Recoup request ---\nTenant: a.com")])).intake.form
        #expect(unfinished[.tenant] == nil)
    }

    @Test func `a word that the mapping does not have is an error at its place, or a loss where it says so`() throws {
        let read = try MappingText().mapping().read(complete([("impact", "9")]))
        #expect(
            read.problems.map(\.description) == [
                "5:3: impact: '9' is not one of 1, 2 of the mapping for impact; add the word to the mapping"
            ]
        )
        let mild = MappingText(
            fields: MappingText().fields.replacing("theirs=\"impact\"", with: "theirs=\"impact\" unknown=\"loss\"")
        )
        let lost = try mild.mapping().read(foreign([("impact", "9")]))
        #expect(lost.problems.isEmpty)
        #expect(lost.losses == [Loss("impact", .noValue("9"))])
        #expect(lost.intake.form[.impact] == nil)
    }

    @Test func `a label is looked up where the key is not listed`() throws {
        var ticket = foreign([])
        ticket.fields = [ForeignField("impact", "991", label: "2")]
        #expect(try MappingText().mapping().read(ticket).intake.form[.impact] == "moderate")
    }

    @Test func `names of files are made safe and told apart`() throws {
        var ticket = complete()
        let names = ["../../etc/passwd", "a.png", "a.png", "a\\b", "..", "", ".profile", ".profile"]
        ticket.files = names.map {
            ForeignFile(name: $0, mediaType: "no type", content: .bytes(FileContent(Array($0.utf8))))
        }
        ticket.files.append(ForeignFile(name: "far.pdf", mediaType: "", content: .absent))
        let read = try MappingText().mapping().read(ticket)
        #expect(
            read.intake.files.map(\.attachment.name) == [
                ".._.._etc_passwd", "a.png", "a (2).png", "a_b", "file", "file (2)", ".profile", ".profile (2)",
            ]
        )
        #expect(read.intake.files[1].attachment.mediaType == "image/png")
        #expect(read.losses.count == 7)
        #expect(read.losses.contains(Loss("file 'far.pdf'", .fileElsewhere)))
        #expect(read.intake.quotedNote?.contains("File there: far.pdf") ?? false)
    }

    @Test func `control characters that came inside an encoding are replaced, and said`() throws {
        let read = try MappingText().mapping().read(complete([("subject", "a\u{1}b\u{b}")]))
        #expect(read.intake.form[.title] == "a\u{fffd}b\u{fffd}")
        #expect(read.losses.map(\.field) == ["subject"])
    }

    @Test func `what is written comes back, and what is not is said`() throws {
        let mapping = try MappingText().mapping()
        let ticket = try outgoing(title: String(repeating: "환", count: 41), impact: "minimal")
        let written = mapping.write(ticket)
        #expect(written.ticket["subject"]?.value == String(repeating: "환", count: 40))
        #expect(written.ticket["impact"] == nil)
        #expect(written.ticket["kind"]?.value == "csp")
        #expect(written.ticket["our_id"]?.value == ticket.ticket.id.description)
        #expect(
            written.losses.map(\.description) == [
                "R-10001: title is cut to 40 characters of 41",
                "R-10001: impact is not carried: the mapping has no word for 'minimal'",
                "R-10001: contact.phone is not carried: the mapping names no place for it",
                "R-10001: note of 2026-11-23 08:00 UTC is not carried: the format has no place that only the desk reads",
            ]
        )
        #expect(written.ticket.comments.map(\.text) == ["seen"])
        let back = mapping.read(written.ticket).intake
        #expect(back.form == written.carried)
        #expect(back.form[.tenant] == "contoso.com")
        #expect(back.form[.amount] == "1250.00")
        #expect(back.form[.currency] == "USD")
        #expect(back.ticket == ticket.ticket.id)
    }

    @Test func `a long text is cut so that the block behind it stays whole`() throws {
        let mapping = try MappingText().mapping()
        let written = mapping.write(try outgoing(explanation: String(repeating: "x", count: 400)))
        let text = try #require(written.ticket["text"]?.value)
        #expect(text.utf16.count == 300)
        #expect(text.hasSuffix("--- end of Recoup request ---"))
        #expect(mapping.read(written.ticket).intake.form[.tenant] == "contoso.com")
        #expect(written.losses.contains { $0.field == "explanation" })
    }

    @Test func `the request in our own format brings back what the format cannot carry`() throws {
        let text = MappingText(
            rest: MappingText().rest.replacing("<files carry=\"attachments\"/>", with: "<files carry=\"all\"/>")
        )
        let mapping = try text.mapping()
        let title = String(repeating: "환", count: 60)
        var written = mapping.write(try outgoing(title: title, explanation: "a\r\nb", impact: "minimal")).ticket
        #expect(written.files.count == 1)
        let back = mapping.read(written).intake
        #expect(back.files.isEmpty)
        #expect(back.form[.title] == title)
        #expect(back.form[.impact] == "minimal")
        #expect(back.form[.contactPhone] == "+82 2 1234 5678")
        #expect(Array((back.form[.explanation] ?? "").utf8) == Array("a\r\nb".utf8))
        // What they changed is newer than what was sent.
        written.fields = written.fields.map { $0.name == "subject" ? ForeignField("subject", "Theirs") : $0 }
        #expect(mapping.read(written).intake.form[.title] == "Theirs")
        #expect(mapping.read(written).intake.form[.impact] == "minimal")
    }

    private func outgoing(
        title: String = "Wrong edition",
        explanation: String = "Please",
        impact: String = "moderate"
    ) throws -> OutgoingTicket {
        let form = FactsForm([
            .problem: "refund", .impact: impact, .title: title, .tenant: "contoso.com", .purchase: "order:a1b2c3d4e5f6",
            .reason: "accidental", .explanation: explanation, .amount: "1250.00", .currency: "USD",
            .contactName: "Kim Minji", .contactEmail: "kim@fabrikam.com", .contactPhone: "+82 2 1234 5678",
        ])
        let at = try Instant("2026-11-23T08:00:00Z")
        var (ticket, _) = try Ticket.open(
            TicketOpening(
                organisation: ExchangeDesk.integrator.organisation,
                requester: nil,
                content: .complete(form.facts())
            ),
            as: Ticket.ID("0a1b2c3d-0000-4000-8000-123456789abc"),
            by: .sample(ExchangeDesk.integrator),
            at: at,
            under: TicketRules()
        )
        ticket.number = 10_001
        return OutgoingTicket(
            ticket: ticket,
            messages: [
                Message(text: "seen", visibility: .public, author: "Ada", writtenAt: at),
                Message(text: "secret", visibility: .internal, author: "Ada", writtenAt: at),
            ],
            files: []
        )
    }
}
