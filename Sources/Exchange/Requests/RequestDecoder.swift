import Basics
import Casework
import Tickets
import XML

/// Reads one `<request>`: facts as they are written, messages and files. What the facts are worth is not its question.
struct RequestDecoder {
    private let record: Element
    /// The document's system.
    private let system: String?
    /// Gathered with room for all of them, and made a form once.
    private var facts: [FactField: String]
    private var status: String?
    private var history: String?
    private var messages: [Message] = []
    private var files: [IntakeFile] = []
    private var problems: [RecordProblem] = []

    /// The request, and everything in it that could not be read.
    static func decode(_ record: Element, from system: String?) -> (intake: Intake, problems: [RecordProblem]) {
        var decoder = RequestDecoder(record: record, system: system)
        for child in record.children { decoder.take(child) }
        return (decoder.intake(), decoder.problems)
    }

    private init(record: Element, system: String?) {
        self.record = record
        self.system = system
        facts = Dictionary(minimumCapacity: FactField.allCases.count)
    }

    private mutating func take(_ child: Element) {
        switch child.name {
        case "problem": facts[.problem] = child.text
        case "impact": facts[.impact] = child.text
        case "title": facts[.title] = child.text
        case "tenant": facts[.tenant] = child.text
        case "order": facts[.purchase] = "order:" + child.text
        case "subscription": facts[.purchase] = "subscription:" + child.text
        case "reason": facts[.reason] = child.text
        case "explanation": facts[.explanation] = child.text
        case "amount":
            facts[.amount] = child.text
            facts[.currency] = child.attribute("currency")
        case "contact": takeContact(child)
        case "status": status = child.text
        case "history": history = child.text
        case "message": takeMessage(child)
        case "file": takeFile(child)
        // The schema has refused it already.
        default: break
        }
    }

    private mutating func takeContact(_ contact: Element) {
        for child in contact.children {
            switch child.name {
            case "name": facts[.contactName] = child.text
            case "email": facts[.contactEmail] = child.text
            case "phone": facts[.contactPhone] = child.text
            default: break
            }
        }
    }

    private mutating func takeMessage(_ element: Element) {
        let visibility = element.attribute("visibility") ?? ""
        guard let known = Visibility(rawValue: visibility) else {
            let fault = Fault.unknownChoice(visibility, known: Visibility.allCases.map(\.rawValue))
            problems.append(RecordProblem("message/visibility", fault, at: element))
            return
        }
        let writtenAt = instant("at", of: element, as: "message/at")
        messages.append(
            Message(
                text: element.text,
                visibility: known,
                author: element.attribute("author"),
                writtenAt: writtenAt
            )
        )
    }

    private mutating func takeFile(_ element: Element) {
        var decoder = FileDecoder()
        let content = decoder.content(of: element)
        problems += decoder.problems
        guard let content else { return }
        do throws(Fault) {
            let attachment = try Attachment(
                name: element.attribute("name") ?? "",
                mediaType: element.attribute("type") ?? "",
                size: content.size,
                digest: content.digest
            )
            files.append(IntakeFile(attachment: attachment, content: content))
        } catch { problems.append(RecordProblem("file", error, at: element)) }
    }

    private mutating func instant(_ name: String, of element: Element, as field: String) -> Instant? {
        guard let text = element.attribute(name) else { return nil }
        do throws(Fault) { return try Instant(exchanged: text) } catch {
            problems.append(RecordProblem(field, error, at: element))
            return nil
        }
    }

    private mutating func source() -> Source? {
        // Without an id it cannot be told from another: the desk refuses it, whatever else it says.
        guard let id = record.attribute("id") else { return nil }
        do throws(Fault) {
            return try Source(system: record.attribute("source") ?? system ?? "", externalID: id)
        } catch {
            let isSystem = (try? Text.line(id, limit: 200)) != nil
            problems.append(RecordProblem(isSystem ? "source" : "id", error, at: record))
            return nil
        }
    }

    private mutating func intake() -> Intake {
        let source = source()
        let form = FactsForm(facts)
        return Intake(
            source: source,
            modifiedAt: instant("modified", of: record, as: "modified"),
            form: form,
            messages: messages,
            files: files,
            quotedNote: QuotedNote.text(status: status, history: history),
            digest: IntakeDigest.of(form, status: status, history: history, messages: messages, files: files)
        )
    }
}
