import Exchange
import XML

/// What a Redmine calls its projects, trackers, priorities, statuses and custom fields, looked up for one mapping.
struct RedmineDirectory {
    private let client: RedmineClient
    private let mapping: Mapping
    private var names = RedmineNames()
    private var unknown: [String] = []

    /// The numbers of all names that the mapping uses. Throws ``RedmineFault/unknownNames(_:)`` with what there is.
    static func names(of mapping: Mapping, from client: RedmineClient) async throws -> RedmineNames {
        var directory = RedmineDirectory(client: client, mapping: mapping)
        try await directory.lookUp()
        guard directory.unknown.isEmpty else { throw RedmineFault.unknownNames(directory.unknown) }
        return directory.names
    }

    private init(client: RedmineClient, mapping: Mapping) {
        self.client = client
        self.mapping = mapping
    }

    private mutating func lookUp() async throws {
        try await list("/enumerations/issue_priorities.xml", .priority)
        try await list("/issue_statuses.xml", .status)
        try await list("/trackers.xml", .tracker)
        try await listProjects()
        for kind in [RedmineNames.Kind.priority, .status, .tracker, .project] { check(kind) }
        try await listCustomFields()
    }

    private mutating func list(_ path: String, _ kind: RedmineNames.Kind) async throws {
        for entry in try AnswerReader(try await client.get(path), "GET \(path)").entries().list {
            guard let number = entry.first("id")?.text, let name = entry.first("name")?.text else { continue }
            names.add(name, kind, number: number)
        }
    }

    /// By name and by identifier, a hundred at a time.
    private mutating func listProjects() async throws {
        let path = "/projects.xml"
        var offset = 0
        while true {
            let answer = try await client.get(path, [("limit", "100"), ("offset", "\(offset)")])
            let entries = try AnswerReader(answer, "GET \(path)").entries().list
            for entry in entries {
                guard let number = entry.first("id")?.text else { continue }
                for name in ["name", "identifier"] {
                    if let text = entry.first(name)?.text { names.add(text, .project, number: number) }
                }
            }
            offset += entries.count
            guard entries.count == 100 else { return }
        }
    }

    /// Only an administrator sees the list; for others the mapping's options, or the fields' numbers, must do.
    private mutating func listCustomFields() async throws {
        let titles = wantedFields.filter { $0.hasPrefix("cf:") }.map { String($0.dropFirst(3)) }
        let path = "/custom_fields.xml"
        do {
            let entries = try AnswerReader(try await client.get(path), "GET \(path)").entries().list
            for entry in entries where entry.first("customized_type")?.text == "issue" {
                guard let number = entry.first("id")?.text, let name = entry.first("name")?.text else { continue }
                names.add(name, .customField, number: number)
                let isOurs =
                    mapping[.id].map {
                        $0.theirs == RedmineField.name(ofTitle: name)
                            || $0.theirs == RedmineField.name(ofNumber: number)
                    } ?? false
                if isOurs, entry.first("is_filter")?.text == "false" { throw RedmineFault.notAFilter(name) }
            }
            note(titles, .customField)
        } catch RedmineFault.notAllowed {
            let options = RedmineNames(mapping.options)
            for title in titles {
                if let number = options.number(of: title, .customField) {
                    names.add(title, .customField, number: number)
                } else {
                    unknown.append(
                        "cf:\(title): only an administrator's key can look custom fields up; write cf_ and the number, or "
                            + "<option name=\"cf:\(title)\" value=\"…\"/>"
                    )
                }
            }
        }
    }

    private mutating func check(_ kind: RedmineNames.Kind) {
        let words = mapping.fields.filter { $0.theirs == kind.rawValue }.flatMap { $0.values.map(\.theirs) }
        note(words + mapping.fixed.filter { $0.theirs == kind.rawValue }.map(\.value), kind)
    }

    private mutating func note(_ wanted: [String], _ kind: RedmineNames.Kind) {
        var said: Set<String> = []
        for name in wanted where names.number(of: name, kind) == nil && said.insert(name).inserted {
            let known = names.names(kind)
            unknown.append(
                "\(kind.rawValue): there is no '\(name)' in Redmine; "
                    + (known.isEmpty ? "there is none at all" : "there are \(known.joined(separator: ", "))")
            )
        }
    }

    private var wantedFields: Set<String> {
        Set(mapping.fields.map(\.theirs) + mapping.fixed.map(\.theirs) + (mapping.block.map { [$0.theirs] } ?? []))
    }
}
