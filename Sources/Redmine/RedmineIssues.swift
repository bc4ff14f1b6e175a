import Basics
import Exchange
import Tickets
import XML

/// The issues of one Redmine, in the words of one mapping.
struct RedmineIssues {
    let client: RedmineClient
    let mapping: Mapping
    let names: RedmineNames
    /// The number of the custom field with our id.
    private let idField: String

    /// An issue as it stands there.
    struct Issue {
        let number: String
        let bytes: [UInt8]
        let ticket: ForeignTicket
        let mapped: MappedTicket
    }

    /// Throws ``RedmineFault/noField(_:)``.
    init(client: RedmineClient, mapping: Mapping, names: RedmineNames) throws {
        guard let field = mapping[.id]?.theirs, case .custom(let number?) = RedmineField(field, in: names)
        else {
            throw RedmineFault.noField(
                "the mapping names no custom field for our id, by which an issue is found again; write "
                    + "<field ours=\"id\" theirs=\"cf:External ID\"/>"
            )
        }
        self.client = client
        self.mapping = mapping
        self.names = names
        idField = number
    }

    func path(_ number: String) -> String { "/issues/\(number).xml" }

    /// One issue with everything. Throws ``RedmineFault/notFound(_:)``.
    func issue(_ number: String) async throws -> Issue {
        // It may come from a document, and it becomes a part of an address.
        guard RedmineNames.isNumber(number) else {
            throw RedmineFault.refused(["'\(number)' is no number of an issue"])
        }
        let bytes = try await client.get(path(number), [("include", "journals,attachments")])
        let what = "GET \(path(number))"
        let record: ForeignRecord?
        do throws(DocumentFault) {
            let reader = try mapping.reader(of: .bytes(bytes), named: what)
            record = try reader.next()
        } catch { throw RedmineFault.unreadable(error.sentence) }
        guard let record, let id = record.ticket.id, id == number else {
            throw RedmineFault.unreadable("\(what): the answer is another issue")
        }
        return Issue(number: id, bytes: bytes, ticket: record.ticket, mapped: mapping.read(record.ticket))
    }

    /// The number of the issue that holds our id; nil when none does. Closed ones too: without `status_id=*` Redmine finds
    /// only what is open.
    func number(holding id: Ticket.ID) async throws -> String? {
        let path = "/issues.xml"
        let query = [("cf_\(idField)", id.description), ("status_id", "*"), ("limit", "10")]
        let list = try AnswerReader(try await client.get(path, query), "GET \(path)").entries().list
        let found = list.filter { value(of: idField, in: $0) == id.description }.compactMap { $0.first("id")?.text }
        // A field that is no filter is passed over in silence: then the answer is everything.
        guard found.isEmpty == list.isEmpty else { throw RedmineFault.notAFilter("cf_\(idField)") }
        guard found.count < 2 else { throw RedmineFault.severalIssues(found) }
        return found.first
    }

    private func value(of field: String, in issue: Element) -> String? {
        issue.first("custom_fields")?.children.first { $0.attribute("id") == field }?.first("value")?.text
    }

    /// Whether the key's owner may write private notes in a project. Redmine makes public ones of them when not.
    func mayWritePrivately(in project: String?) async throws -> Bool {
        let path = "/users/current.xml"
        let entries = try AnswerReader(try await client.get(path, [("include", "memberships")]), "GET \(path)")
            .entries().list
        if entries.contains(where: { $0.isNamed("admin") && $0.text == "true" }) { return true }
        let memberships = entries.first { $0.isNamed("memberships") }.map { Array($0.children) } ?? []
        for membership in memberships where membership.first("project")?.attribute("id") == project {
            let roles = membership.first("roles").map { Array($0.children) } ?? []
            for role in roles.compactMap({ $0.attribute("id") }) where RedmineNames.isNumber(role) {
                let path = "/roles/\(role).xml"
                let said = try AnswerReader(try await client.get(path), "GET \(path)").entries().list
                let permissions = said.first { $0.isNamed("permissions") }.map { $0.children.map(\.text) } ?? []
                if permissions.contains("set_notes_private") { return true }
            }
        }
        return false
    }
}
