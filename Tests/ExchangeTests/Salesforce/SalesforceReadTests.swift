import Basics
import Casework
import Exchange
import MemoryStore
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct SalesforceReadTests {
    private static let actor = Actor.sample(ExchangeDesk.integrator)
    private static let bulkHead = """
        <queryResult xmlns="http://www.force.com/2009/06/asyncapi/dataload" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        """

    private func mapping() throws -> Mapping { try ExchangeDesk.mapping(.salesforce) }

    private func read(_ text: String) throws -> [ForeignRecord] { try mapping().readAll(Array(text.utf8)) }

    private func bulk(_ records: String...) -> String { Self.bulkHead + records.joined() + "</queryResult>" }

    /// A whole Case, as far as the desk needs it.
    private func record(_ id: String = "500A0000001SvR2IAK", _ more: String = "") -> String {
        """
        <records xsi:type="sObject"><type>Case</type><Id>\(id)</Id><CaseNumber>00001026</CaseNumber>\
        <Subject>Wrong edition</Subject><Priority>High</Priority><Tenant__c>contoso.com</Tenant__c>\
        <Order_Id__c>a1b2c3d4e5f6</Order_Id__c><Refund_Reason__c>Other</Refund_Reason__c>\
        <Refund_Amount__c>1250.0</Refund_Amount__c><Refund_Currency__c>USD</Refund_Currency__c>\
        <SuppliedName>Kim</SuppliedName><SuppliedEmail>kim@fabrikam.com</SuppliedEmail>\(more)</records>
        """
    }

    @Test func `a Case of the Bulk API is read with its times, references and places`() throws {
        let records = try read(
            bulk(
                record(
                    "500A0000001SvR2IAK",
                    """
                    \n<Description xsi:nil="true"/><Account xsi:type="sObject"><type>Account</type><Id>001</Id>\
                    <Name>A &amp; B</Name><Owner xsi:type="sObject"><type>User</type><Name>Olga</Name></Owner></Account>\
                    <CreatedDate>2026-11-20T08:00:00.000Z</CreatedDate>\
                    <LastModifiedDate>2026-11-20T17:00:00.000+0900</LastModifiedDate>
                    """
                )
            )
        )
        let record = try #require(records.first)
        #expect(records.count == 1 && record.problems == [] && record.losses == [])
        #expect(record.ordinal == 1 && record.line == 1)
        let ticket = record.ticket
        #expect(ticket.id == "500A0000001SvR2IAK" && ticket.number == "00001026" && !ticket.isFollowUp)
        #expect(ticket.createdAt == (try Instant("2026-11-20T08:00:00Z")) && ticket.modifiedAt == ticket.createdAt)
        #expect(ticket["Refund_Amount__c"]?.value == "1250")
        #expect(ticket["Description"] == nil)
        #expect(ticket["Account/Name"]?.value == "A & B" && ticket["Account/Owner/Name"]?.value == "Olga")
        #expect(ticket["Account/Id"] == nil && ticket["CreatedDate"] == nil)
        #expect(ticket["CaseNumber"]?.value == "00001026")
        #expect(ticket["Account/Name"]?.place?.line == 2)
    }

    @Test(arguments: [
        ("1250.0", "1250"), ("1.2345678E7", "12345678"), ("1.23456789E7", "12345678.9"), ("12.5", "12.5"),
        ("0.01", "0.01"), ("1.0E-2", "0.01"), ("-3.50", "-3.5"), ("150000.0", "150000"), ("0.0", "0"),
        ("1.0E17", "100000000000000000"), ("007", "7"), ("abc", "abc"), ("1e999999999", "1e999999999"), ("", ""),
        ("1.2.3", "1.2.3"), ("E5", "E5"), (".5", ".5"), ("1,250.00", "1,250.00"),
        ("99999999999999999999999999999999999999999", "99999999999999999999999999999999999999999"),
    ])
    func `a number is told exactly, however it is written`(_ theirs: String, _ ours: String) throws {
        let text = record().replacing("<Refund_Amount__c>1250.0", with: "<Refund_Amount__c>" + theirs)
        #expect(try read(bulk(text)).first?.ticket["Refund_Amount__c"]?.value == ours)
    }

    @Test func `names are told by their namespace, whatever the prefixes are`() throws {
        let plain = try read(
            """
            <S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body><p:queryMoreResponse
             xmlns:p="urn:partner.soap.sforce.com"><p:result><p:done>true</p:done><p:records
             xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="zz:sObject"
             xmlns:zz="urn:sobject.partner.soap.sforce.com"><zz:type>Case</zz:type><zz:Id i:nil="1"/><zz:Id>500</zz:Id>
            <zz:Id>500</zz:Id><zz:Subject>S</zz:Subject><o:Subject xmlns:o="urn:other">stranger</o:Subject>
            </p:records></p:result></p:queryMoreResponse></S:Body></S:Envelope>
            """
        )
        #expect(plain.count == 1 && plain.first?.problems == [])
        #expect(plain.first?.ticket.id == "500")
        #expect(plain.first?.ticket.fields.map(\.name) == ["Subject"])
        #expect(plain.first?.ticket["Subject"]?.value == "S")
        #expect(
            plain.first?.losses.map(\.description) == [
                ": Subject is left out: it is not in a namespace of Salesforce's"
            ]
        )
    }

    @Test func `two different ids, a date that is none and a record of another object quarantine that record alone`()
        async throws
    {
        let desk = try ExchangeDesk()
        let report = try await desk.take(
            Array(
                bulk(
                    record("5001", "<Id>5002</Id>"),
                    record("5003", "<LastModifiedDate>2026-11-20</LastModifiedDate>"),
                    "<records xsi:type=\"sObject\"><type>Account</type><Id>001</Id><Name>x</Name></records>",
                    "<records><Id>5005</Id></records>",
                    record("5004")
                ).utf8
            ),
            as: mapping()
        )
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 4))
        let reasons = report.quarantined.map { $0.reasons.first ?? "" }
        #expect(reasons[0].contains("Id: the record has two, '5001' and '5002'; export it again"))
        #expect(reasons[1].contains("LastModifiedDate: ") && reasons[1].contains("2026-11-20"))
        #expect(reasons[2].contains("type: a record of 'Account' is not read; query Case, or CaseComment"))
        #expect(reasons[3].contains("the record does not say of which object it is"))
        #expect(try await desk.ticket("5004", of: "salesforce")?.ticket.status == .submitted)
    }

    @Test func `a word of a picklist that the mapping does not know quarantines the record`() async throws {
        let desk = try ExchangeDesk()
        let text = bulk(record().replacing(">High<", with: ">Blocker<"))
        let report = try await desk.take(Array(text.utf8), as: mapping())
        #expect(report.counts == IntakeCounts(quarantined: 1))
        #expect(report.quarantined.first?.reasons.first?.contains("Priority: ") == true)
        #expect(await desk.store.snapshot.tickets.isEmpty)
    }

    @Test func `a quarantined record is corrected alone and run again, from any of the three documents`() async throws {
        var org = SalesforceOrg()
        let source = try ExchangeDesk()
        try await source.take(RequestText.intake(RequestText(), RequestText(id: "CRM-2")))
        try org.load(try await source.export(try mapping()).files)
        for place in org.cases.indices { org.cases[place]["Recoup_Id__c"] = nil }
        org.cases[0]["Priority"] = "Blocker"
        for document in [org.bulkCases(), org.soapCases("x"), org.outboundCases()] {
            let desk = try ExchangeDesk()
            let report = try await desk.take(document, as: mapping())
            #expect(report.counts == IntakeCounts(applied: 1, quarantined: 1))
            let bad = try await desk.desk.quarantined(1, of: report.run.id, for: Self.actor)
            let text = CorrectionDocument(bad).text
            #expect(!text.contains(SalesforceOrg.session))
            let again = try mapping().readAll(Array(text.utf8))
            #expect(again.count == 1 && again.first?.ticket["Priority"]?.value == "Blocker")
            let corrected = try await Importer(desk: desk.desk, schema: desk.schema).correct(
                bad,
                with: Array(text.replacing(">Blocker<", with: ">Low<").utf8),
                named: "fix.xml",
                as: .foreign(mapping()),
                by: Self.actor
            )
            #expect(corrected.isClean, "\(corrected)")
            #expect(try await desk.tickets().count == 2)
        }
    }

    @Test func `comments beside their Case are one record for each, and whose Case is nowhere is quarantined`()
        async throws
    {
        let desk = try ExchangeDesk()
        func comment(_ parent: String, _ text: String) -> String {
            "<records xsi:type=\"sObject\"><type>CaseComment</type><Id>00a1</Id>\(parent)<CommentBody>\(text)</CommentBody>"
                + "<IsPublished>true</IsPublished><CreatedBy xsi:type=\"sObject\"><type>User</type><Name>Olga</Name></CreatedBy>"
                + "<CreatedDate>2026-11-21T08:00:00.000Z</CreatedDate></records>\n"
        }
        let text = bulk(
            comment("<ParentId>5001</ParentId>", "one"),
            comment("<ParentId>5009</ParentId>", "lost"),
            record("5001"),
            comment("<ParentId>5001</ParentId>", "two"),
            comment("", "nobody's")
        )
        let records = try read(text)
        #expect(records.map(\.ticket.id) == ["5001", nil, "5001", "5009"])
        #expect(records.map(\.ticket.isFollowUp) == [false, true, true, true])
        #expect(records.map(\.ordinal) == [1, 2, 3, 4])
        #expect(records[2].ticket.comments.map(\.text) == ["one", "two"])
        #expect(records[2].ticket.comments.map(\.author) == ["Olga", "Olga"])
        for record in records {
            let again = try read(Self.bulkHead + String(decoding: record.original(), as: UTF8.self) + "</queryResult>")
            #expect(again.count == 1)
            #expect(again.first?.ticket.id == record.ticket.id)
            #expect(again.first?.ticket.comments.map(\.text) == record.ticket.comments.map(\.text))
        }
        let report = try await desk.take(Array(text.utf8), as: mapping())
        #expect(report.counts == IntakeCounts(applied: 2, quarantined: 2), "\(report.quarantined)")
        let reasons = report.quarantined.flatMap(\.reasons)
        #expect(reasons.contains { $0.contains("belongs to '5009', which is neither in this document nor here") })
        #expect(reasons.contains { $0.contains("ParentId: it is missing; query it with the comment") })
        #expect(
            try await desk.take(Array(text.utf8), as: mapping()).counts == IntakeCounts(unchanged: 2, quarantined: 2)
        )
        let stored = try #require(try await desk.ticket("5001", of: "salesforce"))
        let messages = stored.correspondence(naming: [:]).filter { $0.visibility == .public }
        #expect(messages.map(\.text) == ["one", "two"] && messages.map(\.author) == ["Olga", "Olga"])
    }

    @Test func `rows inside a Case are comments, files and history`() throws {
        let rows = """
            <CaseComments xsi:type="QueryResult"><done>false</done><records xsi:type="sObject"><type>CaseComment</type>
            <CommentBody>c</CommentBody></records></CaseComments><Attachments><records><type>Attachment</type>
            <Name>../../etc/passwd</Name><ContentType>text/plain</ContentType><Body>YWJj</Body></records><records>
            <Name>b</Name></records></Attachments><Histories><records><type>CaseHistory</type><Field>Status</Field>
            <OldValue>New</OldValue><NewValue>Working</NewValue></records></Histories>
            """
        let record = try #require(try read(bulk(record("5001", rows))).first)
        #expect(record.problems == [])
        #expect(record.ticket.comments.map(\.text) == ["c"] && record.ticket.comments.map(\.isPublic) == [false])
        #expect(record.ticket.files.map(\.name) == ["../../etc/passwd", "b"])
        #expect(record.ticket.files.map(\.size) == [3, nil])
        #expect(record.ticket.history == ["Histories: Field Status, OldValue New, NewValue Working"])
        #expect(
            record.losses.map(\.sentence) == [
                "is left out: the rest of it is in another answer, which was not fetched"
            ]
        )
        // A name from a document is never a path.
        let mapped = try mapping().read(record.ticket)
        #expect(mapped.intake.files.map(\.attachment.name) == [".._.._etc_passwd"])
        let bad = try read(bulk(self.record("5001", rows.replacing("YWJj", with: "YW?j"))))
        #expect(bad.first?.problems.first?.message == "Attachments/Body: it is not base64; export it again")
    }

    @Test func `the results of a batch are reported row by row, and change nothing`() async throws {
        let desk = try ExchangeDesk()
        let kept = await desk.kept()
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <results xmlns="http://www.force.com/2009/06/asyncapi/dataload">
            <result><id>5001</id><success>true</success><created>true</created></result>
            <result><errors><fields>Priority</fields><fields>Status</fields><message>bad value for
            restricted picklist field: Blocker</message>\
            <statusCode>INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST</statusCode></errors><success>false</success></result>
            <result><success>false</success></result>
            </results>
            """
        let report = try await desk.take(Array(text.utf8), as: mapping())
        #expect(report.counts == IntakeCounts() && report.fault == nil && !report.isClean)
        #expect(
            report.problems == [
                "test.xml:4:1: row 2 of the batch was refused there: INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: bad value "
                    + "for restricted picklist field: Blocker (Priority, Status)",
                "test.xml:6:1: row 3 of the batch was refused there: no reason is given",
            ]
        )
        #expect(await desk.kept().dropLast(2) == kept.dropLast(2))
        let good = text.split(separator: "\n").filter {
            !$0.contains("false") && !$0.contains("Priority") && !$0.contains("restricted")
        }
        #expect(try await desk.take(Array(good.joined(separator: "\n").utf8), as: mapping()).isClean)

        let row = "<result><success>false</success></result>"
        let many =
            "<results xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\">"
            + String(repeating: row, count: 250) + "</results>"
        let problems = try await desk.take(Array(many.utf8), as: mapping()).problems
        #expect(problems.count == 101 && problems.last == "test.xml: and 150 more rows were refused there")
    }

    @Test func `a result that goes on and a fault of SOAP are said`() async throws {
        let desk = try ExchangeDesk()
        let more = bulk("<done>false</done><queryLocator>01g</queryLocator>", record())
        let report = try await desk.take(Array(more.utf8), as: mapping())
        #expect(report.counts == IntakeCounts(applied: 1))
        #expect(
            report.problems.first?.hasSuffix("the result goes on in another document: fetch that too, and import it")
                == true
        )
        let fault = """
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>x</faultcode>\
            <faultstring>INVALID_SESSION_ID: \(SalesforceOrg.session)</faultstring></e:Fault></e:Body></e:Envelope>
            """
        let said = try await desk.take(Array(fault.utf8), as: mapping()).problems
        #expect(said == ["test.xml:1:73: Salesforce answered with a fault and not with records; ask it again"])
    }

    @Test(arguments: [
        (
            "<sObjects xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\"/>",
            "test.xml:1:1: this is a batch to be loaded"
        ),
        ("<queryResult/>", "test.xml:1:1: this is none of Salesforce's documents; a query's result begins with"),
        ("<Envelope xmlns=\"urn:x\"/>", "test.xml:1:1: this is none of Salesforce's documents"),
        ("<recoup xmlns=\"urn:recoup:exchange:1\"/>", "test.xml:1:1: this is none of Salesforce's documents"),
        ("", "test.xml:1:1: the document is empty"),
    ])
    func `a document that does not begin as Salesforce's do is refused, and nothing is kept`(
        _ text: String,
        _ sentence: String
    ) async throws {
        let desk = try ExchangeDesk()
        let kept = await desk.kept()
        do {
            try await desk.take(Array(text.utf8), as: mapping())
            Issue.record("taken")
        } catch let fault as DocumentFault { #expect(fault.sentence.hasPrefix(sentence), "\(fault.sentence)") }
        #expect(await desk.kept() == kept)
    }

    @Test func `thousands of rows inside one Case are read in time that grows with them, each at its place`() throws {
        let text = String(repeating: "x", count: 500)
        let rows = (0..<8_000).map {
            "<records><type>CaseComment</type>\n<CommentBody>\($0) \(text)</CommentBody></records>"
        }
        let clock = ContinuousClock()
        let start = clock.now
        let found = try read(bulk(record("5001", "<CaseComments>\(rows.joined())</CaseComments>")))
        // Counting every place from the record's start would take minutes.
        #expect(clock.now - start < .seconds(20))
        let comments = try #require(found.first).ticket.comments
        #expect(comments.count == 8_000)
        #expect(comments.last?.place?.line == 8_000)
        #expect(comments[1].place == ForeignPlace(line: 2, column: 540))
    }
}
