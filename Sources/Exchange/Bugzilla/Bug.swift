import Basics
import Casework
import XML

/// One bug of a Bugzilla export.
struct Bug {
    private var ticket = ForeignTicket()
    private var fields = FieldGathering()
    private var hasDescription = false
    private var hasToken = false
    private(set) var problems: [RecordProblem] = []
    private(set) var losses: [Loss] = []

    var finished: ForeignTicket {
        var ticket = ticket
        ticket.fields = fields.fields
        return ticket
    }

    mutating func take(_ bug: Element) {
        guard bug.isNamed("bug") else {
            problems.append(RecordProblem("'\(bug.name.prefix(60))' is no bug; a record is a <bug>", at: bug))
            return
        }
        if let error = bug.attribute("error") {
            problems.append(
                RecordProblem(
                    "Bugzilla did not export this bug ('\(error.prefix(60))'); export it as a person who sees it",
                    at: bug
                )
            )
        }
        for child in bug.children { takeChild(child) }
    }

    private mutating func takeChild(_ child: Element) {
        let name = child.name
        switch name {
        case BugzillaToken.name: leaveOut(child)
        case "bug_id":
            ticket.id = child.text
            ticket.number = child.text
        case "creation_ts":
            ticket.createdAt = instant(child)
            fields.append(name, child.text, at: child.place)
        // The time of the last change is no fact: as one it would make every touch a change.
        case "delta_ts": ticket.modifiedAt = instant(child)
        case "long_desc": takeText(child)
        case "attachment": takeAttachment(child)
        default:
            fields.append(name, child.leafLines, at: child.place)
            if let person = child.attribute("name") { fields.append("\(name)/name", person, at: child.place) }
        }
    }

    private mutating func leaveOut(_ token: Element) {
        guard !token.isBlank, !hasToken else { return }
        hasToken = true
        losses.append(Loss(BugzillaToken.name, .leftOut("it is a secret of Bugzilla's forms")))
    }

    /// The first text is the description; the others are comments. Without a mark they are public, as Bugzilla takes it.
    private mutating func takeText(_ element: Element) {
        let isPrivate = element.attribute("isprivate") == "1"
        let text = element.first("thetext").flatMap { decoded($0) } ?? ""
        let isFirst = !hasDescription
        hasDescription = true
        if isFirst, !isPrivate {
            fields.append("description", text, at: element.place)
            return
        }
        let author = element.first("who")
        ticket.comments.append(
            ForeignComment(
                text,
                isPublic: !isPrivate,
                author: author?.attribute("name") ?? author?.text,
                writtenAt: element.first("bug_when").flatMap { instant($0) },
                at: element.place
            )
        )
    }

    private mutating func decoded(_ element: Element) -> String? {
        guard let encoding = element.attribute("encoding") else { return element.text }
        guard encoding == "base64", let bytes = element.base64Bytes(),
            let text = String(validating: bytes, as: UTF8.self)
        else {
            problems.append(
                RecordProblem("thetext: it is not UTF-8 in base64, as encoding=\"base64\" says", at: element)
            )
            return nil
        }
        return text
    }

    private mutating func takeAttachment(_ element: Element) {
        for token in element.children where token.isNamed(BugzillaToken.name) { leaveOut(token) }
        let name = element.first("filename")?.text ?? ""
        // Whoever asked for the refund reads its files here.
        guard element.attribute("isprivate") != "1" else {
            losses.append(Loss("file '\(name)'", .leftOut("it is private there, and files are not private here")))
            return
        }
        guard let data = element.first("data") else { return addFile(name, .absent, element) }
        switch data.attribute("encoding") {
        case "base64":
            guard let bytes = data.base64Bytes() else {
                problems.append(RecordProblem("attachment '\(name.prefix(60))': its data is not base64", at: data))
                return
            }
            check(bytes.count, against: element.first("size"), of: name)
            addFile(name, .bytes(FileContent(bytes)), element)
        case "filename":
            problems.append(
                RecordProblem(
                    "attachment '\(name.prefix(60))': encoding=\"filename\" names a file of a server and is never read; "
                        + "export it with its data in base64",
                    at: data
                )
            )
        case let encoding:
            problems.append(
                RecordProblem(
                    "attachment '\(name.prefix(60))': the encoding '\(encoding?.prefix(60) ?? "")' is unknown; "
                        + "base64 is read",
                    at: data
                )
            )
        }
    }

    private mutating func check(_ count: Int, against size: Element?, of name: String) {
        guard let size, let stated = Int(size.text), stated != count else { return }
        problems.append(
            RecordProblem(
                "attachment '\(name.prefix(60))': it is said to have \(stated) bytes and has \(count)",
                at: size
            )
        )
    }

    private mutating func addFile(_ name: String, _ content: ForeignFile.Content, _ element: Element) {
        let type = element.first("type")?.text ?? "application/octet-stream"
        ticket.files.append(ForeignFile(name: name, mediaType: type, content: content, at: element.place))
    }

    /// `2017-01-28 15:36:18 -0500`, its seconds left out by old versions.
    private mutating func instant(_ element: Element) -> Instant? {
        let words = element.text.split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else { return nil }
        if words.count == 3, words[0].utf8.count == 10 {
            let clock = words[1].utf8.count == 5 ? words[1] + ":00" : words[1]
            if let instant = try? Instant(exchanged: "\(words[0])T\(clock)\(words[2])") { return instant }
        }
        problems.append(
            RecordProblem(
                "\(element.name): '\(element.text.prefix(60))' is no date of Bugzilla's; "
                    + "write it as 2017-01-28 15:36:18 -0500",
                at: element
            )
        )
        return nil
    }
}
