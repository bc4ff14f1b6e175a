/// What a mapping must say before batches can be written with it, and what it must not.
struct SalesforceMappingCheck {
    let problems: [String]
    let namesContacts: Bool

    init(_ mapping: Mapping) {
        let names =
            mapping.fields.map { ($0.theirs, " (line \($0.line) of the mapping)") }
            + mapping.fixed.map { ($0.theirs, "") }
            + [mapping.block?.theirs, mapping.option("contact-key")]
            .compactMap { $0.map { ($0, "") } }
        namesContacts = names.contains { $0.0.hasPrefix("Contact/") }
        var problems = names.filter { !Self.isName($0.0) }
            .map { "'\($0.0)'\($0.1) is no name of a field at Salesforce; write its API name, as Tenant__c" }
        if mapping[.id] == nil {
            problems.append(
                "the mapping names no field for our id; add <field ours=\"id\" theirs=\"…\"/>, an external id"
            )
        }
        if namesContacts, mapping[.contactEmail]?.theirs != "Contact/Email" {
            problems.append(
                "the mapping names columns of Contact without <field ours=\"contact.email\" theirs=\"Contact/Email\"/>; "
                    + "add it: contacts are found by their e-mail address"
            )
        }
        self.problems = problems
    }

    /// An API name, or two with a slash between them.
    private static func isName(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count <= 2
            && parts.allSatisfy { part in
                part.utf8.first.map(isLetter) ?? false
                    && part.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
            }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
