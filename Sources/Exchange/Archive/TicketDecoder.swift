import Basics
import Casework
import Tickets
import XML

/// Reads one `<ticket>` of an archive: the readable copy, the events and the files, as they are claimed to be.
struct TicketDecoder {
    private let record: Element
    private var form = FactsForm()
    private var mark: (element: Element, system: String?, externalID: String?, digest: Digest?, modifiedAt: Instant?)?
    private var events: [Event] = []
    private var files: [FileContent] = []
    private var problems: [RecordProblem] = []

    /// The claim, or everything in it that could not be read.
    static func decode(_ record: Element) -> (entry: ArchiveEntry?, problems: [RecordProblem]) {
        var head = RecordAttributes(of: record)
        let id = head.required("id") { text throws(Fault) in try Ticket.ID(text) }
        let number = head.optional("number") { text throws(Fault) in try RecordAttributes.number(text) }
        let status = head.choice("status", TicketStatus.self)
        let version = head.number("version")
        var decoder = TicketDecoder(record: record, problems: head.problems)
        guard let id, let status, let version else { return (nil, decoder.problems) }
        for child in record.children { decoder.take(child, of: id) }
        decoder.check(version: version)
        let mark = decoder.checkedMark(of: id)
        guard decoder.problems.isEmpty else { return (nil, decoder.problems) }
        let claim = ArchiveEntry.Claim(
            id: id,
            number: number,
            status: status,
            form: decoder.form,
            events: decoder.events,
            files: decoder.files,
            mark: mark
        )
        return (.ticket(claim), [])
    }

    private init(record: Element, problems: [RecordProblem]) {
        self.record = record
        self.problems = problems
    }

    private mutating func take(_ child: Element, of id: Ticket.ID) {
        switch child.name {
        case "facts":
            for fact in child.children {
                if let field = FactField(archived: fact.name) { form[field] = fact.text }
            }
        case "intake": takeMark(child)
        case "event": takeEvent(child, of: id)
        case "file": takeFile(child)
        // The schema has refused it already.
        default: break
        }
    }

    private mutating func takeEvent(_ element: Element, of id: Ticket.ID) {
        var read = RecordAttributes(of: element)
        let version = read.number("version")
        let action = read.choice("action", TicketAction.self)
        let from: TicketStatus? = read.optional("from") { text throws(Fault) in try RecordAttributes.choice(text) }
        let to = read.choice("to", TicketStatus.self)
        let by = read.required("by") { text throws(Fault) in try Person.ID(text) }
        let byName = read.required("byName") { text throws(Fault) in text }
        let account = read.required("account") { text throws(Fault) in text }
        let origin = read.choice("origin", Origin.self)
        let at = read.required("at") { text throws(Fault) in try Instant(text) }
        let previous = read.optional("previous") { text throws(Fault) in try Digest(text) }
        let digest = read.required("digest") { text throws(Fault) in try Digest(text) }
        problems += read.problems
        var detail = Fields()
        for field in element.children where field.isNamed("field") {
            detail.append(named: field.attribute("name") ?? "", field.text)
        }
        guard read.problems.isEmpty, let version, let action, let to, let by, let byName, let account, let origin,
            let at, let digest
        else { return }
        events.append(
            Event(
                restoring: id,
                version: Int(version),
                action: action,
                from: from,
                to: to,
                by: by,
                byName: byName,
                account: account,
                origin: origin,
                at: at,
                detail: detail,
                previous: previous,
                digest: digest
            )
        )
    }

    private mutating func takeFile(_ element: Element) {
        var decoder = FileDecoder()
        if let content = decoder.content(of: element) { files.append(content) }
        problems += decoder.problems
    }

    private mutating func takeMark(_ element: Element) {
        var read = RecordAttributes(of: element)
        let system = read.required("system") { text throws(Fault) in text }
        let externalID = read.required("id") { text throws(Fault) in text }
        let digest = read.required("digest") { text throws(Fault) in try Digest(text) }
        let modifiedAt = read.optional("modified") { text throws(Fault) in try Instant(exchanged: text) }
        problems += read.problems
        mark = (element, system, externalID, digest, modifiedAt)
    }

    private mutating func check(version: Int64) {
        let count = record.children.reduce(0) { $1.isNamed("event") ? $0 + 1 : $0 }
        guard version != count else { return }
        problems.append(
            RecordProblem("version: says that there are \(version) events, but there are \(count)", at: record)
        )
    }

    /// The mark, when it is about the source that the first event names.
    private mutating func checkedMark(of id: Ticket.ID) -> IntakeMark? {
        guard let mark, let digest = mark.digest else { return nil }
        let opening = events.first.flatMap { try? FieldReader($0.detail) }
        guard let system = opening?["source.system"], let externalID = opening?["source.id"],
            mark.system.map({ $0.utf8.elementsEqual(system.utf8) }) == true,
            mark.externalID.map({ $0.utf8.elementsEqual(externalID.utf8) }) == true
        else {
            problems.append(
                RecordProblem("intake: names another source than the ticket's first event", at: mark.element)
            )
            return nil
        }
        return IntakeMark(ticket: id, digest: digest, modifiedAt: mark.modifiedAt)
    }
}
