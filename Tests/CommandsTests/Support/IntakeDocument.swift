/// Documents for imports.
enum IntakeDocument {
    /// `count` requests of one source, every one different.
    static func requests(_ count: Int, from first: Int = 1) -> String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<recoup xmlns=\"urn:recoup:exchange:1\" kind=\"intake\" source=\"crm\">\n"
        for number in first..<(first + count) { text += request(number) }
        return text + "</recoup>\n"
    }

    static func request(_ number: Int, impact: String = "moderate") -> String {
        """
          <request id="C-\(number)">
            <problem>refund</problem>
            <impact>\(impact)</impact>
            <title>Request \(number) 환불</title>
            <tenant>contoso.com</tenant>
            <order>a1b2c3d4e5f6</order>
            <reason>accidental</reason>
            <amount currency="USD">\(number).00</amount>
            <contact><name>Kim Minji</name><email>kim@fabrikam.com</email></contact>
            <message at="2026-11-19T23:20:00Z" author="Kim" visibility="public">Please.</message>
          </request>

        """
    }
}
