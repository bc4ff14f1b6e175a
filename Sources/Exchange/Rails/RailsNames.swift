import XML

/// What a site calls things: the usual names, and those that the mapping's options add.
struct RailsNames {
    let mapping: Mapping

    init(_ mapping: Mapping) { self.mapping = mapping }

    /// As Ruby has it: without hyphens.
    static func plain(_ name: String) -> String { name.replacing("-", with: "_") }

    func isRecord(_ name: String) -> Bool {
        let name = Self.plain(name)
        return ["ticket", "helpdesk_ticket", "issue", "record"].contains(name) || name == option("record")
    }

    func isList(_ root: Root) -> Bool {
        let name = Self.plain(root.name)
        return ["tickets", "helpdesk_tickets", "issues", "records"].contains(name) || root.attribute("type") == "array"
            || option("record") != nil
    }

    /// The key that never changes.
    var id: [String] { option("id").map { [$0] } ?? ["id", "nice_id"] }

    /// What people there call it.
    var number: [String] { option("number").map { [$0] } ?? ["nice_id", "display_id", "number"] }

    var created: [String] { option("created").map { [$0] } ?? ["created_at", "created_on"] }

    /// The time of the last change is no fact: as one it would make every touch a change.
    var modified: [String] { option("modified").map { [$0] } ?? ["updated_at", "updated_on"] }

    func isComments(_ name: String) -> Bool {
        ["comments", "notes", "ticket_comments", "helpdesk_notes"].contains(name) || name == option("comments")
    }

    /// For times without one; nil when the site has not said.
    var zone: String? { mapping.option("zone") }

    private func option(_ name: String) -> String? { mapping.option(name).map(Self.plain) }
}
