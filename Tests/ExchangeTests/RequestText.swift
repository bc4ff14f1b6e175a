/// A request of an intake as text, with every part changeable.
struct RequestText {
    var id: String? = "CRM-1"
    var modified: String? = "2026-11-20T08:00:00Z"
    var impact = "moderate"
    var title: String? = "Wrong edition bought"
    var tenant = "contoso.com"
    var amount = #"<amount currency="USD">1250.00</amount>"#
    var email = "kim@fabrikam.com"
    var rest = ""

    var xml: String {
        let attributes =
            (id.map { " id=\"\($0)\"" } ?? "") + (modified.map { " modified=\"\($0)\"" } ?? "")
        return """
            <request\(attributes)>
              <problem>refund</problem>
              <impact>\(impact)</impact>
              \(title.map { "<title>\($0)</title>" } ?? "")
              <tenant>\(tenant)</tenant>
              <order>a1b2c3d4e5f6</order>
              <reason>accidental</reason>
              \(amount)
              <contact><name>Kim Minji</name><email>\(email)</email></contact>
              \(rest)
            </request>
            """
    }

    /// A whole document.
    static func intake(_ requests: RequestText...) -> String { intake(requests.map(\.xml)) }

    static func intake(_ records: [String]) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <recoup xmlns="urn:recoup:exchange:1" kind="intake" source="crm">
        \(records.joined(separator: "\n"))
        </recoup>

        """
    }
}
