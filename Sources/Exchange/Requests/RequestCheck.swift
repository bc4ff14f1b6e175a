import Basics
import Casework
import Tickets
import XML

/// What the desk will refuse in a request, each with the element that it is about. The desk judges the same rules when it
/// takes the record; this says where in the document.
struct RequestCheck {
    private let record: Element
    private let intake: Intake
    private var problems: [RecordProblem] = []

    static func problems(of intake: Intake, in record: Element, under limits: AttachmentLimits) -> [RecordProblem] {
        var check = RequestCheck(record: record, intake: intake)
        check.checkIdentity()
        check.checkFacts()
        check.checkTexts()
        check.checkFiles(limits)
        return check.problems
    }

    private init(record: Element, intake: Intake) {
        self.record = record
        self.intake = intake
    }

    private mutating func checkIdentity() {
        guard intake.source == nil, record.attribute("id") == nil else { return }
        problems.append(
            RecordProblem("id: is missing; give the id by which its own system knows the record", at: record)
        )
    }

    private mutating func checkFacts() {
        do throws(Problems) { _ = try intake.form.facts() } catch {
            for problem in error.list {
                let field = problem.field.flatMap(FactField.init(rawValue:))
                let (name, element) = place(of: field)
                problems.append(
                    RecordProblem(
                        "\(name): \(problem.fault.sentence)",
                        at: element ?? record,
                        isAbsence: element == nil
                    )
                )
            }
        }
    }

    private func place(of field: FactField?) -> (name: String, element: Element?) {
        switch field {
        case .purchase:
            if let order = record.first("order") { return ("order", order) }
            return ("subscription", record.first("subscription"))
        case .currency: return ("amount/currency", record.first("amount"))
        case .contactName: return ("contact/name", record.first("contact")?.first("name"))
        case .contactEmail: return ("contact/email", record.first("contact")?.first("email"))
        case .contactPhone: return ("contact/phone", record.first("contact")?.first("phone"))
        case .problem, .impact, .title, .tenant, .reason, .explanation, .amount:
            let name = field?.rawValue ?? ""
            return (name, record.first(name))
        case nil: return ("request", record)
        }
    }

    private mutating func checkTexts() {
        for message in record.children where message.isNamed("message") {
            check("message", message.text, limit: Message.limit, at: message)
            if let author = message.attribute("author") { check("message/author", author, limit: 200, at: message) }
        }
        if let note = intake.quotedNote {
            check("history", note, limit: Message.limit, at: record.first("history") ?? record)
        }
    }

    private mutating func check(_ field: String, _ text: String, limit: Int, at element: Element) {
        do throws(Fault) { _ = try Text.block(text, limit: limit) } catch {
            problems.append(RecordProblem(field, error, at: element))
        }
    }

    private mutating func checkFiles(_ limits: AttachmentLimits) {
        let files = record.children.filter { $0.isNamed("file") }
        if files.count > limits.count {
            let fault = Fault.tooManyFiles(limit: limits.count, actual: files.count)
            problems.append(RecordProblem("file", fault, at: files[limits.count]))
        }
        // Unreadable files have been said to be so; only when there is none do both lists go in step.
        guard files.count == intake.files.count else { return }
        var names: Set<String> = []
        for (element, file) in zip(files, intake.files) {
            let attachment = file.attachment
            if attachment.size > limits.size {
                let fault = Fault.fileTooLarge(limit: limits.size, actual: attachment.size)
                problems.append(RecordProblem("file", fault, at: element))
            }
            if !names.insert(attachment.name).inserted {
                problems.append(RecordProblem("file/name", .duplicateFile(attachment.name), at: element))
            }
        }
    }
}
