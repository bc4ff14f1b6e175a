import Basics

/// The columns of a ticket's own row: what the mapping says, and what follows from it by rules that no import runs.
struct UnloadColumns {
    private(set) var list: [UnloadColumn] = []
    private var users: [[UnloadColumn]] = []
    private let ticket: ForeignTicket

    /// - Parameter wasBornThere: the row is theirs. What they alone decide of it is left as it is.
    init(_ ticket: ForeignTicket, key: String, wasBornThere: Bool, table: String, _ site: UnloadSite) {
        self.ticket = ticket
        put("sys_id", key)
        for field in ticket.fields where UnloadSite.reference(field.name) == nil {
            if field.name != "state", !(wasBornThere && Self.theirs.contains(field.name)) {
                put(field.name, field.value)
            }
        }
        if let state = ticket["state"]?.value {
            let ended = ticket.endedAt ?? ticket.modifiedAt ?? ticket.createdAt ?? Instant(milliseconds: 0)
            for column in UnloadState(state, endedAt: ended).columns { put(column.name, column.value) }
        }
        if let updated = ticket.modifiedAt { put("sys_updated_on", UnloadTime.text(updated)) }
        put("sys_class_name", table)
        for reference in site.references.keys.sorted() { refer(reference) }
        guard !wasBornThere else { return }
        if let number = ticket.number { put("number", number) }
        if let created = ticket.createdAt {
            put("opened_at", UnloadTime.text(created))
            put("sys_created_on", UnloadTime.text(created))
        }
        guard let impact = ticket["impact"]?.value else { return }
        let urgency = ticket["urgency"]?.value ?? String(site.urgency)
        put("urgency", urgency)
        if let priority = UnloadPriority.of(impact: impact, urgency: urgency) { put("priority", priority) }
    }

    /// Columns of a row of theirs that are never written over.
    private static let theirs: Set<String> = [
        "number", "opened_at", "sys_created_on", "sys_domain", "urgency", "priority",
    ]

    /// The rows that the ticket refers to.
    mutating func takeUsers() -> [[UnloadColumn]] {
        defer { users = [] }
        return users
    }

    /// The first to put a column decides it.
    private mutating func put(_ name: String, _ value: String, label: String? = nil) {
        if !list.contains(where: { $0.name == name }) { list.append(UnloadColumn(name, value, label: label)) }
    }

    /// A row for the person that a reference leads to, when the mapping names columns of it.
    private mutating func refer(_ reference: String) {
        let named = ticket.fields.compactMap { field in
            UnloadSite.reference(field.name).flatMap { found in
                found.reference == reference ? UnloadColumn(found.column, field.value) : nil
            }
        }
        guard !named.isEmpty else { return }
        let name = named.first { $0.name == "name" }?.value
        let email = named.first { $0.name == "email" }?.value
        // By the address where there is one: a person is the same on every ticket.
        let words = email.map { [$0.lowercased()] } ?? named.map { "\($0.name)=\($0.value)" }
        let key = UnloadKey.of([UnloadTable.user] + words, 0)
        var columns = named + [UnloadColumn("sys_id", key)]
        func add(_ column: String, _ value: String?) {
            if let value, !columns.contains(where: { $0.name == column }) {
                columns.append(UnloadColumn(column, value))
            }
        }
        add("user_name", email)
        if let name {
            // The platform makes the name of these two.
            let words = name.split(separator: " ")
            add("first_name", words.count > 1 ? words.dropLast().joined(separator: " ") : nil)
            add("last_name", words.last.map(String.init))
        }
        users.append(columns)
        put(reference, key, label: name ?? email)
    }
}
