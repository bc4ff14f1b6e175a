package import XML

/// Bodies of requests to Redmine, the same for files and for a live server.
///
/// `type="array"` is not ornament: without it Redmine drops every custom value and still answers 201.
package struct RedmineRequest {
    private let names: RedmineNames
    /// Fields that have no place in a request, with the reason.
    package private(set) var losses: [Loss] = []

    package init(_ names: RedmineNames) {
        self.names = names
    }

    /// A file that was uploaded before.
    package struct Upload: Hashable, Sendable {
        package let token: String
        package let name: String
        package let mediaType: String

        package init(token: String, name: String, mediaType: String) {
            self.token = token
            self.name = name
            self.mediaType = mediaType
        }
    }

    /// `<issue>` with these fields, for POST or PUT. The status is left out: Redmine falls back to the first one when a
    /// workflow forbids it at creation, so it goes by a PUT of its own.
    package mutating func issue(_ fields: [ForeignField], uploads: [Upload] = []) throws(XMLWriterError) -> [UInt8] {
        var own: [(String, String)] = []
        var custom: [(number: String, value: String)] = []
        for field in fields where field.name != "status" {
            switch RedmineField(field.name, in: names) {
            case .custom(let number?): custom.append((number, field.value))
            case .custom(nil):
                lose(field, "its number is not known; write <option name=\"\(field.name)\" value=\"…\"/>")
            case .own:
                if let element = ownElement(field) { own.append(element) }
            }
        }
        return try Self.document { (writer) throws(XMLWriterError) in
            for (name, text) in own { try writer.element(name, text: text) }
            if !custom.isEmpty {
                try writer.start("custom_fields", [("type", "array")])
                for field in custom {
                    try writer.start("custom_field", [("id", field.number)])
                    try writer.element("value", text: field.value)
                    try writer.end()
                }
                try writer.end()
            }
            if !uploads.isEmpty {
                try writer.start("uploads", [("type", "array")])
                for upload in uploads {
                    try writer.start("upload")
                    try writer.element("token", text: upload.token)
                    try writer.element("filename", text: upload.name)
                    try writer.element("content_type", text: upload.mediaType)
                    try writer.end()
                }
                try writer.end()
            }
        }
    }

    /// A PUT that sets the status; nil when its number is not known, which is said.
    package mutating func status(_ field: ForeignField) throws(XMLWriterError) -> [UInt8]? {
        guard let number = names.number(of: field.value, .status) else {
            lose(field, Self.unknown(field.value, .status))
            return nil
        }
        return try Self.document { (writer) throws(XMLWriterError) in
            try writer.element("status_id", text: number)
        }
    }

    /// A PUT that adds one note.
    package static func note(_ comment: ForeignComment) throws(XMLWriterError) -> [UInt8] {
        try document { (writer) throws(XMLWriterError) in
            try writer.element("notes", text: comment.text)
            // Said in both cases: what is not said is public there.
            try writer.element("private_notes", text: comment.isPublic ? "false" : "true")
        }
    }

    /// The element of a field of the issue itself; nil, and said, for one that cannot be written.
    private mutating func ownElement(_ field: ForeignField) -> (String, String)? {
        switch field.name {
        case "subject", "description", "start_date", "due_date", "done_ratio", "estimated_hours", "is_private":
            return (field.name, field.value)
        case "project":
            // An identifier, as csp-refunds, serves as well as a number.
            return ("project_id", names.number(of: field.value, .project) ?? field.value)
        case "tracker": return numbered(field, .tracker)
        case "priority": return numbered(field, .priority)
        case "assigned_to", "category", "fixed_version":
            if RedmineNames.isNumber(field.value) { return ("\(field.name)_id", field.value) }
            lose(field, "Redmine takes a number here")
        case "parent":
            if RedmineNames.isNumber(field.value) { return ("parent_issue_id", field.value) }
            lose(field, "Redmine takes a number here")
        default: lose(field, "Redmine keeps it to itself")
        }
        return nil
    }

    private mutating func numbered(_ field: ForeignField, _ kind: RedmineNames.Kind) -> (String, String)? {
        guard let number = names.number(of: field.value, kind) else {
            lose(field, Self.unknown(field.value, kind))
            return nil
        }
        return ("\(field.name)_id", number)
    }

    private static func unknown(_ name: String, _ kind: RedmineNames.Kind) -> String {
        "the number of '\(name)' is not known; write <option name=\"\(kind.rawValue):\(name)\" value=\"…\"/>"
    }

    private mutating func lose(_ field: ForeignField, _ why: String) {
        losses.append(Loss(field.name, .leftOut(why)))
    }

    private static func document(
        _ body: (XMLWriter) throws(XMLWriterError) -> Void
    ) throws(XMLWriterError) -> [UInt8] {
        let output = Output()
        let writer = XMLWriter { output.bytes += $0 }
        try writer.start("issue")
        try body(writer)
        try writer.end()
        try writer.finish()
        return output.bytes
    }

    private final class Output {
        var bytes: [UInt8] = []
    }
}
