import XML

/// An issue as Redmine writes it, with every part changeable. `{}` in `custom` is a number, a name and a value each.
struct RedmineText {
    var id = "41"
    var subject = "Licences bought twice"
    var description = "The customer pressed the button twice."
    var priority = #"<priority id="2" name="Normal"/>"#
    var status = #"<status id="1" name="New" is_closed="false"/>"#
    var created = "2026-11-20T08:15:00Z"
    var updated = "2026-11-20T09:00:00Z"
    var custom = [
        ("3", "Tenant", "contoso.com"), ("4", "Order", "a1b2c3d4e5f6"), ("6", "Refund reason", "Accidental purchase"),
        ("7", "Amount", "1250.00"), ("8", "Currency", "USD"), ("9", "Contact name", "Kim Minji"),
        ("10", "Contact e-mail", "kim@fabrikam.com"),
    ]
    var rest = ""

    var xml: String {
        let fields = custom.map {
            "<custom_field id=\"\($0.0)\" name=\"\($0.1)\"><value>\($0.2)</value></custom_field>"
        }
        return """
            <issue><id>\(id)</id><project id="7" name="CSP Refunds"/><tracker id="3" name="Support"/>\(status)\(priority)
            <author id="5" name="Clara"/><subject>\(subject)</subject><description>\(description)</description>
            <custom_fields type="array">\(fields.joined())</custom_fields>
            <created_on>\(created)</created_on><updated_on>\(updated)</updated_on><closed_on/>\(rest)</issue>
            """
    }

    static func list(_ issues: RedmineText...) -> [UInt8] {
        Array("<issues type=\"array\">\n\(issues.map(\.xml).joined(separator: "\n"))\n</issues>\n".utf8)
    }

    /// As a browser saves it: without a declaration.
    var alone: [UInt8] { Array(xml.utf8) }

    static func journal(_ notes: String, isPrivate: Bool? = false, id: String = "9") -> String {
        """
        <journal id="\(id)"><user id="5" name="Clara"/><notes>\(notes)</notes><created_on>2026-11-20T10:00:00Z</created_on>\
        \(isPrivate.map { "<private_notes>\($0)</private_notes>" } ?? "")<details type="array"/></journal>
        """
    }
}

/// Does with request bodies what Redmine does with them: fields become what it says of the issue, and what Rails cannot see is
/// dropped with a success.
struct PretendedRedmine {
    private(set) var number = 41
    private var own: [(String, String)] = []
    private var custom: [(String, String)] = []
    private var notes: [(String, Bool)] = []

    private static let priorities = ["1": "Low", "2": "Normal", "3": "High", "4": "Urgent", "5": "Immediate"]
    private static let statuses = [
        "1": "New", "2": "In Progress", "3": "Resolved", "4": "Feedback", "5": "Closed", "6": "Rejected",
    ]
    private static let fields = [
        "1": "External ID", "2": "Recoup number", "3": "Tenant", "4": "Order", "5": "Subscription",
        "6": "Refund reason",
        "7": "Amount", "8": "Currency", "9": "Contact name", "10": "Contact e-mail", "11": "Contact phone",
    ]

    /// POST or PUT.
    mutating func take(_ body: [UInt8]) throws {
        let reader = try RecordReader(.bytes(body), named: "body")
        while let record = try reader.next() {
            let element = record.element
            switch element.name {
            case "notes": notes.append((element.text, false))
            case "private_notes": if element.text == "true" { notes[notes.count - 1].1 = true }
            case "custom_fields":
                // Without it the values are a hash and not a list: gone, and still 201.
                guard element.attribute("type") == "array" else { continue }
                for field in element.children {
                    guard let id = field.attribute("id"), Self.fields[id] != nil else { continue }
                    custom.removeAll { $0.0 == id }
                    custom.append((id, field.first("value")?.text ?? ""))
                }
            case "created_on", "author_id": continue
            default:
                own.removeAll { $0.0 == element.name }
                own.append((element.name, element.text))
            }
        }
    }

    mutating func set(_ field: String, _ value: String) {
        own.removeAll { $0.0 == field }
        own.append((field, value))
    }

    mutating func setCustom(_ id: String, _ value: String) {
        custom.removeAll { $0.0 == id }
        custom.append((id, value))
    }

    mutating func note(_ text: String) { notes.append((text, false)) }

    /// GET with journals. A CR stands there as it is, so that a parser makes LF of it.
    var xml: [UInt8] {
        let text = { (name: String) in own.first { $0.0 == name }?.1 ?? "" }
        let status = own.first { $0.0 == "status_id" }?.1 ?? "1"
        let priority = text("priority_id")
        let values = custom.map {
            "<custom_field id=\"\($0.0)\" name=\"\(Self.fields[$0.0] ?? "")\"><value>\(Self.escaped($0.1))</value></custom_field>"
        }
        let journals = notes.enumerated().map {
            RedmineText.journal(Self.escaped($0.element.0), isPrivate: $0.element.1, id: "\($0.offset + 1)")
        }
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?><issue><id>\(number)</id><project id="7" name="CSP Refunds"/>\
            <tracker id="3" name="Support"/><status id="\(status)" name="\(Self.statuses[status] ?? "")"/>\
            <priority id="\(priority)" name="\(Self.priorities[priority] ?? "")"/><author id="1" name="Redmine Admin"/>\
            <subject>\(Self.escaped(text("subject")))</subject><description>\(Self.escaped(text("description")))</description>\
            <custom_fields type="array">\(values.joined())</custom_fields>\
            <created_on>2026-11-23T02:42:32Z</created_on><updated_on>2026-11-23T02:42:32Z</updated_on><closed_on/>\
            <journals type="array">\(journals.joined())</journals></issue>
            """.utf8
        )
    }

    private static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): result += "&amp;".utf8
            case UInt8(ascii: "<"): result += "&lt;".utf8
            case UInt8(ascii: ">"): result += "&gt;".utf8
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
