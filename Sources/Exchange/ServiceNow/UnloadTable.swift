/// The tables of an unload beside those that hold tickets. The raw values are the platform's names.
enum UnloadTable {
    static let journal = "sys_journal_field"
    static let attachment = "sys_attachment"
    static let attachmentChunk = "sys_attachment_doc"
    static let user = "sys_user"
}

/// What a row of an unload is to a ticket; the raw value is its kind in the spool.
enum UnloadRowKind: UInt8 {
    case ticket, journal, attachment, chunk, user
}

/// What a mapping says to this container alone.
struct UnloadSite {
    /// Tables whose rows are tickets; the first is the one that is written.
    let tables: [String]
    /// Tables that are passed over and not spoken of.
    let passedOver: Set<String>
    /// What is written as the urgency, from 1 to 3.
    let urgency: Int
    /// The columns of referenced rows that the mapping names, by the column that refers to them.
    let references: [String: [String]]

    private static let urgencies = 1...3

    /// Throws a ``DocumentFault`` for an option that means nothing.
    init(_ mapping: Mapping) throws(DocumentFault) {
        let words = { (name: String) in mapping.option(name)?.split(separator: " ").map(String.init) ?? [] }
        let named = words("table")
        tables = named.isEmpty ? ["incident"] : named
        passedOver = Set(words("passed-over"))
        let text = mapping.option("urgency") ?? "3"
        guard let urgency = Int(text), Self.urgencies.contains(urgency) else {
            throw .foreign("the mapping for \(mapping.system): the option 'urgency' is '\(text)'; write 1, 2 or 3")
        }
        self.urgency = urgency
        var references: [String: [String]] = [:]
        for field in mapping.fields {
            guard let (reference, column) = Self.reference(field.theirs) else { continue }
            if references[reference]?.contains(column) != true { references[reference, default: []].append(column) }
        }
        self.references = references
    }

    /// `caller_id/email` is the column `email` of the row that `caller_id` refers to.
    static func reference(_ name: String) -> (reference: String, column: String)? {
        guard let slash = name.firstIndex(of: "/") else { return nil }
        return (String(name[..<slash]), String(name[name.index(after: slash)...]))
    }
}
