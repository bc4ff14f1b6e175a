import Basics
import Casework
import XML

/// One issue of an issue view.
struct JiraItem {
    private let mapping: Mapping
    private var ticket = ForeignTicket()
    private var fields = FieldGathering()
    private var page = JiraPage()
    private(set) var problems: [RecordProblem] = []
    private(set) var losses: [Loss] = []

    init(_ mapping: Mapping) { self.mapping = mapping }

    mutating func take(_ item: Element) {
        for child in item.children { takeChild(child, of: item) }
    }

    /// The ticket, with the HTML that its texts were made of.
    mutating func finished() -> ForeignTicket {
        var ticket = ticket
        ticket.fields = fields.fields
        if let file = page.file { ticket.files.append(file) }
        losses += page.losses
        return ticket
    }

    private mutating func takeChild(_ child: Element, of item: Element) {
        let name = child.name
        switch name {
        case "key":
            ticket.id = child.attribute("id")
            ticket.number = child.text
        case "project": fields.append(name, child.attribute("key") ?? child.text, label: child.text, at: child.place)
        case "description", "environment": fields.append(name, plain(child.text, of: name), at: child.place)
        case "status":
            // What it means stands before what people call it, in whichever language.
            if let category = item.first("statusCategory") { takeCategory(category, status: child.text) }
            takeCoded(child)
        case "statusCategory": if item.first("status") == nil { takeCategory(child, status: nil) }
        case "type", "priority", "resolution", "security": takeCoded(child)
        case "assignee", "reporter": takePerson(child)
        case "created":
            ticket.createdAt = instant(child.text, of: name, at: child)
            fields.append(name, child.text, at: child.place)
        // The time of the last change is no fact: as one it would make every touch a change.
        case "updated": ticket.modifiedAt = instant(child.text, of: name, at: child)
        case "comments": for comment in child.children { takeComment(comment) }
        case "attachments": for attachment in child.children { takeAttachment(attachment) }
        case "customfields": for field in child.children { takeCustomField(field) }
        default: fields.append(name, child.leafLines, at: child.place)
        }
    }

    /// A value with a number of its own; -1 is nobody and nothing.
    private mutating func takeCoded(_ element: Element) {
        let id = element.attribute("id")
        guard id != "-1" else { return }
        fields.append(element.name, id ?? element.text, label: id == nil ? nil : element.text, at: element.place)
    }

    private mutating func takeCategory(_ element: Element, status: String?) {
        let key = element.attribute("key") ?? element.attribute("id").flatMap { Self.categories[$0] }
        guard let key else { return }
        fields.append("statusCategory", key, label: status, at: element.place)
    }

    private static let categories = ["1": "undefined", "2": "new", "3": "done", "4": "indeterminate"]

    private mutating func takePerson(_ element: Element) {
        for attribute in ["username", "accountid"] {
            guard let id = element.attribute(attribute) else { continue }
            guard id != "-1" else { return }
            fields.append("\(element.name)/\(attribute)", id, at: element.place)
        }
        fields.append(element.name, element.text, at: element.place)
    }

    private mutating func takeComment(_ element: Element) {
        let isRestricted = element.attributes.contains { ["grouplevel", "rolelevel"].contains($0.name.lowercased()) }
        ticket.comments.append(
            ForeignComment(
                HTMLText.text(of: element.text),
                isPublic: !isRestricted && mapping.option("comments") == "public",
                author: element.attribute("author"),
                writtenAt: instant(element.attribute("created") ?? "", of: "comment", at: element),
                at: element.place
            )
        )
    }

    private mutating func takeAttachment(_ element: Element) {
        guard let name = element.attribute("name") else { return }
        ticket.files.append(
            ForeignFile(name: name, mediaType: "application/octet-stream", content: .absent, at: element.place)
        )
    }

    private mutating func takeCustomField(_ element: Element) {
        let id = element.attribute("id") ?? ""
        let name = "cf:" + (element.first("customfieldname")?.text ?? id)
        guard let values = element.first("customfieldvalues") else { return }
        let isRendered = Self.isRendered(element)
        let known = [id, name].filter(mapping.knows)
        var value = values.leafLines
        if isRendered { value = plain(value, of: name) }
        for name in known.isEmpty ? [name] : known { fields.append(name, value, at: element.place) }
    }

    /// Whether a custom field holds HTML: texts of several lines do. A vendor's slip leaves the kind of some fields as a
    /// piece of template; then the value must look like a paragraph.
    private static func isRendered(_ element: Element) -> Bool {
        let kind = element.attribute("key") ?? ""
        if kind.hasSuffix(":textarea") { return true }
        guard kind.isEmpty || kind.contains("$") else { return false }
        return element.first("customfieldvalues")?.leafLines.hasPrefix("<p>") ?? false
    }

    /// HTML as text; the HTML itself is kept, where it says more. Not that of comments, of which one that is new would make
    /// a new file.
    private mutating func plain(_ html: String, of name: String) -> String {
        let text = HTMLText.text(of: html)
        if !sameText(text, html) { page.add(html, of: name) }
        return text
    }

    private mutating func instant(_ text: String, of name: String, at element: Element) -> Instant? {
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        if let instant = Instant(rfc822: text) { return instant }
        problems.append(
            RecordProblem(
                "\(name): '\(text.prefix(60))' is no date of Jira's; write it as Tue, 6 May 2014 11:55:53 +0200",
                at: element
            )
        )
        return nil
    }
}

/// The HTML that the texts of an issue were made of, as one file.
struct JiraPage {
    private var html = ""
    private(set) var losses: [Loss] = []

    /// Bytes; the file has to stay one that the desk takes.
    private static let limit = 8 << 20

    mutating func add(_ part: String, of name: String) {
        guard html.utf8.count + part.utf8.count <= Self.limit else {
            losses.append(Loss("HTML of \(name)", .leftOut("its text is kept; original.html would grow too large")))
            return
        }
        html += "<!-- \(name.replacing("-", with: " ")) -->\n\(part)\n"
    }

    /// Nil when every text is what the HTML says.
    var file: ForeignFile? {
        guard !html.isEmpty else { return nil }
        let content = FileContent(Array(html.utf8))
        return ForeignFile(name: "original.html", mediaType: "text/html", content: .bytes(content))
    }
}
