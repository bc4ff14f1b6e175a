import Exchange
import Testing
import XML

@Suite struct MappingFileTests {
    @Test func `a mapping says what it says`() throws {
        let mapping = try MappingText().mapping()
        #expect(mapping.format == .servicenow)
        #expect(mapping.system == "crm")
        #expect(mapping.option("table") == "incident")
        #expect(mapping[.title]?.theirs == "subject")
        #expect(mapping[.title]?.limit == 40)
        #expect(mapping[.impact]?.values.map(\.theirs) == ["1", "2"])
        #expect(mapping.block?.fields == [.tenant, .order, .subscription, .reason, .amount, .contactName])
        #expect(mapping.comments == .public)
        #expect(mapping.files == .attachments)
        let other = MappingText(fields: "<field ours=\"title\" theirs=\"subject\"/>")
        #expect(try other.mapping().digest != mapping.digest)
        #expect(try MappingText().mapping().digest == mapping.digest)
    }

    @Test func `a word that nobody knows is named with its line and with those that there are`() {
        let text = MappingText(
            fields: """
                <field ours="titel" theirs="subject"/>
                <field ours="impact" theirs="impact"><value ours="high" theirs="1"/></field>
                <field ours="title" theirs="subject"/>
                <field ours="title" theirs="subject"/>
                """,
            rest: "<block theirs=\"text\" fields=\"tenant explanation\"/>"
        )
        #expect(
            text.problems() == [
                "site.xml:3:1: ours: 'titel' is not one of problem, impact, title, tenant, order, subscription, purchase, "
                    + "reason, explanation, amount, currency, contact.name, contact.email, contact.phone, id, number, "
                    + "status, description, created, updated",
                "site.xml:4:38: impact: 'high' is not one of critical, moderate, minimal",
                "site.xml:6:1: field: title to 'subject' is named twice",
                "site.xml:7:1: fields: the block cannot hold 'explanation', which may have lines",
            ]
        )
    }

    @Test func `what the schema does not allow is named with its line`() {
        let missing = MappingText(fields: "<field ours=\"title\"/>", rest: "<files carry=\"some\"/>").problems()
        #expect(missing.count == 2)
        #expect(missing.first?.hasPrefix("site.xml:3:1: ") ?? false)
        #expect(missing.last?.hasPrefix("site.xml:4:1: ") ?? false)
        #expect(
            MappingText(format: "excel").problems() == [
                "site.xml:1:1: format: 'excel' is not one of servicenow, dataverse, redmine, salesforce, osticket, jira, "
                    + "mantis, bugzilla, rails"
            ]
        )
    }

    @Test func `something else is not taken for a mapping`() {
        let templates = Project.path("Templates")
        func problems(_ text: String) -> [String] {
            do throws(MappingFault) {
                _ = try Mapping(.bytes(Array(text.utf8)), named: "m.xml", templates: templates)
                return []
            } catch { return error.problems }
        }
        #expect(
            problems("<unload/>") == [
                "m.xml:1:1: this is no mapping; begin with <mapping xmlns=\"urn:recoup:mapping:1\" format=\"…\" system=\"…\">"
            ]
        )
        #expect(problems("<!DOCTYPE mapping [<!ENTITY a \"b\">]><mapping/>").count == 1)
        #expect(problems("").count == 1)
        #expect(
            problems("<mapping xmlns=\"urn:recoup:mapping:1\" format=\"jira\" system=\"j\"><field").first?
                .hasPrefix("m.xml:1:") ?? false
        )
    }
}
