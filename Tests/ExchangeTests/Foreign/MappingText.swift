import Exchange
import Testing
import XML

/// A small mapping of a product that does not exist in this form, with every part changeable.
struct MappingText {
    var format = "servicenow"
    var fields = """
        <field ours="title" theirs="subject" limit="40"/>
        <field ours="impact" theirs="impact">
          <value ours="critical" theirs="1"/>
          <value ours="moderate" theirs="2"/>
        </field>
        <field ours="explanation" theirs="text" limit="300"/>
        <field ours="status" theirs="state">
          <value ours="submitted" theirs="New"/>
        </field>
        <field ours="id" theirs="our_id"/>
        <field ours="contact.email" theirs="caller/email"/>
        """
    var rest = """
        <block theirs="text" fields="tenant order subscription reason amount contact.name"/>
        <default ours="problem" value="refund"/>
        <fixed theirs="kind" value="csp"/>
        <ignore theirs="mod_count"/>
        <comments carry="public"/>
        <files carry="attachments"/>
        """

    var xml: String {
        """
        <mapping xmlns="urn:recoup:mapping:1" format="\(format)" system="crm">
        <option name="table" value="incident"/>
        \(fields)
        \(rest)
        </mapping>
        """
    }

    func mapping() throws(MappingFault) -> Mapping {
        try Mapping(.bytes(Array(xml.utf8)), named: "site.xml", templates: Project.path("Templates"))
    }

    /// What is wrong with it.
    func problems() -> [String] {
        do throws(MappingFault) {
            _ = try mapping()
            return []
        } catch { return error.problems }
    }
}
