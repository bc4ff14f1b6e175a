import Basics
import Casework
import Exchange
import Packing
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct SalesforceWriteTests {
    @Test func `a ticket is a job and a batch, with every field by its name`() async throws {
        let desk = try await SalesforceWriting.desk(
            RequestText(title: "환불 &amp; ]]&gt; &lt;b&gt;", amount: SalesforceWriting.explained("a\u{a0}b&#13;\n "))
        )
        let (files, losses, report) = try await desk.export(try SalesforceWriting.mapping())
        #expect(files.map(\.name) == ["job-2-Case-upsert.xml", "batch-2-0001-Case.xml"])
        #expect(
            files[0].text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <jobInfo xmlns="http://www.force.com/2009/06/asyncapi/dataload">
                  <operation>upsert</operation>
                  <object>Case</object>
                  <externalIdFieldName>Recoup_Id__c</externalIdFieldName>
                  <contentType>XML</contentType>
                </jobInfo>

                """
        )
        let id = try #require(try await desk.tickets().first).ticket.id
        #expect(
            files[1].text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                <sObject>
                  <Recoup_Id__c>\(id)</Recoup_Id__c>
                  <Recoup_Number__c>R-10001</Recoup_Number__c>
                  <Subject>환불 &amp; ]]&gt; &lt;b&gt;</Subject>
                  <Description>a\u{a0}b&#13;
                 </Description>
                  <Priority>Medium</Priority>
                  <Status>New</Status>
                  <Refund_Type__c>Refund</Refund_Type__c>
                  <Tenant__c>contoso.com</Tenant__c>
                  <Order_Id__c>a1b2c3d4e5f6</Order_Id__c>
                  <Refund_Reason__c>Accidental purchase</Refund_Reason__c>
                  <Refund_Amount__c>1250.00</Refund_Amount__c>
                  <Refund_Currency__c>USD</Refund_Currency__c>
                  <SuppliedName>Kim Minji</SuppliedName>
                  <SuppliedEmail>kim@fabrikam.com</SuppliedEmail>
                  <Origin>Recoup</Origin>
                </sObject>
                </sObjects>

                """
        )
        #expect(losses == [])
        #expect(report.tickets == 1)
    }

    @Test func `an export without tickets writes no file`() async throws {
        let (files, losses, report) = try await ExchangeDesk().export(try SalesforceWriting.mapping())
        #expect(files.isEmpty && losses.isEmpty && report.tickets == 0)
    }

    @Test func `what is empty now is emptied there, and what is taken once is not sent again`() async throws {
        let desk = try await SalesforceWriting.desk(RequestText(amount: SalesforceWriting.explained("why")))
        var org = SalesforceOrg()
        try org.load(try await desk.export(try SalesforceWriting.mapping()).files)
        #expect(org.cases[0]["Description"] == "why" && org.cases[0]["SuppliedName"] == "Kim Minji")
        let ticket = try #require(try await desk.tickets().first).ticket
        let edit = FactsForm([.explanation: "", .purchase: "subscription:8f1c4f6e-9d0b-4c1e-8a53-2f3e5d7c9b10"])
        _ = try await desk.desk.perform(.edit(edit), on: .id(ticket.id), by: SalesforceWriting.actor)
        let (files, losses, _) = try await desk.export(try SalesforceWriting.mapping())
        #expect(losses == [])
        #expect(files[1].text.contains("<Description xsi:nil=\"true\"/>"))
        #expect(files[1].text.contains("<Order_Id__c xsi:nil=\"true\"/>"))
        #expect(!files[1].text.contains("Supplied"))
        try org.load(files)
        #expect(org.refused == [] && org.cases.count == 1)
        #expect(org.cases[0]["Description"] == nil && org.cases[0]["Order_Id__c"] == nil)
        #expect(org.cases[0]["SuppliedName"] == "Kim Minji")
    }

    @Test
    func `a contact who changes after the Case was made is a loss, and the old one is no edit when it comes back`()
        async throws
    {
        let desk = try await SalesforceWriting.desk(RequestText())
        var org = SalesforceOrg()
        try org.load(try await desk.export(try SalesforceWriting.mapping()).files)
        let ticket = try #require(try await desk.tickets().first).ticket
        let edit = FactsForm([.contactName: "Lee Jiwoo"])
        _ = try await desk.desk.perform(.edit(edit), on: .id(ticket.id), by: SalesforceWriting.actor)
        let (files, losses, _) = try await desk.export(try SalesforceWriting.mapping())
        #expect(losses.map(\.description) == ["R-10001: contact.name arrives as 'Kim Minji'"])
        try org.load(files)
        let report = try await desk.take(org.bulkCases(), as: try SalesforceWriting.mapping())
        #expect(report.counts == IntakeCounts(unchanged: 1))
        #expect(try await desk.tickets().first?.ticket.content.form[.contactName] == "Lee Jiwoo")
    }

    @Test func `columns of Contact make a job of their own, in front, each person once`() async throws {
        let mapping = try SalesforceWriting.mapping(SalesforceWriting.withContacts)
        let desk = try await SalesforceWriting.desk(
            RequestText(),
            RequestText(id: "CRM-2", email: "KIM@fabrikam.com"),
            RequestText(id: "CRM-3", email: "lee@fabrikam.com")
        )
        let (files, losses, _) = try await desk.export(mapping)
        #expect(
            Set(files.map(\.name)) == [
                "job-1-Contact-upsert.xml", "batch-1-0001-Contact.xml", "job-2-Case-upsert.xml",
                "batch-2-0001-Case.xml",
            ]
        )
        let contacts = try #require(files.first { $0.name == "batch-1-0001-Contact.xml" }).text
        #expect(
            contacts.contains(
                """
                <sObject>
                  <Recoup_Key__c>kim@fabrikam.com</Recoup_Key__c>
                  <LastName>Kim Minji</LastName>
                  <Email>kim@fabrikam.com</Email>
                </sObject>
                """
            )
        )
        let cases = try #require(files.first { $0.name == "batch-2-0001-Case.xml" }).text
        #expect(
            cases.contains(
                """
                  <Contact>
                    <sObject>
                      <Recoup_Key__c>lee@fabrikam.com</Recoup_Key__c>
                    </sObject>
                  </Contact>
                """
            )
        )
        #expect(!cases.contains("LastName"))
        // The second ticket writes its address in capitals: the first one's words hold.
        #expect(
            losses.map(\.description) == [
                "R-10002: Contact arrives as 'what an earlier ticket of this export says of kim@fabr…'"
            ] || losses.count == 1 && losses[0].record == "R-10002" && losses[0].field == "Contact"
        )
        var org = SalesforceOrg()
        try org.load(files)
        #expect(org.refused == [] && org.contacts.count == 2 && org.cases.count == 3)
        #expect(org.cases.map { $0["ContactId"] } == [1, 1, 2].map { SalesforceOrg.id("Contact", $0) })
    }

    @Test func `a Case that came from there is changed by its own id`() async throws {
        let desk = try ExchangeDesk()
        var org = SalesforceOrg()
        try org.load(try await SalesforceWriting.desk(RequestText()).export(try SalesforceWriting.mapping()).files)
        org.cases[0]["Recoup_Id__c"] = nil
        #expect(
            try await desk.take(org.bulkCases(), as: try SalesforceWriting.mapping()).counts == IntakeCounts(applied: 1)
        )
        let (files, losses, _) = try await desk.export(try SalesforceWriting.mapping())
        #expect(files.map(\.name) == ["job-3-Case-update.xml", "batch-3-0001-Case.xml"])
        #expect(!files[0].text.contains("externalIdFieldName"))
        #expect(files[1].text.contains("<Id>\(org.cases[0].id)</Id>"))
        // The quoted note about its status and number is the desk's own.
        #expect(losses.map(\.reason) == [.staysInternal])
        try org.load(files)
        #expect(org.refused == [] && org.cases.count == 1)
        let id = try #require(try await desk.tickets().first).ticket.id
        #expect(org.cases[0]["Recoup_Id__c"] == id.description)
        // Now it has our id as well, and is still the same ticket.
        #expect(try await desk.take(org.bulkCases(), as: try SalesforceWriting.mapping()).counts.quarantined == 0)
        #expect(try await desk.tickets().count == 1)
    }

    @Test func `a Case of another desk keeps the id that the other desk gave it`() async throws {
        var org = SalesforceOrg()
        try org.load(try await SalesforceWriting.desk(RequestText()).export(try SalesforceWriting.mapping()).files)
        let theirs = try #require(org.cases[0]["Recoup_Id__c"])
        let desk = try ExchangeDesk(ids: 1_000_000)
        #expect(
            try await desk.take(org.bulkCases(), as: try SalesforceWriting.mapping()).counts == IntakeCounts(applied: 1)
        )
        try org.load(try await desk.export(try SalesforceWriting.mapping()).files)
        #expect(org.refused == [] && org.cases.count == 1)
        #expect(org.cases[0]["Recoup_Id__c"] == theirs)
        #expect(try await desk.take(org.bulkCases(), as: try SalesforceWriting.mapping()).counts.quarantined == 0)
        #expect(try await desk.tickets().count == 1)
    }

    @Test func `a site without fields of its own has the facts in a block of the description`() async throws {
        let mapping = try SalesforceWriting.mapping { text in
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            lines.removeAll { line in
                [
                    "\"Tenant__c\"", "\"Order_Id__c\"", "\"Subscription_Id__c\"", "Refund_Amount__c\"/",
                    "Refund_Currency__c\"",
                ]
                .contains { line.contains($0) && line.contains("<field") }
            }
            return lines.joined(separator: "\n").replacing(
                "  <default ours=\"problem\"",
                with:
                    "  <block theirs=\"Description\" fields=\"tenant order amount currency\"/>\n  <default ours=\"problem\""
            )
        }
        let desk = try await SalesforceWriting.desk(RequestText())
        var org = SalesforceOrg()
        let (files, losses, _) = try await desk.export(mapping)
        try org.load(files)
        #expect(losses == [])
        #expect(
            org.cases[0]["Description"] == """
                --- Recoup request ---
                Tenant: contoso.com
                Order: a1b2c3d4e5f6
                Amount: 1250.00
                Currency: USD
                --- end of Recoup request ---
                """
        )
        #expect(try await desk.take(org.bulkCases(), as: mapping).counts == IntakeCounts(unchanged: 1))
    }

    @Test(arguments: [
        ("theirs=\"Tenant__c\"", "theirs=\"Tenant c\"", "'Tenant c' (line 45 of the mapping) is no name of a field"),
        ("<field ours=\"id\" theirs=\"Recoup_Id__c\" limit=\"36\"/>", "", "the mapping names no field for our id"),
        ("theirs=\"SuppliedName\"", "theirs=\"Contact/LastName\"", "without <field ours=\"contact.email\""),
    ])
    func `a mapping that no batch can be written with is refused before anything is written`(
        _ old: String,
        _ new: String,
        _ sentence: String
    ) async throws {
        let desk = try await SalesforceWriting.desk(RequestText())
        let kept = await desk.kept()
        do {
            _ = try await desk.export(try SalesforceWriting.mapping { $0.replacing(old, with: new) })
            Issue.record("written")
        } catch let fault as MappingFault { #expect(fault.sentence.contains(sentence), "\(fault.sentence)") }
        #expect(await desk.kept() == kept)
    }
}
